package io.tableorder.projector.fold;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.table.ItemRow;
import io.tableorder.projector.table.LineMark;
import io.tableorder.projector.table.OrderRow;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.SessionRow;
import io.tableorder.projector.table.TableRow;
import io.tableorder.projector.table.TakenBack;
import io.tableorder.store.ImpossibleEventException;
import java.time.Duration;
import java.util.List;

/**
 * Folds events about tables, sessions and orders into rows, by the same rules as the store's own fold. Unlike there, rows of
 * what is over stay.
 */
final class FloorFold {
    private final ReadModel model;
    private final Lookback lookback;
    private final MoveFold moves;

    FloorFold(ReadModel model, Lookback lookback) {
        this.model = model;
        this.lookback = lookback;
        this.moves = new MoveFold(model, this);
    }

    static void touch(String storeId, TableEvent event, TouchedRows rows) {
        rows.tables.add(new RowKey(storeId, event.tableId()));
    }

    static void touch(String storeId, SessionEvent event, TouchedRows rows) {
        rows.sessions.add(new RowKey(storeId, event.sessionId()));
        switch (event) {
            case SessionEvent.Started started -> rows.tables.add(new RowKey(storeId, started.tableId()));
            case SessionEvent.Ended ended -> rows.tables.add(new RowKey(storeId, ended.tableId()));
            case SessionEvent.Moved moved -> {
                rows.tables.add(new RowKey(storeId, moved.fromTableId()));
                rows.tables.add(new RowKey(storeId, moved.tableId()));
            }
            case SessionEvent.Merged merged -> rows.tables.add(new RowKey(storeId, merged.tableId()));
            case SessionEvent.Split split -> {
                rows.tables.add(new RowKey(storeId, split.newTableId()));
                rows.sessions.add(new RowKey(storeId, split.newSessionId()));
            }
        }
    }

    /** The session of an order that is there already is known from the order's row. */
    static void touch(String storeId, OrderEvent event, TouchedRows rows) {
        rows.orders.add(new RowKey(storeId, event.orderId()));
        switch (event) {
            case OrderEvent.Placed placed -> {
                rows.tables.add(new RowKey(storeId, placed.tableId()));
                rows.sessions.add(new RowKey(storeId, placed.sessionId()));
            }
            case OrderEvent.Moved moved -> {
                rows.sessions.add(new RowKey(storeId, moved.fromSessionId()));
                rows.sessions.add(new RowKey(storeId, moved.sessionId()));
            }
            case OrderEvent.SplitOff split -> {
                rows.orders.add(new RowKey(storeId, split.fromOrderId()));
                rows.sessions.add(new RowKey(storeId, split.sessionId()));
            }
            case OrderEvent.StatusChanged _,
                    OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.ItemRemoved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.Cancelled _ -> {}
        }
    }

