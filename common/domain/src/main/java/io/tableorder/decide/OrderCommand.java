package io.tableorder.decide;

import io.tableorder.event.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This is what guests and staff do with orders. */
public sealed interface OrderCommand extends StoreCommand {

    String orderId();

    /**
     * Guests order at a table.
     *
     * @param orderId the new order's
     * @param newSessionId used only if the table has no open session
     * @param overRate how long the table must wait until it may order again; the command is then granted as a repetition
     *     only. Null when it may order now
     * @param letInAt when the table's guests were given their token; null for staff
     */
    record PlaceOrder(
            String orderId,
            String newSessionId,
            String tableId,
            List<Line> lines,
            @Nullable Duration overRate,
            @Nullable Instant letInAt)
            implements OrderCommand {

        public PlaceOrder {
            lines = List.copyOf(lines);
        }

        /** An order of a table that may order now. */
        public PlaceOrder(String orderId, String newSessionId, String tableId, List<Line> lines) {
            this(orderId, newSessionId, tableId, lines, null, null);
        }
    }

    /**
     * A line asks for one dish of an order.
     *
     * @param unitPrice what the guests were shown, with the options they chose, in the currency's minor unit; null accepts
     *     the catalogue's
     * @param options ids of the options chosen; null when none is
     */
    record Line(
            String menuId,
            int quantity,
            @Nullable String note,
            @Nullable Long unitPrice,
            @Nullable List<String> options) {

        public Line {
            options = options == null || options.isEmpty() ? null : List.copyOf(options);
        }

        /** A line without options. */
        public Line(String menuId, int quantity, @Nullable String note, @Nullable Long unitPrice) {
            this(menuId, quantity, note, unitPrice, null);
        }

        /** A line without options that takes whatever price the catalogue has. */
        public Line(String menuId, int quantity, @Nullable String note) {
            this(menuId, quantity, note, null, null);
        }

        /** Returns the ids of the options chosen; none is an empty list. */
        List<String> chosen() {
            return options == null ? List.of() : options;
        }
    }

    /**
     * Staff move an order to another status.
     *
     * @param expectedVersion from If-Match; null accepts any
     */
    record ChangeStatus(
            String orderId, OrderStatus status, @Nullable Integer expectedVersion) implements OrderCommand {}

    /** This says how far a line is, by itself. */
    enum LineStatus {
        PREPARING,
        COMPLETED
    }

    /**
     * Staff complete a line, or take that back. Its order goes on with its first completed line, is completed with its
     * last, and comes back from completion with a line that does.
     *
     * @param expectedVersion the order's, from If-Match; null accepts any
     */
    record ChangeLine(
            String orderId,
            String itemId,
            LineStatus status,
            @Nullable Integer expectedVersion) implements OrderCommand {}

    /**
     * Staff take back portions of a line; with the order's last one the order is cancelled.
     *
     * @param quantity how many portions; null for all of the line
     * @param expectedVersion from If-Match; null accepts any
     */
    record RemoveItem(
            String orderId,
            String itemId,
            @Nullable Integer quantity,
            @Nullable String reason,
            @Nullable Integer expectedVersion)
            implements OrderCommand {}

    /**
     * Guests or staff cancel an order.
     *
     * @param onlyOfTable the table whose guests ask, and who may cancel their own PENDING order only; null for staff
     * @param letInAt when those guests were given their token; null for staff
     * @param expectedVersion from If-Match; null accepts any
     */
    record CancelOrder(
            String orderId,
            @Nullable String onlyOfTable,
            @Nullable String reason,
            @Nullable Integer expectedVersion,
            @Nullable Instant letInAt)
            implements OrderCommand {

        /** Makes the command as staff do, or guests whose token is known to be good. */
        public CancelOrder(
                String orderId,
                @Nullable String onlyOfTable,
                @Nullable String reason,
                @Nullable Integer expectedVersion) {
            this(orderId, onlyOfTable, reason, expectedVersion, null);
        }
    }
}
