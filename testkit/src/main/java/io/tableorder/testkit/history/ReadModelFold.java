package io.tableorder.testkit.history;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.Sha256;
import io.tableorder.event.TableEvent;
import io.tableorder.testkit.history.ReadModels.JournalRow;
import io.tableorder.testkit.history.ReadModels.OrderRow;
import io.tableorder.testkit.history.ReadModels.SessionRow;
import io.tableorder.testkit.history.ReadModels.TableRow;
import io.tableorder.wire.EventTypes;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This is what the rows must be: the log folded straight into them, without the projector's batches, and what is over
 * stays.
 */
final class ReadModelFold {

    private final Map<ReadModels.Key, OrderRow> orders = new HashMap<>();
    private final Map<ReadModels.Key, SessionRow> sessions = new HashMap<>();
    private final Map<ReadModels.Key, TableRow> tables = new HashMap<>();
    private final Map<Position, JournalRow> journal = new HashMap<>();

    private ReadModelFold() {}

    /** @param nextOffsets up to where */
    static ReadModels of(EventLog log, Map<Integer, Long> nextOffsets) {
        ReadModelFold fold = new ReadModelFold();
        for (LoggedRecord record : log.records()) {
            RecordedEvent event = record.event();
            if (event != null
                    && event.position().offset()
                            < nextOffsets.getOrDefault(event.position().partition(), 0L)) {
                fold.apply(event);
                fold.keep(event, record.value());
            }
        }
        return new ReadModels(nextOffsets, fold.orders, fold.sessions, fold.tables, fold.journal, List.of());
    }

    private void keep(RecordedEvent event, byte[] value) {
        journal.put(
                event.position(),
                new JournalRow(
                        event.storeId(),
                        event.sequence(),
                        EventTypes.nameOf(event.event()),
                        event.stamp().commandId(),
                        event.hash(),
                        HexFormat.of().formatHex(Sha256.begin().digest(value))));
    }

    private void apply(RecordedEvent recorded) {
        switch (recorded.event()) {
            case TableEvent.Added added ->
                tables.put(key(recorded, added.tableId()), new TableRow(added.tableNumber(), null, false));
            case TableEvent.Removed removed ->
                tables.put(key(recorded, removed.tableId()), new TableRow(removed.tableNumber(), null, true));
            case SessionEvent.Started started -> {
                seat(recorded, started.tableId(), started.sessionId());
                sessions.put(
                        key(recorded, started.sessionId()),
                        new SessionRow(started.tableId(), started.tableNumber(), recorded.time(), null, 0, 0));
            }
            case SessionEvent.Ended ended -> {
                seat(recorded, ended.tableId(), null);
                sessions.computeIfPresent(
                        key(recorded, ended.sessionId()),
                        (_, row) -> new SessionRow(
                                row.tableId(),
                                row.tableNumber(),
                                row.startedAt(),
                                recorded.time(),
                                ended.totalSessionAmount(),
                                ended.orderCount()));
            }
            case SessionEvent.Moved moved -> {
                seat(recorded, moved.fromTableId(), null);
                seat(recorded, moved.tableId(), moved.sessionId());
                sessions.computeIfPresent(
                        key(recorded, moved.sessionId()), (_, row) -> row.at(moved.tableId(), moved.tableNumber()));
            }
            case SessionEvent.Merged merged -> {
                seat(recorded, merged.tableId(), null);
                sessions.computeIfPresent(key(recorded, merged.sessionId()), (_, row) -> row.ended(recorded.time()));
            }
            case SessionEvent.Split split -> {
                if (split.closed()) {
                    sessions.computeIfPresent(
                            key(recorded, split.newSessionId()), (_, row) -> row.ended(recorded.time()));
                }
            }
            case OrderEvent.Placed placed -> place(recorded, placed);
            case OrderEvent.ItemRemoved removed ->
                reduce(recorded, removed, Map.of(removed.itemId(), removed.quantity()));
            case OrderEvent.LinesMoved moved ->
                reduce(
                        recorded,
                        moved,
                        moved.lines().stream()
                                .collect(Collectors.toMap(OrderEvent.LinePart::itemId, OrderEvent.LinePart::quantity)));
            case OrderEvent.Moved moved -> takeAlong(recorded, moved);
            case OrderEvent.SplitOff split -> splitOff(recorded, split);
            case OrderEvent.LinesCompleted completed -> mark(recorded, completed, completed.itemIds(), true);
            case OrderEvent.LinesReopened reopened -> mark(recorded, reopened, reopened.itemIds(), false);
            case OrderEvent.StatusChanged changed -> {
                OrderRow order = move(recorded, changed, changed.to());
                if (order != null && changed.from() == OrderStatus.COMPLETED) {
                    orders.put(key(recorded, changed.orderId()), order.with(marked(order.items(), null, false)));
                }
            }
            case OrderEvent.Cancelled cancelled -> {
                OrderRow order = move(recorded, cancelled, OrderStatus.CANCELLED);
                if (order != null) {
                    count(recorded, order.seat().sessionId(), -order.totalAmount(), -1);
                }
            }
            default -> {
                // Stores and menus have no rows here.
            }
        }
    }

