package io.tableorder.testkit.history;

import static org.awaitility.Awaitility.await;

import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Seat;
import io.tableorder.testkit.history.ReadModels.JournalRow;
import io.tableorder.testkit.history.ReadModels.OrderRow;
import io.tableorder.testkit.history.ReadModels.SessionRow;
import io.tableorder.testkit.history.ReadModels.TableRow;
import io.tableorder.wire.OptionsJson;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the views that queries read, all in one snapshot. */
public final class ReadModelReader {

    private final String jdbcUrl;

    public ReadModelReader(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    public ReadModels read() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new Snapshot(connection).read();
        }
    }

    /**
     * Returns when everything that the log holds is folded in, and asks for positions alone until then: the rows of a long log
     * take minutes to read.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if they do not catch up in time
     */
    public void awaitFolded(EventLog log, Duration patience) {
        await("the read models to catch up").atMost(patience).until(() -> log.isBefore(nextOffsets()));
    }

    /** Reads the rows once everything that the log holds is folded in, see {@link #awaitFolded}. */
    public ReadModels readFolded(EventLog log, Duration patience) throws SQLException {
        awaitFolded(log, patience);
        return read();
    }

    private Map<Integer, Long> nextOffsets() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            return new Snapshot(connection).nextOffsets();
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private record Snapshot(Connection connection) {

        ReadModels read() throws SQLException {
            List<String> parked = new ArrayList<>();
            each(
                    "SELECT log_partition, log_offset, store_id, reason, detail FROM orders.parked_events",
                    row -> parked.add("%s of store %s: %s, %s"
                            .formatted(
                                    position(row),
                                    row.getString("store_id"),
                                    row.getString("reason"),
                                    row.getString("detail"))));
            return new ReadModels(nextOffsets(), orders(), sessions(), tables(), journal(), parked);
        }

        private Map<Integer, Long> nextOffsets() throws SQLException {
            Map<Integer, Long> nextOffsets = new HashMap<>();
            each(
                    "SELECT log_partition, next_offset FROM orders.projection_position",
                    row -> nextOffsets.put(row.getInt(1), row.getLong(2)));
            return nextOffsets;
        }

        private Map<ReadModels.Key, OrderRow> orders() throws SQLException {
            Map<ReadModels.Key, List<OrderLine>> items = new HashMap<>();
            each(
                    "SELECT * FROM orders.order_items ORDER BY store_id, order_id, line_number",
                    row -> items.computeIfAbsent(key(row, "order_id"), _ -> new ArrayList<>())
                            .add(line(row)));
            Map<ReadModels.Key, OrderRow> orders = new HashMap<>();
            each("SELECT * FROM orders.orders", row -> {
                ReadModels.Key key = key(row, "order_id");
                orders.put(
                        key,
                        new OrderRow(
                                new Seat(
                                        row.getString("session_id"),
                                        row.getString("table_id"),
                                        row.getInt("table_number")),
                                row.getInt("order_number"),
                                row.getObject("business_day", LocalDate.class),
                                row.getInt("version"),
                                position(row),
                                OrderStatus.valueOf(row.getString("status")),
                                row.getLong("total_amount"),
                                Objects.requireNonNull(time(row, "ordered_at")),
                                Objects.requireNonNull(time(row, "updated_at")),
                                items.getOrDefault(key, List.of())));
            });
            return orders;
        }

        private static OrderLine line(ResultSet row) throws SQLException {
            return new OrderLine(
                    row.getString("item_id"),
                    row.getString("menu_id"),
                    row.getString("menu_name"),
                    row.getLong("unit_price"),
                    row.getInt("quantity"),
                    row.getString("note"),
                    OptionsJson.choices(row.getString("options")),
                    row.getBoolean("completed"));
        }

        private Map<ReadModels.Key, SessionRow> sessions() throws SQLException {
            Map<ReadModels.Key, SessionRow> sessions = new HashMap<>();
            each(
                    "SELECT * FROM orders.sessions",
                    row -> sessions.put(
                            key(row, "session_id"),
                            new SessionRow(
                                    row.getString("table_id"),
                                    row.getInt("table_number"),
                                    Objects.requireNonNull(time(row, "started_at")),
                                    time(row, "ended_at"),
                                    row.getLong("total_amount"),
                                    row.getInt("order_count"))));
            return sessions;
        }

        private Map<ReadModels.Key, TableRow> tables() throws SQLException {
            Map<ReadModels.Key, TableRow> tables = new HashMap<>();
            each(
                    "SELECT * FROM orders.tables",
                    row -> tables.put(
                            key(row, "table_id"),
                            new TableRow(
                                    row.getInt("table_number"),
                                    row.getString("session_id"),
                                    row.getObject("removed_at") != null)));
            return tables;
        }

        private Map<Position, JournalRow> journal() throws SQLException {
            Map<Position, JournalRow> journal = new HashMap<>();
            each(
                    "SELECT *, encode(sha256(value), 'hex') AS value_sha256 FROM orders.journal",
                    row -> journal.put(
                            position(row),
                            new JournalRow(
                                    row.getString("store_id"),
                                    row.getLong("sequence"),
                                    row.getString("type"),
                                    row.getString("command_id"),
                                    row.getString("hash"),
                                    row.getString("value_sha256"))));
            return journal;
        }

        private void each(String sql, RowReader reader) throws SQLException {
            try (var statement = connection.createStatement()) {
                // Rows in portions: a journal is longer than memory is large.
                statement.setFetchSize(1_000);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
        }

        private static ReadModels.Key key(ResultSet row, String id) throws SQLException {
            return new ReadModels.Key(row.getString("store_id"), row.getString(id));
        }

        private static Position position(ResultSet row) throws SQLException {
            return new Position(row.getInt("log_partition"), row.getLong("log_offset"));
        }

        private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
    }
}
