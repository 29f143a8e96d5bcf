package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.CallEvent.CallOutcome;
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

    private SessionEnding() {}

    static Decision decide(Floor floor, Table table, TableCommand.EndSession end) {
        Session session = table.session();
        if (session == null) {
            return new Refused(new Rejection.NoOpenSession(table.tableId()));
        }
        var seen = new TableCommand.SeenSession(
                end.sessionId(), end.expectedTotalAmount(), end.expectedOrderCount(), end.expectedVersion());
        if (!isAsSeen(floor, session, seen)) {
            return changed(floor, table, session);
        }
        List<Order> unfinished = floor.ordersOf(session).stream()
                .filter(order -> order.status().isUnfinished())
                .toList();
        List<StoreEvent> calls = CallDecider.allEnded(floor, table, CallOutcome.SESSION_ENDED);
        if (unfinished.isEmpty()) {
            return granted(calls, List.of(ended(table, session)));
        }
        return switch (end.unfinished()) {
            case null ->
                new Refused(new Rejection.UnfinishedOrders(
                        unfinished.stream().map(Order::orderId).toList()));
            case COMPLETE -> granted(calls, completing(table, session, unfinished));
            case CANCEL -> granted(calls, cancelling(table, session, unfinished));
        };
    }

    /** The session's event comes last, since the answer is made from it. */
    private static Decision granted(List<StoreEvent> calls, List<StoreEvent> ofSession) {
        List<StoreEvent> events = new ArrayList<>(calls);
        events.addAll(ofSession);
        return new Granted(events);
    }

    static boolean isAsSeen(Floor floor, Session session, TableCommand.SeenSession seen) {
        return (seen.sessionId() == null || seen.sessionId().equals(session.sessionId()))
                && (seen.totalAmount() == null || seen.totalAmount() == session.totalAmount())
                && (seen.orderCount() == null || seen.orderCount() == session.orderCount())
                && (seen.version() == null || seen.version() == floor.versionOf(session));
    }

    static Decision changed(Floor floor, Table table, Session session) {
        return new Refused(new Rejection.SessionChanged(asItIs(floor, table, session)));
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

    private static List<StoreEvent> completing(Table table, Session session, List<Order> unfinished) {
        List<StoreEvent> events = new ArrayList<>(unfinished.size() + 1);
        for (Order order : unfinished) {
            events.add(new OrderEvent.StatusChanged(
                    order.orderId(), order.version() + 1, order.tableId(), order.status(), OrderStatus.COMPLETED));
        }
        events.add(ended(table, session));
        return events;
    }

    private static List<StoreEvent> cancelling(Table table, Session session, List<Order> unfinished) {
        List<StoreEvent> events = new ArrayList<>(unfinished.size() + 1);
        long total = session.totalAmount();
        for (Order order : unfinished) {
            total -= order.totalAmount();
            events.add(new OrderEvent.Cancelled(
                    order.orderId(),
                    order.version() + 1,
                    order.tableId(),
                    order.status(),
                    total,
                    OrderEvent.Cancelled.SESSION_ENDED));
        }
        events.add(ended(table, session, total, session.orderCount() - unfinished.size()));
        return events;
    }

    private static SessionEvent.Ended ended(Table table, Session session) {
        return ended(table, session, session.totalAmount(), session.orderCount());
    }

    private static SessionEvent.Ended ended(Table table, Session session, long totalAmount, int orderCount) {
        return new SessionEvent.Ended(
                session.sessionId(), table.tableId(), table.tableNumber(), totalAmount, orderCount);
    }
}
