package io.tableorder.projector.project;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The row that says how far a partition is folded in: the projection's only truth about its progress. */
final class PartitionPosition {
    private static final String TAKE = """
            INSERT INTO generation.projection_position AS p (log_partition, next_offset, applied_at) VALUES (?, 0, now())
            ON CONFLICT (log_partition) DO UPDATE SET revision = p.revision + 1 RETURNING next_offset""";
    /** Commits without waiting for the disk: a transaction lost with PostgreSQL's last moments is read again from the log. */
    private static final String MOVE = """
            UPDATE generation.projection_position
            SET next_offset = ?, event_time = coalesce(?::timestamptz, event_time), applied_at = now()
            WHERE log_partition = ? AND next_offset = ?
            RETURNING revision, set_config('synchronous_commit', 'off', true)""";

    private final Generation generation;

    PartitionPosition(Generation generation) {
        this.generation = generation;
    }

    /**
     * The offset to go on from; a partition never seen before starts at 0. Whoever was here before must not rely any more
     * on what he knows.
     */
    long take(JdbcTemplate jdbc, int partition) {
        return Objects.requireNonNull(jdbc.queryForObject(generation.sql(TAKE), Long.class, partition));
    }

    /**
     * Compare-and-set. Done first in a transaction, it holds a rival's transaction back until this one is over, and
     * then refuses it.
     *
     * @return the row's revision: as long as it is the same, only moves of this position have changed the partition's rows
     */
    long move(JdbcTemplate jdbc, int partition, long from, long to, @Nullable Instant eventTime) {
        String time = eventTime == null ? null : eventTime.toString();
        List<Long> revisions =
                jdbc.query(generation.sql(MOVE), (row, _) -> row.getLong("revision"), to, time, partition, from);
        if (revisions.isEmpty()) {
            throw new StalePositionException(partition, from);
        }
        return revisions.getFirst();
    }
}