    void apply(RecordedEvent recorded, TableEvent event) {
        RowKey key = new RowKey(recorded.storeId(), event.tableId());
        switch (event) {
            case TableEvent.Added added -> {
                TableRow before = model.tables.find(key);
                if (before != null && !before.isRemoved()) {
                    throw new ImpossibleEventException("Table %s is there already".formatted(added.tableId()));
                }
                model.tables.put(TableRow.added(recorded.storeId(), added, recorded.time()));
            }
            case TableEvent.Changed changed -> model.tables.put(table(key).changed(changed));
            case TableEvent.AccessRenewed _ -> model.tables.put(table(key).accessRenewed(recorded.time()));
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
                model.sessions.put(SessionRow.started(
                        storeId, started.sessionId(), started.tableId(), started.tableNumber(), recorded.time()));
            }
            case SessionEvent.Ended ended -> {
                TableRow table = table(new RowKey(storeId, ended.tableId()));
                SessionRow session = openSession(table, ended.sessionId());
                model.tables.put(table.with(null));
                // The event's own totals: orders that are parked count in them, and in the bill.
                model.sessions.put(session.ended(recorded.time(), ended.totalSessionAmount(), ended.orderCount()));
            }
            case SessionEvent.Moved moved -> moves.apply(recorded, moved);
            case SessionEvent.Merged merged -> moves.apply(recorded, merged);
            case SessionEvent.Split split -> moves.apply(recorded, split);
        }
    }

    void apply(RecordedEvent recorded, OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed placed -> place(recorded, placed);
            case OrderEvent.StatusChanged changed -> {
                OrderRow order = next(recorded, changed);
                // Behind a skipped event the row may lag; what the order was by then, this event says itself.
                boolean behindSkipped = changed.version() > order.version() + 1;
                if ((order.status() != changed.from() && !behindSkipped)
                        || order.status() == OrderStatus.CANCELLED
                        || !changed.from().mayBecome(changed.to())) {
                    throw impossibleMove(order, changed.to());
                }
                var _ = sessionAt(recorded, order.sessionKey(), order.seat().tableId());
                move(recorded, order, changed.to(), changed.version());
                if (changed.from() == OrderStatus.COMPLETED) {
                    model.lineMarks.add(LineMark.allOpen(order.key()));
                }
            }
            case OrderEvent.LinesCompleted completed -> mark(recorded, completed, completed.itemIds(), true);
            case OrderEvent.LinesReopened reopened -> mark(recorded, reopened, reopened.itemIds(), false);
            case OrderEvent.ItemRemoved removed -> takeBack(recorded, removed);
            case OrderEvent.Moved moved -> moves.apply(recorded, moved);
            case OrderEvent.LinesMoved moved -> moves.apply(recorded, moved);
            case OrderEvent.SplitOff split -> moves.apply(recorded, split);
            case OrderEvent.Cancelled cancelled -> {
                OrderRow order = next(recorded, cancelled);
                if (order.status() == OrderStatus.CANCELLED) {
                    throw impossibleMove(order, OrderStatus.CANCELLED);
                }
                addTo(sessionAt(recorded, order.sessionKey(), order.seat().tableId()), -order.totalAmount(), -1);
                move(recorded, order, OrderStatus.CANCELLED, cancelled.version());
            }
        }
    }

    private void place(RecordedEvent recorded, OrderEvent.Placed placed) {
        String storeId = recorded.storeId();
        OrderRow before = model.orders.find(new RowKey(storeId, placed.orderId()));
        if (before != null || placed.version() != 1) {
            throw wrongVersion(placed, before == null ? 0 : before.version());
        }
        SessionRow session = sessionAt(recorded, new RowKey(storeId, placed.sessionId()), placed.tableId());
        addTo(session, placed.totalAmount(), 1);
        model.orders.put(OrderRow.placed(storeId, placed, recorded.time(), recorded.position()));
        ItemRow.linesOf(storeId, placed.orderId(), placed.items()).forEach(model.newItems::add);
        model.countNew(OrderStatus.PENDING);
    }

    private void mark(RecordedEvent recorded, OrderEvent event, List<String> itemIds, boolean completed) {
        OrderRow order = next(recorded, event);
        boolean behindSkipped = event.version() > order.version() + 1;
        if (!order.status().isUnfinished() && !behindSkipped) {
            throw new ImpossibleEventException(
                    "Order %s is %s, and its lines cannot change".formatted(order.orderId(), order.status()));
        }
        var _ = sessionAt(recorded, order.sessionKey(), order.seat().tableId());
        model.orders.put(order.marked(event.version(), recorded.time(), recorded.position()));
        model.lineMarks.add(new LineMark(order.key(), itemIds, completed));
    }

    private void takeBack(RecordedEvent recorded, OrderEvent.ItemRemoved removed) {
        OrderRow order = next(recorded, removed);
        if (order.status() == OrderStatus.CANCELLED) {
            throw impossibleMove(order, OrderStatus.CANCELLED);
        }
        SessionRow session =
                sessionAt(recorded, order.sessionKey(), order.seat().tableId());
        addTo(session, removed.totalAmount() - order.totalAmount(), 0);
        model.orders.put(order.less(removed.totalAmount(), removed.version(), recorded.time(), recorded.position()));
        model.takenBack.add(new TakenBack(recorded.storeId(), removed.orderId(), removed.itemId(), removed.quantity()));
    }

    private void move(RecordedEvent recorded, OrderRow order, OrderStatus to, int version) {
        model.orders.put(order.became(to, version, recorded.time(), recorded.position()));
        model.countMoved(order.status(), to);
        model.statusTimes.add(
                new StatusTime(order.status(), Duration.between(order.times().updatedAt(), recorded.time())));
    }

    OrderRow next(RecordedEvent recorded, OrderEvent event) {
        OrderRow order = model.orders.find(new RowKey(recorded.storeId(), event.orderId()));
        if (order == null) {
            throw new ImpossibleEventException(
                    "The event is about order %s, which is not there".formatted(event.orderId()));
        }
        int missing = event.version() - order.version() - 1;
        if (missing < 0
                || (missing > 0
                        && lookback.skippedBetween(order.key(), order.position(), recorded.position()) < missing)) {
            throw wrongVersion(event, order.version());
        }
        return order;
    }

    static ImpossibleEventException wrongVersion(OrderEvent event, int current) {
        return new ImpossibleEventException(
                "Order %s: expected version %d, got %d".formatted(event.orderId(), current + 1, event.version()));
    }

    TableRow table(RowKey key) {
        TableRow table = model.tables.find(key);
        if (table == null || table.isRemoved()) {
            throw new ImpossibleEventException("The event is about table %s, which is not there".formatted(key.id()));
        }
        return table;
    }

    SessionRow openSession(TableRow table, String sessionId) {
        SessionRow session = model.sessions.find(new RowKey(table.storeId(), sessionId));
        if (session == null || !sessionId.equals(table.sessionId())) {
            throw new ImpossibleEventException("Table %s: expected open session %s, got %s"
                    .formatted(table.tableId(), sessionId, table.sessionId()));
        }
        return session;
    }

    /**
     * Returns the session as it was at the event's place in the log, which is an earlier one for an event that was
     * parked.
     */
    SessionRow sessionAt(RecordedEvent recorded, RowKey key, String tableId) {
        SessionRow session = model.sessions.find(key);
        if (session == null
                || (!session.tableId().equals(tableId) && !session.hasMovedSince(recorded.time()))
                || (session.endedAt() != null && !lookback.endsBehind(session, recorded.position()))) {
            throw new ImpossibleEventException("Table %s has no open session %s".formatted(tableId, key.id()));
        }
        return session;
    }

    /** The end of a session says its totals, and they include the orders that were parked then. */
    void addTo(SessionRow session, long amount, int orders) {
        if (session.endedAt() == null) {
            model.sessions.put(session.plus(amount, orders));
        }
    }

    static ImpossibleEventException impossibleMove(OrderRow order, OrderStatus to) {
        return new ImpossibleEventException(
                "Order %s cannot go from %s to %s".formatted(order.orderId(), order.status(), to));
    }
}
