package io.tableorder.projector.project;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.ImpossibleEventException;
import org.jspecify.annotations.Nullable;

/** Tables, sessions and orders as rows; the same rules as the store's own fold, but that what is over stays. */
final class FloorFold {
    private final ReadModel model;

    FloorFold(ReadModel model) {
        this.model = model;
    }

    void apply(RecordedEvent recorded, TableEvent event) {
        RowKey key = new RowKey(recorded.storeId(), event.tableId());
        switch (event) {
            case TableEvent.Added added -> {
                TableRow before = model.tables.find(key);
                if (before != null && !before.isRemoved()) {
                    throw new ImpossibleEventException("Table %s is there already".formatted(added.tableId()));
                }
                model.tables.put(new TableRow(
                        recorded.storeId(), added.tableId(), added.tableNumber(), null, recorded.time(), null));
            }
            case TableEvent.Removed removed -> {
                TableRow table = table(key);
                if (table.sessionId() != null) {
                    throw new ImpossibleEventException(
                            "Table %s is removed with its session open".formatted(removed.tableId()));
                }
                model.tables.put(table.removed(recorded.time()));
            }
        }
    }

    void apply(RecordedEvent recorded, SessionEvent event) {
        String storeId = recorded.storeId();
        switch (event) {
            case SessionEvent.Started started -> {
                TableRow table = table(new RowKey(storeId, started.tableId()));
                if (table.sessionId() != null) {
                    throw new ImpossibleEventException(
                            "Table %s has an open session already".formatted(table.tableId()));
                }
                model.tables.put(table.with(started.sessionId()));
                model.sessions.put(new SessionRow(
                        storeId,
                        started.sessionId(),
                        started.tableId(),
                        started.tableNumber(),
                        recorded.time(),
                        null,
                        0,
                        0));
            }
            case SessionEvent.Ended ended -> {
                TableRow table = table(new RowKey(storeId, ended.tableId()));
                SessionRow session = openSession(table, ended.sessionId());
                model.tables.put(table.with(null));
                // The event's own totals: orders that are parked count in them, and in the bill.
                model.sessions.put(session.ended(recorded.time(), ended.totalSessionAmount(), ended.orderCount()));
            }
        }
    }

    void apply(RecordedEvent recorded, OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed placed -> place(recorded, placed);
            case OrderEvent.StatusChanged changed -> {
                OrderRow order = next(recorded, changed);
                if (order.status() != changed.from() || !changed.from().mayBecome(changed.to())) {
                    throw impossibleMove(order, changed.to());
                }
                var _ = sessionOf(order);
                move(recorded, order, changed.to(), changed.version());
            }
            case OrderEvent.Cancelled cancelled -> {
                OrderRow order = next(recorded, cancelled);
                if (order.status() == OrderStatus.CANCELLED) {
                    throw impossibleMove(order, OrderStatus.CANCELLED);
                }
                model.sessions.put(sessionOf(order).plus(-order.totalAmount(), -1));
                move(recorded, order, OrderStatus.CANCELLED, cancelled.version());
            }
        }
    }

    private void place(RecordedEvent recorded, OrderEvent.Placed placed) {
        String storeId = recorded.storeId();
        OrderRow before = model.orders.find(new RowKey(storeId, placed.orderId()));
        checkVersion(placed, before == null ? 0 : before.version());
        TableRow table = table(new RowKey(storeId, placed.tableId()));
        SessionRow session = openSession(table, placed.sessionId());
        model.sessions.put(session.plus(placed.totalAmount(), 1));
        model.orders.put(OrderRow.placed(storeId, placed, recorded.time(), recorded.position()));
        ItemRow.linesOf(storeId, placed).forEach(model.newItems::add);
        model.countNew(OrderStatus.PENDING);
    }

    private void move(RecordedEvent recorded, OrderRow order, OrderStatus to, int version) {
        model.orders.put(order.became(to, version, recorded.time(), recorded.position()));
        model.countMoved(order.status(), to);
    }

    private OrderRow next(RecordedEvent recorded, OrderEvent event) {
        OrderRow order = model.orders.find(new RowKey(recorded.storeId(), event.orderId()));
        if (order == null) {
            throw new ImpossibleEventException(
                    "The event is about order %s, which is not there".formatted(event.orderId()));
        }
        checkVersion(event, order.version());
        return order;
    }

    private static void checkVersion(OrderEvent event, int current) {
        if (event.version() != current + 1) {
            throw new ImpossibleEventException(
                    "Order %s: expected version %d, got %d".formatted(event.orderId(), current + 1, event.version()));
        }
    }

    private TableRow table(RowKey key) {
        TableRow table = model.tables.find(key);
        if (table == null || table.isRemoved()) {
            throw new ImpossibleEventException("The event is about table %s, which is not there".formatted(key.id()));
        }
        return table;
    }

    private SessionRow openSession(TableRow table, String sessionId) {
        SessionRow session = model.sessions.find(new RowKey(table.storeId(), sessionId));
        if (session == null || !sessionId.equals(table.sessionId())) {
            throw new ImpossibleEventException("Table %s: expected open session %s, got %s"
                    .formatted(table.tableId(), sessionId, table.sessionId()));
        }
        return session;
    }

    private SessionRow sessionOf(OrderRow order) {
        @Nullable SessionRow session = model.sessions.find(order.sessionKey());
        if (session == null || session.endedAt() != null) {
            throw new ImpossibleEventException(
                    "Order %s belongs to session %s, which is over".formatted(order.orderId(), order.sessionId()));
        }
        return session;
    }

    private static ImpossibleEventException impossibleMove(OrderRow order, OrderStatus to) {
        return new ImpossibleEventException(
                "Order %s cannot go from %s to %s".formatted(order.orderId(), order.status(), to));
    }
}
