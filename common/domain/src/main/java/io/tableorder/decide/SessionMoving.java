package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Floor;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a party to a free table, or to another party. */
final class SessionMoving {

    private SessionMoving() {}

    static Decision move(Floor floor, Table table, TableCommand.MoveSession move) {
        Table to = floor.table(move.toTableId());
        if (to == null) {
            return new Refused(new Rejection.NoSuchTable(move.toTableId()));
        }
        Session session = table.session();
        if (isThereAlready(to, move.seen().sessionId())) {
            return new Unchanged();
        }
        if (session == null) {
            return new Refused(new Rejection.NoOpenSession(table.tableId()));
        }
        if (to.tableId().equals(table.tableId())) {
            return new Refused(new Rejection.SameTable(table.tableId()));
        }
        if (!SessionEnding.isAsSeen(floor, session, move.seen())) {
            return SessionEnding.changed(floor, table, session);
        }
        if (to.session() != null) {
            return new Refused(new Rejection.SessionOpen(to.tableId()));
        }
        List<StoreEvent> events = moved(floor.ordersOf(session), session.sessionId(), to);
        events.addAll(CallDecider.allMoved(floor, table, session.sessionId(), to));
        events.add(new SessionEvent.Moved(
                session.sessionId(),
                table.tableId(),
                table.tableNumber(),
                to.tableId(),
                to.tableNumber(),
                session.totalAmount(),
                session.orderCount()));
        return new Granted(events);
    }

    /** Somebody else moved the very session that is meant, so this caller has what he wanted. */
    private static boolean isThereAlready(Table to, @Nullable String sessionId) {
        Session there = to.session();
        return there != null && there.sessionId().equals(sessionId);
    }

    static Decision merge(Floor floor, Table table, TableCommand.MergeSession merge) {
        Table into = floor.table(merge.intoTableId());
        if (into == null) {
            return new Refused(new Rejection.NoSuchTable(merge.intoTableId()));
        }
        if (into.tableId().equals(table.tableId())) {
            return new Refused(new Rejection.SameTable(table.tableId()));
        }
        Session session = table.session();
        if (session == null) {
            return new Refused(new Rejection.NoOpenSession(table.tableId()));
        }
        if (!SessionEnding.isAsSeen(floor, session, merge.seen())) {
            return SessionEnding.changed(floor, table, session);
        }
        Session other = into.session();
        if (other == null) {
            return new Refused(new Rejection.NoOpenSession(into.tableId()));
        }
        if (merge.intoSessionId() != null && !merge.intoSessionId().equals(other.sessionId())) {
            return SessionEnding.changed(floor, into, other);
        }
        int orders = session.orderIds().size() + other.orderIds().size();
        if (orders > OrderDecider.MAXIMUM_ORDERS_PER_SESSION) {
            return new Refused(new Rejection.SessionFull(OrderDecider.MAXIMUM_ORDERS_PER_SESSION));
        }
        List<StoreEvent> events = moved(floor.ordersOf(session), other.sessionId(), into);
        events.addAll(CallDecider.allMoved(floor, table, other.sessionId(), into));
        events.add(merged(table, session, into, other));
        return new Granted(events);
    }

    private static SessionEvent.Merged merged(Table table, Session session, Table into, Session other) {
        return new SessionEvent.Merged(
                session.sessionId(),
                table.tableId(),
                table.tableNumber(),
                other.sessionId(),
                into.tableId(),
                into.tableNumber(),
                session.totalAmount() + other.totalAmount(),
                session.orderCount() + other.orderCount());
    }

    private static List<StoreEvent> moved(List<Order> orders, String toSessionId, Table to) {
        List<StoreEvent> events = new ArrayList<>(orders.size() + 1);
        orders.forEach(order -> events.add(moved(order, toSessionId, to)));
        return events;
    }

    static OrderEvent.Moved moved(Order order, String toSessionId, Table to) {
        return new OrderEvent.Moved(
                order.orderId(),
                order.version() + 1,
                order.sessionId(),
                order.tableId(),
                toSessionId,
                to.tableId(),
                to.tableNumber());
    }
}
