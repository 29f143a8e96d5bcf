package io.tableorder.projector.table;

import io.tableorder.event.OrderStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * These are the times of an order's life.
 *
 * @param preparingAt null for an order that skipped preparation, too
 * @param updatedAt of its last event
 */
public record OrderTimes(
        Instant orderedAt,
        @Nullable Instant preparingAt,
        @Nullable Instant completedAt,
        @Nullable Instant cancelledAt,
        Instant updatedAt) {

    static OrderTimes placed(Instant time) {
        return new OrderTimes(time, null, null, null, time);
    }

    /** @param source of the order that the lines came from; null when it is not there */
    static OrderTimes splitOff(Instant orderedAt, @Nullable OrderTimes source, Instant time) {
        return source == null
                ? new OrderTimes(orderedAt, null, null, null, time)
                : new OrderTimes(orderedAt, source.preparingAt, source.completedAt, null, time);
    }

    OrderTimes updated(Instant time) {
        return new OrderTimes(orderedAt, preparingAt, completedAt, cancelledAt, time);
    }

    OrderTimes became(OrderStatus status, Instant time) {
        return switch (status) {
            case PENDING -> updated(time);
            case PREPARING -> new OrderTimes(orderedAt, firstPreparing(time), null, cancelledAt, time);
            case COMPLETED -> new OrderTimes(orderedAt, preparingAt, time, cancelledAt, time);
            case CANCELLED -> new OrderTimes(orderedAt, preparingAt, completedAt, time, time);
        };
    }

    /** A recalled order has left PENDING long before: when it was prepared first, or completed without preparation. */
    private Instant firstPreparing(Instant time) {
        return preparingAt != null ? preparingAt : completedAt != null ? completedAt : time;
    }
}
