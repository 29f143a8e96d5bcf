package io.tableorder.projector.project;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The row that says how far a partition is folded in: the projection's only truth about its progress. */
final class PartitionPosition {
    private static final String CREATE = """
            INSERT INTO generation.projection_position (log_partition, next_offset, applied_at)
            VALUES (?, 0, now()) ON CONFLICT DO NOTHING""";
    private static final String READ = "SELECT next_offset FROM generation.projection_position WHERE log_partition = ?";
    private static final String LOCK = """
            SELECT next_offset FROM generation.projection_position WHERE log_partition = ? FOR UPDATE""";
    private static final String MOVE = """
            UPDATE generation.projection_position
            SET next_offset = ?, event_time = coalesce(?::timestamptz, event_time), applied_at = now()
            WHERE log_partition = ? AND next_offset = ?""";

    private final Generation generation;

    PartitionPosition(Generation generation) {
        this.generation = generation;
    }

    /** The offset to go on from; a partition never seen before starts at 0. */
    long read(JdbcTemplate jdbc, int partition) {
        jdbc.update(generation.sql(CREATE), partition);
        List<Long> offsets = jdbc.queryForList(generation.sql(READ), Long.class, partition);
        return offsets.getFirst();
    }

    /** Keeps every projector of the partition waiting, from before its next transaction to the end of this one. */
    void lock(JdbcTemplate jdbc, int partition) {
        var _ = jdbc.queryForList(generation.sql(LOCK), Long.class, partition);
    }

    /**
     * Compare-and-set. Done first in a transaction, it holds a rival's transaction back until this one is over, and
     * then refuses it.
     */
    void move(JdbcTemplate jdbc, int partition, long from, long to, @Nullable Instant eventTime) {
        String time = eventTime == null ? null : eventTime.toString();
        if (jdbc.update(generation.sql(MOVE), to, time, partition, from) != 1) {
            throw new StalePositionException(partition, from);
        }
    }
}
