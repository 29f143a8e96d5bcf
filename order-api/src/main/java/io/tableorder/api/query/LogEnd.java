package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the end of a store's partition in the read models with the log: an event that was read and is not in them shows by
 * the next one's number, unless there is none. The log is read only where the read models leave that in doubt.
 */
@Component
final class LogEnd {
    private static final Logger LOG = LoggerFactory.getLogger(LogEnd.class);

    /** A thousand records come in a tenth of it, and somebody waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Each makes a consumer of its own, which takes a connection and some MiB for as long as it reads. */
    private static final int MAXIMUM_AT_ONCE = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final String END = """
            SELECT next_offset, coalesce(greatest(
                (SELECT max(log_offset) FROM orders.journal WHERE log_partition = :partition),
                (SELECT max(log_offset) FROM orders.parked_events WHERE log_partition = :partition),
                (SELECT max(log_offset) FROM orders.skipped_events WHERE log_partition = :partition)), -1)
            FROM orders.projection_position WHERE log_partition = :partition""";

    private final JdbcClient jdbc;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final int partitions;
    private final Semaphore places = new Semaphore(MAXIMUM_AT_ONCE);

    @Autowired
    LogEnd(JdbcClient jdbc, KafkaClients clients, KafkaSettings kafka) {
        this(jdbc, () -> clients.consumer("order-api-audit", Map.of()), kafka.partitions());
    }

    LogEnd(JdbcClient jdbc, Supplier<Consumer<byte[], byte[]>> consumers, int partitions) {
        this.jdbc = jdbc;
        this.consumers = consumers;
        this.partitions = partitions;
    }

    /** Returns how the read models know the end of the store's partition; to be called within {@link ReadModels#read}. */
    PartitionEnd inReadModels(String storeId) {
        int partition = Topics.partitionOf(storeId, partitions);
        return jdbc.sql(END)
                .param("partition", partition)
                .query((row, _) -> new PartitionEnd(partition, row.getLong(2), row.getLong(1)))
                .optional()
                .orElse(new PartitionEnd(partition, -1, 0));
    }

    /**
     * Returns the first record of the store that was read at that end and is not in the read models.
     *
     * @param sequence of the store's last event there
     * @throws ProblemException 503 when the log does not say in time
     */
    Optional<PartitionEnd.Found> firstMissing(PartitionEnd end, String storeId, long sequence) {
        if (!end.isInDoubt()) {
            return Optional.empty();
        }
        if (!places.tryAcquire()) {
            throw unavailable();
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return end.read(consumer, partitions, PATIENCE).stream()
                    .filter(found -> found.storeId().equals(storeId) && found.isBeyond(sequence))
                    .findFirst();
        } catch (KafkaException e) {
            LOG.warn("The log's end in partition {} cannot be compared: {}", end.partition(), e.getMessage());
            throw unavailable();
        } finally {
            places.release();
        }
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable(ApiText.LOG_END_UNREAD, RETRY_AFTER);
    }
}
