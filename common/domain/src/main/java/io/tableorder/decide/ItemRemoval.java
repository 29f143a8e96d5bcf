package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Order;
import java.util.ArrayList;
import java.util.List;

/** Takes back portions of a line. An order of which nothing would be left is cancelled instead, and one of
 * which only completed lines are left is completed with that. */
final class ItemRemoval {

    private ItemRemoval() {}

    /** @param sessionTotal what the order's session comes to now */
    static Decision decide(long sessionTotal, Order order, OrderCommand.RemoveItem remove) {
        if (Expected.isOther(remove.expectedVersion(), order.version())) {
            return Expected.mismatch(remove.expectedVersion(), order.version());
        }
        if (order.status() == OrderStatus.CANCELLED) {
            return new Refused(new Rejection.ImpossibleTransition(order.status(), OrderStatus.CANCELLED));
        }
        OrderLine line = order.item(remove.itemId());
        if (line == null) {
            return new Refused(new Rejection.NoSuchItem(order.orderId(), remove.itemId()));
        }
        int quantity = remove.quantity() == null ? line.quantity() : remove.quantity();
        if (quantity > line.quantity()) {
            return new Refused(new Rejection.NotSoMany(remove.itemId(), line.quantity()));
        }
        if (quantity == line.quantity() && order.items().size() == 1) {
            return new Granted(List.of(cancelled(sessionTotal, order, remove)));
        }
        List<StoreEvent> events = new ArrayList<>(2);
        events.add(removed(sessionTotal, order, remove, quantity, line.unitPrice() * quantity));
        List<OrderLine> left = quantity < line.quantity() ? order.items() : others(order, line);
        LineProgress.completion(order.orderId(), order.version() + 2, order.tableId(), order.status(), left)
                .ifPresent(events::add);
        return new Granted(events);
    }

    private static List<OrderLine> others(Order order, OrderLine line) {
        return order.items().stream()
                .filter(other -> !other.itemId().equals(line.itemId()))
                .toList();
    }

    private static OrderEvent.Cancelled cancelled(long sessionTotal, Order order, OrderCommand.RemoveItem remove) {
        return new OrderEvent.Cancelled(
                order.orderId(),
                order.version() + 1,
                order.tableId(),
                order.status(),
                sessionTotal - order.totalAmount(),
                remove.reason());
    }

    private static OrderEvent.ItemRemoved removed(
            long sessionTotal, Order order, OrderCommand.RemoveItem remove, int quantity, long amount) {
        return new OrderEvent.ItemRemoved(
                order.orderId(),
                order.version() + 1,
                order.tableId(),
                remove.itemId(),
                quantity,
                order.totalAmount() - amount,
                sessionTotal - amount,
                remove.reason());
    }
}
