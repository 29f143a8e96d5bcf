package io.tableorder.projector.project;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The row that says how far a partition is folded in: the projection's only truth about its progress. */
final class PartitionPosition {
    private static final String CREATE = """
            INSERT INTO generation.projection_position (log_partition, next_offset, applied_at)
            VALUES (?, 0, now()) ON CONFLICT DO NOTHING""";
    private static final String READ = "SELECT next_offset FROM generation.projection_position WHERE log_partition = ?";
    private static final String MOVE = """
            UPDATE generation.projection_position
            SET next_offset = ?, event_time = coalesce(?::timestamptz, event_time), applied_at = now()
            WHERE log_partition = ? AND next_offset = ?""";
    private static final String IN_STATE = "SELECT count(*) FROM orders.generations WHERE schema = ? AND state = ?";

    private final Generation generation;
    private final Generation.State state;

    /** @param state in which the generation may be written by this caller */
    PartitionPosition(Generation generation, Generation.State state) {
        this.generation = generation;
        this.state = state;
    }

    /** The offset to go on from; a partition never seen before starts at 0. */
    long read(JdbcTemplate jdbc, int partition) {
        jdbc.update(generation.sql(CREATE), partition);
        List<Long> offsets = jdbc.queryForList(generation.sql(READ), Long.class, partition);
        return offsets.getFirst();
    }

    /**
     * Compare-and-set, within the caller's transaction. Done first in it, it holds a rival's transaction back until this
     * one is over, and then refuses it.
     */
    void move(JdbcTemplate jdbc, int partition, long from, long to, @Nullable Instant eventTime) {
        String time = eventTime == null ? null : eventTime.toString();
        try {
            if (jdbc.update(generation.sql(MOVE), to, time, partition, from) != 1) {
                throw StalePositionException.moved(partition, from);
            }
        } catch (BadSqlGrammarException e) {
            // The statement is sound, so its table is gone, and the generation with it.
            throw StalePositionException.replaced(partition, generation, state);
        }
        // A statement of its own, after that one: a switch locks the positions, so it is over by now and seen by this
        // snapshot, or has to wait for this transaction.
        Integer rows = jdbc.queryForObject(IN_STATE, Integer.class, generation.schema(), state.columnValue());
        if (rows == null || rows == 0) {
            throw StalePositionException.replaced(partition, generation, state);
        }
    }
}
