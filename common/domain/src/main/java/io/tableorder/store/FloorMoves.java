package io.tableorder.store;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import java.time.Instant;

/**
 * How the floor follows parties that move, join others or pay apart. A command of that kind is several events of one
 * transaction: first each order goes where it belongs, then the session's event says what has come of it. Between them the
 * orders of a bill that is paid apart are of a session that is at no table.
 */
final class FloorMoves {

    private FloorMoves() {}

    static Floor evolve(Floor floor, OrderEvent.Moved moved, Instant time, Position position) {
        Order order = floor.next(moved);
        if (!order.sessionId().equals(moved.fromSessionId()) || !order.tableId().equals(moved.fromTableId())) {
            throw new ImpossibleEventException("Order %s is at table %s in session %s, and the event says %s and %s"
                    .formatted(
                            order.orderId(),
                            order.tableId(),
                            order.sessionId(),
                            moved.fromTableId(),
                            moved.fromSessionId()));
        }
        Table from = floor.knownTable(moved.fromTableId());
        Session session = Floor.openSession(from, moved.fromSessionId());
        Order after = order.moved(moved, time, position);
        if (moved.sessionId().equals(moved.fromSessionId())) {
            return floor.withOrder(after);
        }
        return with(floor.withTable(from.withSession(session.without(order))), after)
                .withOrder(after);
    }

    static Floor evolve(Floor floor, OrderEvent.LinesMoved moved, Instant time, Position position) {
        Order order = floor.next(moved);
        if (order.status() == OrderStatus.CANCELLED || !order.hasMoreThan(moved.lines())) {
            throw new ImpossibleEventException("Order %s, which is %s, does not have more than %s"
                    .formatted(order.orderId(), order.status(), moved.lines()));
        }
        Order left = order.without(moved, time, position);
        Table table = floor.knownTable(order.tableId());
        Session session = Floor.openSession(table, order.sessionId()).less(order.totalAmount() - left.totalAmount());
        Floor.checkTotal(session, left.totalAmount(), moved.totalAmount());
        Floor.checkTotal(session, session.totalAmount(), moved.tableTotalAmount());
        return floor.withTable(table.withSession(session)).withOrder(left);
    }

    static Floor evolve(Floor floor, OrderEvent.SplitOff split, Instant time, Position position) {
        Order source = floor.knownOrder(split.fromOrderId());
        if (floor.order(split.orderId()) != null) {
            throw new ImpossibleEventException("Order %s is there already".formatted(split.orderId()));
        }
        Floor.checkVersion(split.orderId(), 0, split.version());
        if (source.status() != split.status() || !source.orderedAt().equals(split.orderedAt())) {
            throw new ImpossibleEventException("Order %s is %s since %s, and what is split off it %s since %s"
                    .formatted(
                            source.orderId(), source.status(), source.orderedAt(), split.status(), split.orderedAt()));
        }
        Order order = Order.splitOff(split, source, time, position);
        return with(floor, order).withOrder(order);
    }

    /** The order's session with it, if that is on the floor. */
    private static Floor with(Floor floor, Order order) {
        Table table = floor.knownTable(order.tableId());
        Session session = table.session();
        return session == null || !session.sessionId().equals(order.sessionId())
                ? floor
                : floor.withTable(table.withSession(session.with(order)));
    }

    static Floor evolve(Floor floor, SessionEvent.Moved moved) {
        Table from = floor.knownTable(moved.fromTableId());
        Session session = Floor.openSession(from, moved.sessionId());
        Floor.checkTotal(session, session.totalAmount(), moved.totalSessionAmount());
        Floor.checkTotal(session, session.orderCount(), moved.orderCount());
        Table to = free(floor.knownTable(moved.tableId()));
        floor.ordersOf(session).stream()
                .filter(order -> !order.tableId().equals(moved.tableId()))
                .findFirst()
                .ifPresent(order -> {
                    throw new ImpossibleEventException(
                            "Order %s has not moved with session %s".formatted(order.orderId(), session.sessionId()));
                });
        return floor.withTable(from.withSession(null)).withTable(to.withSession(session));
    }

    static Floor evolve(Floor floor, SessionEvent.Merged merged) {
        Table from = floor.knownTable(merged.tableId());
        Session over = Floor.openSession(from, merged.sessionId());
        if (!over.orderIds().isEmpty()) {
            throw new ImpossibleEventException(
                    "Session %s is merged and has orders still: %s".formatted(over.sessionId(), over.orderIds()));
        }
        Session into = Floor.openSession(floor.knownTable(merged.intoTableId()), merged.intoSessionId());
        Floor.checkTotal(into, into.totalAmount(), merged.totalSessionAmount());
        Floor.checkTotal(into, into.orderCount(), merged.orderCount());
        return floor.withTable(from.withSession(null));
    }

    static Floor evolve(Floor floor, SessionEvent.Split split, Instant time) {
        Session session = Floor.openSession(floor.knownTable(split.tableId()), split.sessionId());
        Floor.checkTotal(session, session.totalAmount(), split.totalSessionAmount());
        Floor.checkTotal(session, session.orderCount(), split.orderCount());
        Session apart = split.closed()
                ? paidApart(floor, split, time)
                : Floor.openSession(floor.knownTable(split.newTableId()), split.newSessionId());
        Floor.checkTotal(apart, apart.totalAmount(), split.newTotalAmount());
        Floor.checkTotal(apart, apart.orderCount(), split.newOrderCount());
        return split.closed()
                ? new Floor(floor.tables(), floor.orders().minusAll(apart.orderIds()), floor.calls())
                : floor;
    }

    private static Session paidApart(Floor floor, SessionEvent.Split split, Instant time) {
        Session apart = Session.started(split.newSessionId(), time);
        for (Order order : floor.orders().values()) {
            apart = order.sessionId().equals(split.newSessionId()) ? apart.with(order) : apart;
        }
        return apart;
    }

    private static Table free(Table table) {
        Session open = table.session();
        if (open != null) {
            throw new ImpossibleEventException(
                    "Table %s has open session %s already".formatted(table.tableId(), open.sessionId()));
        }
        return table;
    }
}