    private static ReadModels.Key key(RecordedEvent recorded, String id) {
        return new ReadModels.Key(recorded.storeId(), id);
    }

    private void seat(RecordedEvent recorded, String tableId, @Nullable String sessionId) {
        tables.computeIfPresent(
                key(recorded, tableId), (_, row) -> new TableRow(row.tableNumber(), sessionId, row.removed()));
    }

    private void place(RecordedEvent recorded, OrderEvent.Placed placed) {
        orders.put(
                key(recorded, placed.orderId()),
                OrderRow.begun(recorded, placed, OrderStatus.PENDING, recorded.time()));
        count(recorded, placed.sessionId(), placed.totalAmount(), 1);
    }

    private void mark(RecordedEvent recorded, OrderEvent event, List<String> itemIds, boolean completed) {
        orders.computeIfPresent(
                key(recorded, event.orderId()),
                (_, row) -> row.after(
                        recorded,
                        event,
                        row.seat(),
                        row.status(),
                        row.totalAmount(),
                        marked(row.items(), itemIds, completed)));
    }

    /** @param itemIds null for all lines */
    private static List<OrderLine> marked(List<OrderLine> lines, @Nullable List<String> itemIds, boolean completed) {
        return lines.stream()
                .map(line -> itemIds == null || itemIds.contains(line.itemId())
                        ? new OrderLine(
                                line.itemId(),
                                line.menuId(),
                                line.menuName(),
                                line.unitPrice(),
                                line.quantity(),
                                line.note(),
                                line.options(),
                                completed)
                        : line)
                .toList();
    }

    private void reduce(RecordedEvent recorded, OrderEvent event, Map<String, Integer> portions) {
        OrderRow before = orders.get(key(recorded, event.orderId()));
        if (before == null) {
            return;
        }
        List<OrderLine> items = before.items().stream()
                .map(line -> line.of(line.quantity() - portions.getOrDefault(line.itemId(), 0)))
                .filter(line -> line.quantity() > 0)
                .toList();
        long left = items.stream().mapToLong(OrderLine::subtotal).sum();
        orders.put(
                key(recorded, event.orderId()),
                before.after(recorded, event, before.seat(), before.status(), left, items));
        count(recorded, before.seat().sessionId(), left - before.totalAmount(), 0);
    }

    private void takeAlong(RecordedEvent recorded, OrderEvent.Moved moved) {
        OrderRow before = orders.get(key(recorded, moved.orderId()));
        if (before == null) {
            return;
        }
        orders.put(
                key(recorded, moved.orderId()),
                before.after(recorded, moved, moved.seat(), before.status(), before.totalAmount(), before.items()));
        if (before.status() != OrderStatus.CANCELLED) {
            begin(recorded, moved.sessionId(), moved.tableId(), moved.tableNumber());
            count(recorded, moved.fromSessionId(), -before.totalAmount(), -1);
            count(recorded, moved.sessionId(), before.totalAmount(), 1);
        }
    }

    private void splitOff(RecordedEvent recorded, OrderEvent.SplitOff split) {
        orders.put(key(recorded, split.orderId()), OrderRow.begun(recorded, split, split.status(), split.orderedAt()));
        begin(recorded, split.sessionId(), split.tableId(), split.tableNumber());
        count(recorded, split.sessionId(), split.totalAmount(), 1);
    }

    /** A bill that is paid apart begins with the first order that comes to it. */
    private void begin(RecordedEvent recorded, String sessionId, String tableId, int tableNumber) {
        sessions.computeIfAbsent(
                key(recorded, sessionId), _ -> new SessionRow(tableId, tableNumber, recorded.time(), null, 0, 0));
    }

    private @Nullable OrderRow move(RecordedEvent recorded, OrderEvent event, OrderStatus to) {
        return orders.computeIfPresent(
                key(recorded, event.orderId()),
                (_, row) -> row.after(recorded, event, row.seat(), to, row.totalAmount(), row.items()));
    }

    private void count(RecordedEvent recorded, String sessionId, long amount, int count) {
        sessions.computeIfPresent(
                key(recorded, sessionId),
                (_, row) -> new SessionRow(
                        row.tableId(),
                        row.tableNumber(),
                        row.startedAt(),
                        row.endedAt(),
                        row.totalAmount() + amount,
                        row.orderCount() + count));
    }
}
