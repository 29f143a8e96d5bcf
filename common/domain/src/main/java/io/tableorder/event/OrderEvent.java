package io.tableorder.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** These events tell an order's life. Its events carry versions 1, 2, 3 … with no gap. */
public sealed interface OrderEvent extends StoreEvent {

    String orderId();

    /** Counts this order's events from 1. */
    int version();

    @Override
    default String subject(String storeId) {
        return orderId();
    }

    /** An order begins with this event: it was placed, or split off from another. */
    sealed interface Begun extends OrderEvent {

        /** Counts from 1 per store and business day. */
        int orderNumber();

        LocalDate businessDay();

        String sessionId();

        String tableId();

        int tableNumber();

        List<OrderLine> items();

        long totalAmount();

        default Seat seat() {
            return new Seat(sessionId(), tableId(), tableNumber());
        }
    }

    /**
     * An order was placed.
     *
     * @param orderNumber counts from 1 per store and business day
     */
    record Placed(
            String orderId,
            int version,
            int orderNumber,
            LocalDate businessDay,
            String sessionId,
            String tableId,
            int tableNumber,
            List<OrderLine> items,
            long totalAmount)
            implements Begun {
        public Placed {
            items = List.copyOf(items);
        }
    }

    /** An order went on, or back to the kitchen. One that goes back from COMPLETED has all its lines open. */
    record StatusChanged(String orderId, int version, String tableId, OrderStatus from, OrderStatus to)
            implements OrderEvent {}

    /**
     * The kitchen has completed some lines of an order that is not completed. What comes of the order, the event behind
     * says.
     *
     * @param itemIds of lines that were open, at least one
     */
    record LinesCompleted(String orderId, int version, String tableId, List<String> itemIds) implements OrderEvent {
        public LinesCompleted {
            itemIds = List.copyOf(itemIds);
        }
    }

    /**
     * Completed lines of an order in preparation are to be prepared after all.
     *
     * @param itemIds of lines that were completed, at least one
     */
    record LinesReopened(String orderId, int version, String tableId, List<String> itemIds) implements OrderEvent {
        public LinesReopened {
            itemIds = List.copyOf(itemIds);
        }
    }

    /**
     * Some or all portions of one line are taken back, and at least one other portion of the order is left.
     *
     * @param quantity how many portions of the line
     * @param totalAmount what the order comes to without them
     * @param tableTotalAmount what the table's session comes to without them
     */
    record ItemRemoved(
            String orderId,
            int version,
            String tableId,
            String itemId,
            int quantity,
            long totalAmount,
            long tableTotalAmount,
            @Nullable String reason)
            implements OrderEvent {}

    /**
     * An order came to another table or to another session, with all that is left of it.
     *
     * @param sessionId where it belongs now; the same as {@code fromSessionId} when the whole party moved
     */
    record Moved(
            String orderId,
            int version,
            String fromSessionId,
            String fromTableId,
            String sessionId,
            String tableId,
            int tableNumber)
            implements OrderEvent {

        public Seat seat() {
            return new Seat(sessionId, tableId, tableNumber);
        }
    }

    /**
     * Portions of an order's lines came to another session, where they are an order of their own. At least one portion is
     * left.
     *
     * @param toOrderId of the order they are now, which {@link SplitOff} tells about
     * @param totalAmount what the order comes to without them
     * @param tableTotalAmount what the table's session comes to without them
     */
    record LinesMoved(
            String orderId,
            int version,
            String tableId,
            String toOrderId,
            List<LinePart> lines,
            long totalAmount,
            long tableTotalAmount)
            implements OrderEvent {
        public LinesMoved {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Some portions of a line.
     *
     * @param quantity how many portions, at least one
     */
    record LinePart(String itemId, int quantity) {}

    /**
     * Lines of an order became an order of their own in another session. Nothing is cooked for it anew: it is as far as the
     * order that the lines came from.
     *
     * @param orderNumber of its own, since each is given once in a business day
     * @param orderedAt when the order was placed that the lines came from
     */
    record SplitOff(
            String orderId,
            int version,
            String fromOrderId,
            int orderNumber,
            LocalDate businessDay,
            String sessionId,
            String tableId,
            int tableNumber,
            OrderStatus status,
            Instant orderedAt,
            List<OrderLine> items,
            long totalAmount)
            implements Begun {
        public SplitOff {
            items = List.copyOf(items);
        }
    }

    /**
     * An order was cancelled.
     *
     * @param tableTotalAmount what the table's session comes to without this order
     */
    record Cancelled(
            String orderId,
            int version,
            String tableId,
            OrderStatus from,
            long tableTotalAmount,
            @Nullable String reason)
            implements OrderEvent {

        /** The reason of orders that are cancelled because their session ends. Screens put it into words. */
        public static final String SESSION_ENDED = "session_ended";
    }
}
