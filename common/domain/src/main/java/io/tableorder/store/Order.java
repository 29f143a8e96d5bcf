package io.tableorder.store;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order belongs to an open session.
 *
 * @param version of its last event
 * @param position of its last event
 * @param completedAt when it was completed, if anything has happened to it since; null for {@code updatedAt}; see {@link #lastCompleted}
 * @param placedAt the position of its first event, which says its lines; null once portions were taken back, so that it
 *     does not, and for an order that was read from a checkpoint of format 1 and was placed more than 25 hours before
 */
public record Order(
        String orderId,
        int orderNumber,
        int version,
        Position position,
        String sessionId,
        String tableId,
        int tableNumber,
        OrderStatus status,
        long totalAmount,
        Instant orderedAt,
        Instant updatedAt,
        List<OrderLine> items,
        @Nullable Position placedAt,
        @Nullable Instant completedAt) {

    /** Returns when the order was completed last; for one that is not, the time of its last event. */
    public Instant lastCompleted() {
        return completedAt == null ? updatedAt : completedAt;
    }

    /** Returns the line of that id; null when there is none, or none of it is left. */
    public @Nullable OrderLine item(String itemId) {
        return items.stream()
                .filter(line -> line.itemId().equals(itemId))
                .findFirst()
                .orElse(null);
    }

    static Order placed(OrderEvent.Placed event, Instant time, Position position) {
        return new Order(
                event.orderId(),
                event.orderNumber(),
                event.version(),
                position,
                event.sessionId(),
                event.tableId(),
                event.tableNumber(),
                OrderStatus.PENDING,
                event.totalAmount(),
                time,
                time,
                event.items(),
                position,
                null);
    }

    /** Returns the same order, knowing where it was placed. */
    public Order placedAt(Position placed) {
        return new Order(
                orderId,
                orderNumber,
                version,
                position,
                sessionId,
                tableId,
                tableNumber,
                status,
                totalAmount,
                orderedAt,
                updatedAt,
                items,
                placed,
                completedAt);
    }

    Order became(OrderStatus newStatus, int newVersion, Instant time, Position newPosition) {
        return new Order(
                orderId,
                orderNumber,
                newVersion,
                newPosition,
                sessionId,
                tableId,
                tableNumber,
                newStatus,
                totalAmount,
                orderedAt,
                time,
                items,
                placedAt,
                null);
    }

    Order without(OrderEvent.ItemRemoved removed, Instant time, Position newPosition) {
        List<OrderLine> left = items.stream()
                .map(line ->
                        line.itemId().equals(removed.itemId()) ? line.of(line.quantity() - removed.quantity()) : line)
                .filter(line -> line.quantity() > 0)
                .toList();
        return new Order(
                orderId,
                orderNumber,
                removed.version(),
                newPosition,
                sessionId,
                tableId,
                tableNumber,
                status,
                left.stream().mapToLong(OrderLine::subtotal).sum(),
                orderedAt,
                time,
                left,
                null,
                status == OrderStatus.COMPLETED ? lastCompleted() : null);
    }
}
