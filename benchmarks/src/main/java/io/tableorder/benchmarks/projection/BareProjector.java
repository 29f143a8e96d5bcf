package io.tableorder.benchmarks.projection;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.Cancelled;
import io.tableorder.event.OrderEvent.Placed;
import io.tableorder.event.OrderEvent.StatusChanged;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Orders, lines, journal and totals without a framework and without a check: six statements a batch, columns as typed
 * arrays, which the driver sends in binary, and an order written once however many of the batch's events change it.
 */
final class BareProjector implements Yardstick {
    private static final String MOVE =
            "UPDATE yardstick.position SET next_offset = ? WHERE log_partition = ? AND next_offset <= ?";
    private static final String PLACE = """
            INSERT INTO yardstick.orders (store_id, order_id, order_number, business_day, version, log_partition,
                log_offset, session_id, table_id, table_number, status, total_amount, ordered_at, preparing_at,
                completed_at, cancelled_at, updated_at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::int[], ?::date[], ?::int[], ?::int[], ?::bigint[], ?::text[],
                ?::text[], ?::int[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                ?::timestamptz[], ?::timestamptz[])
            ON CONFLICT (store_id, order_id) DO NOTHING""";
    private static final String CHANGE = """
            UPDATE yardstick.orders AS o SET version = c.version, log_offset = c.log_offset, status = c.status,
                preparing_at = coalesce(c.preparing_at, o.preparing_at),
                completed_at = coalesce(c.completed_at, o.completed_at),
                cancelled_at = coalesce(c.cancelled_at, o.cancelled_at), updated_at = c.updated_at
            FROM unnest(?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                ?::timestamptz[], ?::timestamptz[])
                AS c (store_id, order_id, version, log_offset, status, preparing_at, completed_at, cancelled_at,
                    updated_at)
            WHERE o.store_id = c.store_id AND o.order_id = c.order_id AND o.version < c.version""";
    private static final String ADD_LINES = """
            INSERT INTO yardstick.order_items (store_id, order_id, line_number, item_id, menu_id, menu_name, unit_price,
                quantity, subtotal, note)
            SELECT * FROM unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::int[],
                ?::bigint[], ?::text[])
            ON CONFLICT DO NOTHING""";
    private static final String ADD_JOURNAL = """
            INSERT INTO yardstick.journal (log_partition, log_offset, store_id, sequence, event_id, type, subject,
                version, event_time, actor_role, actor_id, request_id, command_id, prev_hash, hash, value)
            SELECT * FROM unnest(?::int[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
            ON CONFLICT DO NOTHING""";
    private static final String ADD_TOTALS = """
            INSERT INTO yardstick.totals AS t (store_id, placed, cancelled, revenue)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (store_id) DO UPDATE SET placed = t.placed + EXCLUDED.placed,
                cancelled = t.cancelled + EXCLUDED.cancelled, revenue = t.revenue + EXCLUDED.revenue""";

    private final EventCodec codec = new EventCodec();
    private final Connection connection;

