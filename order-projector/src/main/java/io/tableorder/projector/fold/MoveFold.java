package io.tableorder.projector.fold;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.projector.table.ItemRow;
import io.tableorder.projector.table.OrderRow;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.SessionRow;
import io.tableorder.projector.table.TableRow;
import io.tableorder.projector.table.TakenBack;
import io.tableorder.store.ImpossibleEventException;

/**
 * Folds what parties do that move, join others or pay apart. Each order's event takes its amount from one session to the
 * other, so that one which was parked does so whenever it comes; the sessions' own events only say where they are.
 */
final class MoveFold {
    private final ReadModel model;
    private final FloorFold floor;

    MoveFold(ReadModel model, FloorFold floor) {
        this.model = model;
        this.floor = floor;
    }

    void apply(RecordedEvent recorded, OrderEvent.Moved moved) {
        String storeId = recorded.storeId();
        OrderRow order = floor.next(recorded, moved);
        SessionRow from = floor.sessionAt(recorded, new RowKey(storeId, moved.fromSessionId()), moved.fromTableId());
        if (!moved.sessionId().equals(moved.fromSessionId()) && order.status() != OrderStatus.CANCELLED) {
            floor.addTo(from, -order.totalAmount(), -1);
            floor.addTo(
                    sessionOrNew(recorded, moved.sessionId(), moved.tableId(), moved.tableNumber()),
                    order.totalAmount(),
                    1);
        }
        model.orders.put(order.moved(moved, recorded.time(), recorded.position()));
    }

    void apply(RecordedEvent recorded, OrderEvent.LinesMoved moved) {
        OrderRow order = floor.next(recorded, moved);
        if (order.status() == OrderStatus.CANCELLED) {
            throw FloorFold.impossibleMove(order, OrderStatus.CANCELLED);
        }
        SessionRow session =
                floor.sessionAt(recorded, order.sessionKey(), order.seat().tableId());
        floor.addTo(session, moved.totalAmount() - order.totalAmount(), 0);
        model.orders.put(order.less(moved.totalAmount(), moved.version(), recorded.time(), recorded.position()));
        moved.lines()
                .forEach(line -> model.takenBack.add(
                        new TakenBack(recorded.storeId(), moved.orderId(), line.itemId(), line.quantity())));
    }

    void apply(RecordedEvent recorded, OrderEvent.SplitOff split) {
        String storeId = recorded.storeId();
        OrderRow before = model.orders.find(new RowKey(storeId, split.orderId()));
        if (before != null || split.version() != 1) {
            throw FloorFold.wrongVersion(split, before == null ? 0 : before.version());
        }
        OrderRow source = model.orders.find(new RowKey(storeId, split.fromOrderId()));
        floor.addTo(
                sessionOrNew(recorded, split.sessionId(), split.tableId(), split.tableNumber()),
                split.totalAmount(),
                1);
        model.orders.put(OrderRow.splitOff(storeId, split, source, recorded.time(), recorded.position()));
        ItemRow.linesOf(storeId, split.orderId(), split.items()).forEach(model.newItems::add);
        model.countNew(split.status());
    }

    void apply(RecordedEvent recorded, SessionEvent.Moved moved) {
        TableRow from = floor.table(new RowKey(recorded.storeId(), moved.fromTableId()));
        SessionRow session = floor.openSession(from, moved.sessionId());
        TableRow to = free(recorded, moved.tableId());
        model.tables.put(from.with(null));
        model.tables.put(to.with(moved.sessionId()));
        model.sessions.put(session.moved(moved.tableId(), moved.tableNumber(), recorded.time()));
    }

    void apply(RecordedEvent recorded, SessionEvent.Merged merged) {
        TableRow table = floor.table(new RowKey(recorded.storeId(), merged.tableId()));
        SessionRow session = floor.openSession(table, merged.sessionId());
        model.tables.put(table.with(null));
        model.sessions.put(session.merged(merged.intoSessionId(), recorded.time()));
    }

    void apply(RecordedEvent recorded, SessionEvent.Split split) {
        SessionRow apart = sessionOrNew(recorded, split.newSessionId(), split.newTableId(), split.newTableNumber());
        if (split.closed()) {
            model.sessions.put(apart.ended(recorded.time(), split.newTotalAmount(), split.newOrderCount()));
        }
    }

    /** A bill that is paid apart begins with the first order that comes to it. */
    private SessionRow sessionOrNew(RecordedEvent recorded, String sessionId, String tableId, int tableNumber) {
        SessionRow session = model.sessions.find(new RowKey(recorded.storeId(), sessionId));
        return session == null
                ? SessionRow.started(recorded.storeId(), sessionId, tableId, tableNumber, recorded.time())
                : session;
    }

    private TableRow free(RecordedEvent recorded, String tableId) {
        TableRow table = floor.table(new RowKey(recorded.storeId(), tableId));
        if (table.sessionId() != null) {
            throw new ImpossibleEventException("Table %s has an open session already".formatted(tableId));
        }
        return table;
    }
}
