package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Floor;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.Table;
import java.util.ArrayList;
import java.util.List;

/** Ends a session the way the caller saw it, and leaves no order of it unfinished. */
final class SessionEnding {

    /** The reason of orders that are cancelled because their session ends. Screens put it into words. */
    static final String SESSION_ENDED = "session_ended";

    private SessionEnding() {}

    static Decision decide(Floor floor, Table table, TableCommand.EndSession end) {
        Session session = table.session();
        if (session == null) {
            return new Refused(new Rejection.NoOpenSession(table.tableId()));
        }
        if (!isAsSeen(floor, session, end)) {
            return new Refused(new Rejection.SessionChanged(asItIs(floor, table, session)));
        }
        List<Order> unfinished = floor.ordersOf(session).stream()
                .filter(order -> order.status().isUnfinished())
                .toList();
        if (unfinished.isEmpty()) {
            return new Granted(List.of(ended(table, session)));
        }
        return switch (end.unfinished()) {
            case null ->
                new Refused(new Rejection.UnfinishedOrders(
                        unfinished.stream().map(Order::orderId).toList()));
            case COMPLETE -> completing(table, session, unfinished);
            case CANCEL -> cancelling(table, session, unfinished);
        };
    }

    private static boolean isAsSeen(Floor floor, Session session, TableCommand.EndSession end) {
        return (end.sessionId() == null || end.sessionId().equals(session.sessionId()))
                && (end.expectedTotalAmount() == null || end.expectedTotalAmount() == session.totalAmount())
                && (end.expectedOrderCount() == null || end.expectedOrderCount() == session.orderCount())
                && (end.expectedVersion() == null || end.expectedVersion() == floor.versionOf(session));
    }

    private static Rejection.SessionAsItIs asItIs(Floor floor, Table table, Session session) {
        return new Rejection.SessionAsItIs(
                table.tableId(),
                table.tableNumber(),
                session.sessionId(),
                floor.versionOf(session),
                session.totalAmount(),
                session.orderCount());
    }

    private static Decision completing(Table table, Session session, List<Order> unfinished) {
        List<StoreEvent> events = new ArrayList<>(unfinished.size() + 1);
        for (Order order : unfinished) {
            events.add(new OrderEvent.StatusChanged(
                    order.orderId(), order.version() + 1, order.tableId(), order.status(), OrderStatus.COMPLETED));
        }
        events.add(ended(table, session));
        return new Granted(events);
    }

    private static Decision cancelling(Table table, Session session, List<Order> unfinished) {
        List<StoreEvent> events = new ArrayList<>(unfinished.size() + 1);
        long total = session.totalAmount();
        for (Order order : unfinished) {
            total -= order.totalAmount();
            events.add(new OrderEvent.Cancelled(
                    order.orderId(), order.version() + 1, order.tableId(), order.status(), total, SESSION_ENDED));
        }
        events.add(ended(table, session, total, session.orderCount() - unfinished.size()));
        return new Granted(events);
    }

    private static SessionEvent.Ended ended(Table table, Session session) {
        return ended(table, session, session.totalAmount(), session.orderCount());
    }

    private static SessionEvent.Ended ended(Table table, Session session, long totalAmount, int orderCount) {
        return new SessionEvent.Ended(
                session.sessionId(), table.tableId(), table.tableNumber(), totalAmount, orderCount);
    }
}
