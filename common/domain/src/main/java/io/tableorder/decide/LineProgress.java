package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.decide.OrderCommand.LineStatus;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Completes a line of an order, or takes that back. The order follows in the same decision: it is in preparation once one of
 * its lines is completed, and completed once all are.
 */
final class LineProgress {

    private LineProgress() {}

    static Decision decide(Order order, OrderCommand.ChangeLine change, Instant time) {
        OrderLine line = order.item(change.itemId());
        if (line == null) {
            return new Refused(new Rejection.NoSuchItem(order.orderId(), change.itemId()));
        }
        if (order.status() == OrderStatus.CANCELLED) {
            return new Refused(new Rejection.ImpossibleTransition(order.status(), asOrder(change.status())));
        }
        boolean isToBeDone = change.status() == LineStatus.COMPLETED;
        if (order.isDone(line) == isToBeDone) {
            // Somebody else took the same step, so this caller has what he wanted, whatever version he had seen.
            return new Unchanged();
        }
        if (Expected.isOther(change.expectedVersion(), order.version())) {
            return Expected.mismatch(change.expectedVersion(), order.version());
        }
        return isToBeDone ? completed(order, line) : reopened(order, line, time);
    }

    private static OrderStatus asOrder(LineStatus status) {
        return switch (status) {
            case PREPARING -> OrderStatus.PREPARING;
            case COMPLETED -> OrderStatus.COMPLETED;
        };
    }

    private static Decision completed(Order order, OrderLine line) {
        List<StoreEvent> events = new ArrayList<>(2);
        events.add(new OrderEvent.LinesCompleted(
                order.orderId(), order.version() + 1, order.tableId(), List.of(line.itemId())));
        boolean wasLast = others(order, line).allMatch(order::isDone);
        OrderStatus next = wasLast ? OrderStatus.COMPLETED : OrderStatus.PREPARING;
        if (order.status() != next) {
            events.add(statusChanged(order, 2, next));
        }
        return new Granted(events);
    }

    /** An order that comes back has all its lines open, so those that are done still are said to be so. */
    private static Decision reopened(Order order, OrderLine line, Instant time) {
        if (order.status() != OrderStatus.COMPLETED) {
            return new Granted(List.of(new OrderEvent.LinesReopened(
                    order.orderId(), order.version() + 1, order.tableId(), List.of(line.itemId()))));
        }
        Rejection tooLate = OrderDecider.tooLateToRecall(order, time);
        if (tooLate != null) {
            return new Refused(tooLate);
        }
        List<StoreEvent> events = new ArrayList<>(2);
        events.add(statusChanged(order, 1, OrderStatus.PREPARING));
        List<String> done = others(order, line).map(OrderLine::itemId).toList();
        if (!done.isEmpty()) {
            events.add(new OrderEvent.LinesCompleted(order.orderId(), order.version() + 2, order.tableId(), done));
        }
        return new Granted(events);
    }

    private static Stream<OrderLine> others(Order order, OrderLine line) {
        return order.items().stream().filter(other -> !other.itemId().equals(line.itemId()));
    }

    private static OrderEvent.StatusChanged statusChanged(Order order, int step, OrderStatus to) {
        return new OrderEvent.StatusChanged(
                order.orderId(), order.version() + step, order.tableId(), order.status(), to);
    }

    /**
     * Returns the event that completes an order of which nothing but completed lines is left; none while there is something
     * to do.
     *
     * @param version of that event
     */
    static Optional<StoreEvent> completion(
            String orderId, int version, String tableId, OrderStatus status, List<OrderLine> left) {
        return status.isUnfinished() && Order.areCompleted(left)
                ? Optional.of(new OrderEvent.StatusChanged(orderId, version, tableId, status, OrderStatus.COMPLETED))
                : Optional.empty();
    }
}
