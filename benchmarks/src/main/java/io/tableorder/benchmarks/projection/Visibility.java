package io.tableorder.benchmarks.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * This measures how long after its time an event is found by a query, asked every millisecond beside intake and
 * projection.
 */
final class Visibility {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final int ORDERS_A_TICK = 5;
    private static final Duration BETWEEN_QUERIES = Duration.ofMillis(1);

    private final EventLog log;
    private final DataSource database;
    private final Map<Integer, Queue<RecordMetadata>> waiting = new ConcurrentHashMap<>();
    private final Histogram latencies = new Histogram(3);
    private volatile boolean placing = true;

    Visibility(EventLog log, DataSource database) {
        this.log = log;
        this.database = database;
    }

    /** Places 1,000 orders a second; milliseconds from each event's time to the query that finds it. */
    Histogram measure(Duration span) throws SQLException, InterruptedException {
        log.listen(record -> waiting.computeIfAbsent(record.partition(), _ -> new ConcurrentLinkedQueue<>())
                .add(record));
        Thread load = Thread.ofPlatform().start(() -> place(span));
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT log_partition, next_offset FROM orders.projection_position")) {
            while (placing || waiting.values().stream().anyMatch(each -> !each.isEmpty())) {
                look(query);
                LockSupport.parkNanos(BETWEEN_QUERIES.toNanos());
            }
        }
        load.join();
        return latencies;
    }

    private void place(Duration span) {
        long next = System.nanoTime();
        long end = next + span.toNanos();
        while (next < end) {
            log.place(ORDERS_A_TICK);
            next += TICK.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        placing = false;
    }

    private void look(PreparedStatement query) throws SQLException {
        try (ResultSet positions = query.executeQuery()) {
            long now = System.currentTimeMillis();
            while (positions.next()) {
                Queue<RecordMetadata> queue = waiting.get(positions.getInt(1));
                long nextOffset = positions.getLong(2);
                while (queue != null && !queue.isEmpty() && queue.element().offset() < nextOffset) {
                    latencies.recordValue(Math.max(0, now - queue.remove().timestamp()));
                }
            }
        }
    }
}
