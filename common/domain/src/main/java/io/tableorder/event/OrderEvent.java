package io.tableorder.event;

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
            implements OrderEvent {
        public Placed {
            items = List.copyOf(items);
        }
    }

    record StatusChanged(String orderId, int version, String tableId, OrderStatus from, OrderStatus to)
            implements OrderEvent {}

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
            implements OrderEvent {}
}
