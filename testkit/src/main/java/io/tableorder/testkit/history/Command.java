package io.tableorder.testkit.history;

import io.tableorder.event.OrderStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This is what a client asks of a store. */
public sealed interface Command {

    /** Guests order at their table. */
    record PlaceOrder(String tableId, List<Line> lines) implements Command {
        public PlaceOrder {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line asks for one dish.
     *
     * @param options ids of the options chosen, in the order of their letters
     */
    record Line(String menuId, int quantity, @Nullable String note, List<String> options) {
        public Line {
            options = options.stream().sorted().toList();
        }

        /** A line without options. */
        public Line(String menuId, int quantity, @Nullable String note) {
            this(menuId, quantity, note, List.of());
        }
    }

    /**
     * Staff move an order on.
     *
     * @param expectedVersion sent as If-Match; null accepts any
     */
    record ChangeStatus(
            String orderId, OrderStatus status, @Nullable Integer expectedVersion) implements Command {}

    /** Guests take back an order of their own table that the kitchen has not begun. */
    record CancelOrder(String orderId, String tableId) implements Command {}

    /** Staff take an order off the board. */
    record RemoveOrder(String orderId, @Nullable String reason) implements Command {}

    /**
     * The kitchen completes a line of an order, or takes that back.
     *
     * @param expectedVersion the order's, sent as If-Match; null accepts any
     */
    record ChangeLine(
            String orderId,
            String itemId,
            boolean completed,
            @Nullable Integer expectedVersion) implements Command {}

    /**
     * Staff take portions of a line off an order.
     *
     * @param quantity how many; null for all of the line
     */
    record RemoveItem(
            String orderId, String itemId, @Nullable Integer quantity) implements Command {}

    record EndSession(String tableId) implements Command {}

    /** Lets a party go to a free table. */
    record MoveSession(String tableId, String toTableId) implements Command {}

    /** Lets a party join that of another table. */
    record MergeSession(String tableId, String intoTableId) implements Command {}

    /** Staff mark an item as sold out, or as back. */
    record SetAvailability(String menuId, boolean available) implements Command {}

    /** Returns the version that the order must still have. */
    default Optional<Integer> ifMatch() {
        return switch (this) {
            case ChangeStatus change -> Optional.ofNullable(change.expectedVersion());
            case ChangeLine change -> Optional.ofNullable(change.expectedVersion());
            case PlaceOrder _,
                    CancelOrder _,
                    RemoveOrder _,
                    RemoveItem _,
                    EndSession _,
                    MoveSession _,
                    MergeSession _,
                    SetAvailability _ -> Optional.empty();
        };
    }
}
