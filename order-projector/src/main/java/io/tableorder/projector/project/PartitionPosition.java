package io.tableorder.projector.project;

import io.tableorder.projector.table.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The row that says how far a partition is folded in: the projection's only truth about its progress. */
public final class PartitionPosition {
    private static final String TAKE = """
            INSERT INTO generation.projection_position AS p (log_partition, next_offset, applied_at) VALUES (?, 0, now())
            ON CONFLICT (log_partition) DO UPDATE SET revision = p.revision + 1 RETURNING next_offset""";
    /** Commits without waiting for the disk: a transaction lost with PostgreSQL's last moments is read again from the log. */
    private static final String MOVE = """
            UPDATE generation.projection_position
            SET next_offset = ?, event_time = coalesce(?::timestamptz, event_time), applied_at = now()
            WHERE log_partition = ? AND next_offset = ?
            RETURNING revision, set_config('synchronous_commit', 'off', true)""";

    private static final String IN_STATE = "SELECT count(*) FROM orders.generations WHERE schema = ? AND state = ?";

    private final Generation generation;
    private final Generation.State state;

    /** @param state in which the generation may be written by this caller */
    public PartitionPosition(Generation generation, Generation.State state) {
        this.generation = generation;
        this.state = state;
    }

    /**
     * Returns the offset to go on from; a partition never seen before starts at 0. Whoever was here before must not
     * rely any more on what he knows.
     */
    public long take(JdbcTemplate jdbc, int partition) {
        return Objects.requireNonNull(jdbc.queryForObject(generation.sql(TAKE), Long.class, partition));
    }

    /**
     * Compares and sets, within the caller's transaction. Done first in it, it holds a rival's transaction back until
     * this one is over, and then refuses it.
     *
     * @return the row's revision: as long as it is the same, only moves of this position have changed the partition's rows
     */
    public long move(JdbcTemplate jdbc, int partition, long from, long to, @Nullable Instant eventTime) {
        long revision = compareAndSet(jdbc, partition, from, to, eventTime);
        requireState(jdbc, partition);
        return revision;
    }

    /**
     * Holds the position for whoever changes a partition's rows beside its projection, within the caller's transaction:
     * every projector of it waits for the transaction's end, and reads anew what it knows.
     *
     * @throws StalePositionException if the generation is not in the state any more
     */
    public void hold(JdbcTemplate jdbc, int partition) {
        long _ = take(jdbc, partition);
        requireState(jdbc, partition);
    }

    /**
     * This is to be asked with the position's row locked, in a statement of its own: a switch locks the positions too,
     * so it is over by now and seen by this snapshot, or has to wait for this transaction.
     */
    private void requireState(JdbcTemplate jdbc, int partition) {
        Integer rows = jdbc.queryForObject(IN_STATE, Integer.class, generation.schema(), state.columnValue());
        if (rows == null || rows == 0) {
            throw StalePositionException.replaced(partition, generation, state);
        }
    }

    private long compareAndSet(JdbcTemplate jdbc, int partition, long from, long to, @Nullable Instant eventTime) {
        String time = eventTime == null ? null : eventTime.toString();
        try {
            List<Long> revisions =
                    jdbc.query(generation.sql(MOVE), (row, _) -> row.getLong("revision"), to, time, partition, from);
            if (revisions.isEmpty()) {
                throw StalePositionException.moved(partition, from);
            }
            return revisions.getFirst();
        } catch (BadSqlGrammarException e) {
            // The statement is sound, so its table is gone, and the generation with it.
            throw StalePositionException.replaced(partition, generation, state);
        }
    }
}
