package io.tableorder.projector.status;

import io.tableorder.hold.PartitionEnd;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.table.Generation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * These queries ask the SQL tables what completeness needs to know. Each answer is one statement's, so of one moment.
 */
@Component
class CompletenessQueries {
    private static final String HEADS = "SELECT store_id, sequence FROM generation.store_heads";

    private static final String STARTS = "SELECT store_id, sequence FROM orders.journal_start";

    private static final String ENDS = """
            SELECT p.log_partition, p.next_offset, coalesce(greatest(
                (SELECT max(log_offset) FROM generation.journal j WHERE j.log_partition = p.log_partition),
                (SELECT max(log_offset) FROM generation.parked_events e WHERE e.log_partition = p.log_partition),
                (SELECT max(log_offset) FROM orders.skipped_events s WHERE s.log_partition = p.log_partition)), -1)
            FROM generation.projection_position p ORDER BY p.log_partition""";

    private static final String PARKED = """
            SELECT count(DISTINCT (store_id, order_id)) FILTER (WHERE scope = 'order'),
                   count(DISTINCT store_id) FILTER (WHERE scope = 'store')
            FROM generation.parked_events WHERE reason <> 'BEHIND_PARKED'""";

    private static final String RANGES = """
            WITH r AS (SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS r (store_id, low, high)),
            """;

    /**
     * Numbers of a store that are nowhere. Records set aside that cannot be read have none to show; that many may lack.
     */
    private static final String MISSING_NUMBERS = RANGES + """
            aside AS (
                SELECT store_id, sequence FROM generation.parked_events
                UNION SELECT store_id, sequence FROM orders.skipped_events)
            SELECT store_id, low FROM r
            WHERE high - low
                > (SELECT count(DISTINCT j.sequence) FROM generation.journal j
                   WHERE j.store_id = r.store_id AND j.sequence > r.low AND j.sequence <= r.high)
                + (SELECT count(*) FROM aside a
                   WHERE a.store_id = r.store_id AND a.sequence > r.low AND a.sequence <= r.high
                     AND NOT EXISTS (SELECT FROM generation.journal j
                                     WHERE j.store_id = a.store_id AND j.sequence = a.sequence))
                + (SELECT count(*) FROM generation.parked_events p WHERE p.store_id = r.store_id AND p.sequence IS NULL)
                + (SELECT count(*) FROM orders.skipped_events s WHERE s.store_id = r.store_id AND s.sequence IS NULL)""";

    /**
     * An order with a skipped record has a gap by decision, and is shown among those. Of one placed before the start of
     * its store's journal, the journal may hold the last events only.
     */
    private static final String BROKEN_ORDERS = RANGES + """
            seen AS (
                SELECT r.store_id, r.low, j.subject AS order_id,
                       min(j.version) AS first, max(j.version) AS last, count(*) AS versions
                FROM r JOIN generation.journal j
                  ON j.store_id = r.store_id AND j.sequence > r.low AND j.sequence <= r.high
                WHERE j.version IS NOT NULL GROUP BY r.store_id, r.low, j.subject)
            SELECT store_id, low, count(*) FROM seen s
            WHERE (s.last - s.first + 1 <> s.versions
                OR (s.first > 1 AND NOT EXISTS (
                    SELECT FROM generation.journal j
                    WHERE j.store_id = s.store_id AND j.subject = s.order_id AND j.version = s.first - 1))
                OR NOT EXISTS (
                    SELECT FROM generation.orders o
                    WHERE o.store_id = s.store_id AND o.order_id = s.order_id AND o.version >= s.last))
              AND NOT EXISTS (
                    SELECT FROM orders.journal_start f JOIN generation.orders o ON o.store_id = f.store_id
                    WHERE f.store_id = s.store_id AND o.order_id = s.order_id AND o.ordered_at <= f.event_time
                      AND o.version >= s.last)
              AND NOT EXISTS (
                    SELECT FROM orders.skipped_events k WHERE k.store_id = s.store_id AND k.order_id = s.order_id)
            GROUP BY store_id, low""";

    /** @param low as {@link SequenceRange#low} */
    record Start(String storeId, long low) {
        static Start of(SequenceRange range) {
            return new Start(range.storeId(), range.low());
        }
    }

    record Parked(long orders, long stores) {}

    private final LiveProjection projection;
    private final JdbcTemplate jdbc;

    CompletenessQueries(LiveProjection projection, JdbcTemplate jdbc) {
        this.projection = projection;
        this.jdbc = jdbc;
    }

    /** Returns the generation that the others are to be asked of. */
    Generation live() {
        return projection.get().generation();
    }

    /** Returns the last sequence number of each store that is applied or set aside. */
    Map<String, Long> heads(Generation generation) {
        return sequences(generation.sql(HEADS));
    }

    /** Returns the last sequence number of each store that retention has taken out of the journal. */
    Map<String, Long> journalStarts() {
        return sequences(STARTS);
    }

    private Map<String, Long> sequences(String sql) {
        Map<String, Long> sequences = new HashMap<>();
        jdbc.query(sql, row -> {
            sequences.put(row.getString(1), row.getLong(2));
        });
        return sequences;
    }

    /** Returns how far each partition is projected, and where its last record is that is applied or set aside. */
    List<PartitionEnd> ends(Generation generation) {
        return jdbc.query(
                generation.sql(ENDS), (row, _) -> new PartitionEnd(row.getInt(1), row.getLong(3), row.getLong(2)));
    }

    Parked parked(Generation generation) {
        return jdbc.query(generation.sql(PARKED), (row, _) -> new Parked(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /** Returns the ranges in which numbers are missing. */
    List<Start> missingNumbers(Generation generation, List<SequenceRange> ranges) {
        return List.copyOf(counted(generation, MISSING_NUMBERS, ranges, false).keySet());
    }

    /** Returns how many orders are broken in each range that has any. */
    Map<Start, Long> brokenOrders(Generation generation, List<SequenceRange> ranges) {
        return counted(generation, BROKEN_ORDERS, ranges, true);
    }

    private Map<Start, Long> counted(Generation generation, String sql, List<SequenceRange> ranges, boolean count) {
        Map<Start, Long> found = new HashMap<>();
        jdbc.query(
                generation.sql(sql),
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, connection.createArrayOf("text", all(ranges, SequenceRange::storeId)));
                    statement.setArray(2, connection.createArrayOf("bigint", all(ranges, SequenceRange::low)));
                    statement.setArray(3, connection.createArrayOf("bigint", all(ranges, SequenceRange::high)));
                },
                row -> {
                    found.put(new Start(row.getString(1), row.getLong(2)), count ? row.getLong(3) : 1L);
                });
        return found;
    }

    private static Object[] all(List<SequenceRange> ranges, Function<SequenceRange, Object> value) {
        return ranges.stream().map(value).toArray();
    }
}
