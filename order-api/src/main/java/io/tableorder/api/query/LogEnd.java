package io.tableorder.api.query;

import io.tableorder.hold.PartitionEnd;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The end of a store's partition in the read models: an event that was read and is not in them shows by the next one's number,
 * unless there is none.
 */
@Component
final class LogEnd {
    private static final String END = """
            SELECT next_offset, coalesce(greatest(
                (SELECT max(log_offset) FROM orders.journal WHERE log_partition = :partition),
                (SELECT max(log_offset) FROM orders.parked_events WHERE log_partition = :partition),
                (SELECT max(log_offset) FROM orders.skipped_events WHERE log_partition = :partition)), -1)
            FROM orders.projection_position WHERE log_partition = :partition""";

    private final JdbcClient jdbc;
    private final int partitions;

    LogEnd(JdbcClient jdbc, KafkaSettings kafka) {
        this.jdbc = jdbc;
        this.partitions = kafka.partitions();
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
}
