package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.SessionRow;
import io.tableorder.wire.HashChainLink;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * This is what became of earlier records, for an event that does not simply follow the rows there are: it comes late,
 * having been parked, or behind a record that was skipped. Both are rare, so each question is a query of its own.
 */
public final class Lookback {
    private static final String SESSION_END = """
            SELECT EXISTS (
                SELECT FROM generation.journal
                WHERE store_id = ? AND subject = ? AND type IN ('io.tableorder.session.ended.v1', 'io.tableorder.session.merged.v1')
                    AND log_partition = ? AND log_offset > ?)""";
    private static final String SKIPPED_BETWEEN = """
            SELECT count(*) FROM orders.skipped_events
            WHERE store_id = ? AND order_id = ? AND log_partition = ? AND log_offset > ? AND log_offset < ?""";
    private static final String BEHIND_SKIPPED = """
            SELECT EXISTS (
                SELECT FROM orders.skipped_events
                WHERE store_id = ? AND sequence = ? AND hash = ? AND log_partition = ? AND log_offset < ?)""";
    private static final String IS_KNOWN = """
            SELECT EXISTS (
                SELECT FROM (
                    SELECT log_partition, log_offset FROM generation.journal
                    WHERE store_id = ? AND sequence = ? AND hash = ?
                    UNION ALL
                    SELECT log_partition, log_offset FROM generation.parked_events
                    WHERE store_id = ? AND sequence = ? AND hash = ?
                    UNION ALL
                    SELECT log_partition, log_offset FROM orders.skipped_events
                    WHERE store_id = ? AND sequence = ? AND hash = ?) AS known
                WHERE log_partition = ? AND log_offset < ?)""";
    private static final String NEIGHBOURS = """
            SELECT sequence, prev_hash, hash, true AS applied FROM generation.journal
            WHERE store_id = ? AND sequence BETWEEN ? AND ?
            UNION ALL
            SELECT sequence, prev_hash, hash, false FROM generation.parked_events
            WHERE store_id = ? AND sequence BETWEEN ? AND ? AND log_partition = ? AND log_offset <> ?
            UNION ALL
            SELECT sequence, prev_hash, hash, false FROM orders.skipped_events
            WHERE store_id = ? AND sequence BETWEEN ? AND ? AND log_partition = ?
            UNION ALL
            SELECT sequence, '', hash, true FROM orders.journal_start
            WHERE store_id = ? AND sequence BETWEEN ? AND ?""";

    /**
     * A neighbour is a link beside another in its store's hash chain.
     *
     * @param applied false for one that is parked or skipped
     */
    public record Neighbour(long sequence, String previousHash, String hash, boolean applied) {}

    private final Generation generation;
    private final JdbcTemplate jdbc;

    public Lookback(Generation generation, JdbcTemplate jdbc) {
        this.generation = generation;
        this.jdbc = jdbc;
    }

    /** Returns whether the session, which is over now, was open still at that place of the log. */
    public boolean endsBehind(SessionRow session, Position position) {
        return is(
                generation.sql(SESSION_END),
                session.storeId(),
                session.sessionId(),
                position.partition(),
                position.offset());
    }

    /** Returns how many of the order's records between the two are left out by decision. */
    public int skippedBetween(RowKey order, Position from, Position to) {
        Integer skipped = jdbc.queryForObject(
                SKIPPED_BETWEEN,
                Integer.class,
                order.storeId(),
                order.id(),
                from.partition(),
                from.offset(),
                to.offset());
        return skipped == null ? 0 : skipped;
    }

    /** Returns whether the link follows a record that is left out by decision. */
    public boolean isBehindSkipped(String storeId, HashChainLink link, Position position) {
        return is(
                BEHIND_SKIPPED,
                storeId,
                link.sequence() - 1,
                link.previousHash(),
                position.partition(),
                position.offset());
    }

    /** Returns whether an earlier record of the partition, applied or set aside, is this very link. */
    boolean isKnown(String storeId, HashChainLink link, Position position) {
        return is(
                generation.sql(IS_KNOWN),
                storeId,
                link.sequence(),
                link.hash(),
                storeId,
                link.sequence(),
                link.hash(),
                storeId,
                link.sequence(),
                link.hash(),
                position.partition(),
                position.offset());
    }

    private boolean is(String sql, Object... arguments) {
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, arguments));
    }

    /** Returns the store's known links from one before to one behind, but for the one at the position itself. */
    public List<Neighbour> neighboursOf(String storeId, long sequence, Position position) {
        long low = sequence - 1;
        long high = sequence + 1;
        return jdbc.query(
                generation.sql(NEIGHBOURS),
                (row, _) -> new Neighbour(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4)),
                storeId,
                low,
                high,
                storeId,
                low,
                high,
                position.partition(),
                position.offset(),
                storeId,
                low,
                high,
                position.partition(),
                storeId,
                low,
                high);
    }
}
