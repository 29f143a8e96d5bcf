package io.tableorder.projector.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Readers that ask again and again, half of them with one snapshot for several queries as order-api does. Each of them
 * must be answered always, and never be shown less than it was shown before.
 */
final class Queries implements AutoCloseable {
    private static final String POSITIONS = "SELECT log_partition, next_offset FROM orders.projection_position";
    /** What is behind a position must be there, and nothing else: one generation's rows with that one's positions. */
    private static final String JOURNAL = """
            SELECT log_partition, count(*), max(log_offset) FROM orders.journal GROUP BY log_partition""";

    private static final String TOTALS = """
            SELECT (SELECT count(*) FROM orders.orders), (SELECT sum(orders) FROM orders.order_counts),
                   (SELECT count(*) FROM orders.order_items)""";

    /** Many times in every step of a rebuild, and yet something left of two cores for that. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final AtomicLong answers = new AtomicLong();
    private final List<Future<Void>> readers;
    private volatile boolean ending;

    private Queries(DataSource database, int readers) {
        this.readers = IntStream.range(0, readers)
                .mapToObj(i -> Platform.beside(() -> {
                    read(database, i % 2 == 0);
                    return (Void) null;
                }))
                .toList();
    }

    static Queries start(DataSource database, int readers) {
        return new Queries(database, readers);
    }

    /** Throws what a reader that has given up found wrong. */
    long answers() {
        readers.stream().filter(Future::isDone).forEach(reader -> {
            try {
                reader.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        });
        return answers.get();
    }

    /** Throws what a reader found wrong. */
    @Override
    public void close() throws Exception {
        ending = true;
        for (Future<Void> reader : readers) {
            reader.get();
        }
    }

    private void read(DataSource database, boolean oneSnapshot) throws SQLException {
        Map<Integer, Long> offsets = new HashMap<>();
        Map<Integer, Long> events = new HashMap<>();
        long orders = 0;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(!oneSnapshot);
            if (oneSnapshot) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            while (!ending) {
                Map<Integer, Long> last = new HashMap<>();
                grow("position", offsets, ask(statement, POSITIONS, null));
                grow("journal", events, ask(statement, JOURNAL, last));
                long now = totals(statement, oneSnapshot);
                require(now >= orders, "%d orders after %d".formatted(now, orders));
                orders = now;
                if (oneSnapshot) {
                    Map<Integer, Long> seen = offsets;
                    last.forEach((partition, offset) ->
                            require(offset < seen.get(partition), "offset %d behind %s".formatted(offset, seen)));
                    connection.commit();
                }
                answers.incrementAndGet();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            connection.setAutoCommit(true);
        }
    }

    private static Map<Integer, Long> ask(Statement statement, String sql, Map<Integer, Long> last)
            throws SQLException {
        Map<Integer, Long> answer = new HashMap<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                answer.put(row.getInt(1), row.getLong(2));
                if (last != null) {
                    last.put(row.getInt(1), row.getLong(3));
                }
            }
        }
        return answer;
    }

    private static long totals(Statement statement, boolean oneSnapshot) throws SQLException {
        try (ResultSet row = statement.executeQuery(TOTALS)) {
            row.next();
            require(
                    !oneSnapshot || row.getLong(1) == row.getLong(2),
                    "%d orders, of which %d are counted".formatted(row.getLong(1), row.getLong(2)));
            return row.getLong(1);
        }
    }

    private static void grow(String what, Map<Integer, Long> before, Map<Integer, Long> now) {
        before.forEach((partition, value) -> require(
                now.getOrDefault(partition, 0L) >= value, "%s went back from %s to %s".formatted(what, before, now)));
        before.putAll(now);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