    BareProjector(DataSource database) throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
    }

    /** An order change is what one batch does to one order. */
    private static final class Change {
        private final RecordedEvent first;
        private RecordedEvent last;
        private @Nullable Instant preparingAt;
        private @Nullable Instant completedAt;
        private @Nullable Instant cancelledAt;
        private OrderStatus status = OrderStatus.PENDING;

        Change(RecordedEvent first) {
            this.first = first;
            this.last = first;
        }

        void add(RecordedEvent event, OrderStatus to) {
            last = event;
            status = to;
            switch (to) {
                case PENDING -> {}
                case PREPARING -> preparingAt = event.time();
                case COMPLETED -> completedAt = event.time();
                case CANCELLED -> cancelledAt = event.time();
            }
        }

        int version() {
            return ((OrderEvent) last.event()).version();
        }

        Placed placed() {
            return (Placed) first.event();
        }
    }

    private record Line(RecordedEvent event, int number, OrderLine line) {}

    private record Total(long placed, long cancelled, long revenue) {
        Total plus(Total more) {
            return new Total(placed + more.placed, cancelled + more.cancelled, revenue + more.revenue);
        }
    }

    @Override
    public void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        List<RecordedEvent> events = records.stream().map(codec::decode).toList();
        Map<String, Change> changes = new LinkedHashMap<>();
        Map<String, Total> totals = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (event.event() instanceof OrderEvent order) {
                Change change = changes.computeIfAbsent(order.orderId(), _ -> new Change(event));
                switch (order) {
                    case Placed placed -> {
                        change.add(event, OrderStatus.PENDING);
                        for (int i = 0; i < placed.items().size(); i++) {
                            lines.add(new Line(event, i + 1, placed.items().get(i)));
                        }
                        totals.merge(event.storeId(), new Total(1, 0, placed.totalAmount()), Total::plus);
                    }
                    case StatusChanged changed -> change.add(event, changed.to());
                    case OrderEvent.LinesCompleted _,
                            OrderEvent.LinesReopened _,
                            OrderEvent.ItemRemoved _,
                            OrderEvent.Moved _,
                            OrderEvent.LinesMoved _,
                            OrderEvent.SplitOff _ ->
                        throw new IllegalArgumentException(
                                "The benchmark's stores take nothing back and seat nobody elsewhere");
                    case Cancelled _ -> {
                        change.add(event, OrderStatus.CANCELLED);
                        totals.merge(event.storeId(), new Total(0, 1, 0), Total::plus);
                    }
                }
            }
        }
        move(partition, records);
        List<Change> all = List.copyOf(changes.values());
        place(all.stream()
                .filter(change -> change.first.event() instanceof Placed)
                .toList());
        change(all.stream()
                .filter(change -> !(change.first.event() instanceof Placed))
                .toList());
        addLines(lines);
        addJournal(events, records);
        addTotals(List.copyOf(totals.entrySet()));
        connection.commit();
    }

    private void move(int partition, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, records.getLast().offset() + 1);
            statement.setInt(2, partition);
            statement.setLong(3, records.getFirst().offset());
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("Somebody else moved partition " + partition);
            }
        }
    }

    private void place(List<Change> rows) throws SQLException {
        try (var statement = new Arrays(PLACE)) {
            statement.text(rows, row -> row.first.storeId());
            statement.text(rows, row -> row.placed().orderId());
            statement.ints(rows, row -> row.placed().orderNumber());
            statement.text(rows, row -> row.placed().businessDay().toString());
            statement.ints(rows, Change::version);
            statement.ints(rows, row -> row.last.position().partition());
            statement.longs(rows, row -> row.last.position().offset());
            statement.text(rows, row -> row.placed().sessionId());
            statement.text(rows, row -> row.placed().tableId());
            statement.ints(rows, row -> row.placed().tableNumber());
            statement.text(rows, row -> row.status.name());
            statement.longs(rows, row -> row.placed().totalAmount());
            statement.times(rows, row -> row.first.time());
            statement.times(rows, row -> row.preparingAt);
            statement.times(rows, row -> row.completedAt);
            statement.times(rows, row -> row.cancelledAt);
            statement.times(rows, row -> row.last.time());
            statement.execute();
        }
    }

    private void change(List<Change> rows) throws SQLException {
        try (var statement = new Arrays(CHANGE)) {
            statement.text(rows, row -> row.first.storeId());
            statement.text(rows, row -> row.last.subject());
            statement.ints(rows, Change::version);
            statement.longs(rows, row -> row.last.position().offset());
            statement.text(rows, row -> row.status.name());
            statement.times(rows, row -> row.preparingAt);
            statement.times(rows, row -> row.completedAt);
            statement.times(rows, row -> row.cancelledAt);
            statement.times(rows, row -> row.last.time());
            statement.execute();
        }
    }

    private void addLines(List<Line> rows) throws SQLException {
        try (var statement = new Arrays(ADD_LINES)) {
            statement.text(rows, row -> row.event.storeId());
            statement.text(rows, row -> row.event.subject());
            statement.ints(rows, Line::number);
            statement.text(rows, row -> row.line.itemId());
            statement.text(rows, row -> row.line.menuId());
            statement.text(rows, row -> row.line.menuName());
            statement.longs(rows, row -> row.line.unitPrice());
            statement.ints(rows, row -> row.line.quantity());
            statement.longs(rows, row -> row.line.subtotal());
            statement.text(rows, row -> row.line.note());
            statement.execute();
        }
    }

    private void addJournal(List<RecordedEvent> rows, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        try (var statement = new Arrays(ADD_JOURNAL)) {
            statement.ints(rows, row -> row.position().partition());
            statement.longs(rows, row -> row.position().offset());
            statement.text(rows, RecordedEvent::storeId);
            statement.longs(rows, RecordedEvent::sequence);
            statement.text(rows, RecordedEvent::eventId);
            statement.text(rows, row -> EventTypes.nameOf(row.event()));
            statement.text(rows, RecordedEvent::subject);
            statement.ints(rows, row -> row.event() instanceof OrderEvent order ? order.version() : null);
            statement.times(rows, RecordedEvent::time);
            statement.text(rows, row -> row.stamp().actor().role().wireName());
            statement.text(rows, row -> row.stamp().actor().id());
            statement.text(rows, row -> row.stamp().requestId());
            statement.text(rows, row -> row.stamp().commandId());
            statement.text(rows, RecordedEvent::previousHash);
            statement.text(rows, RecordedEvent::hash);
            statement.array("bytea", records, byte[][]::new, ConsumerRecord::value);
            statement.execute();
        }
    }

    private void addTotals(List<Map.Entry<String, Total>> rows) throws SQLException {
        try (var statement = new Arrays(ADD_TOTALS)) {
            statement.text(rows, Map.Entry::getKey);
            statement.longs(rows, row -> row.getValue().placed());
            statement.longs(rows, row -> row.getValue().cancelled());
            statement.longs(rows, row -> row.getValue().revenue());
            statement.execute();
        }
    }

    /** A statement whose parameters are columns. */
    private final class Arrays implements AutoCloseable {
        private final PreparedStatement statement;
        private int parameter;

        Arrays(String sql) throws SQLException {
            statement = connection.prepareStatement(sql);
        }

        <R> void text(List<R> rows, Function<R, @Nullable String> value) throws SQLException {
            array("text", rows, String[]::new, value);
        }

        <R> void times(List<R> rows, Function<R, @Nullable Instant> value) throws SQLException {
            array("text", rows, String[]::new, row -> {
                Instant time = value.apply(row);
                return time == null ? null : time.toString();
            });
        }

        <R> void ints(List<R> rows, Function<R, @Nullable Integer> value) throws SQLException {
            array("int4", rows, Integer[]::new, value);
        }

        <R> void longs(List<R> rows, Function<R, @Nullable Long> value) throws SQLException {
            array("int8", rows, Long[]::new, value);
        }

        <R, T> void array(String type, List<R> rows, IntFunction<T[]> array, Function<R, ? extends @Nullable T> value)
                throws SQLException {
            statement.setArray(
                    ++parameter,
                    connection.createArrayOf(type, rows.stream().map(value).toArray(array)));
        }

        void execute() throws SQLException {
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
