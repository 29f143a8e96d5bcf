package io.tableorder.projector.retention;

import io.tableorder.projector.table.Generation;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/** Knows the journal's months in PostgreSQL's catalogue, and moves the starts that stand in for those dropped. */
final class JournalMonthSqlTables {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'journal_'uuuu_MM", Locale.ROOT);

    /** The names of months are in the order of time; before all of them is what came from a clock set wrong. */
    private static final String BEFORE = """
            SELECT format('%I.%I', n.nspname, c.relname), pg_total_relation_size(c.oid)
            FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class parent ON parent.oid = inhparent AND parent.relname = 'journal'
            JOIN orders.generations g ON g.schema = n.nspname
            WHERE c.relname = 'journal_early' OR (c.relname ~ '^journal_[0-9]{4}_[0-9]{2}$' AND c.relname < ?)
            ORDER BY n.nspname, c.relname""";

    private static final String LIVE_FIRST = "SELECT schema FROM orders.generations ORDER BY state <> 'live', schema";

    private static final String MOVE_STARTS = """
            INSERT INTO orders.journal_start AS former (store_id, log_partition, log_offset, sequence, hash, event_time)
            SELECT h.store_id, last.* FROM generation.store_heads h CROSS JOIN LATERAL (
                SELECT log_partition, log_offset, sequence, hash, event_time FROM generation.journal
                WHERE store_id = h.store_id AND event_time < ?
                ORDER BY event_time DESC, sequence DESC LIMIT 1) AS last
            ON CONFLICT (store_id) DO UPDATE SET log_partition = EXCLUDED.log_partition,
                log_offset = EXCLUDED.log_offset, sequence = EXCLUDED.sequence, hash = EXCLUDED.hash,
                event_time = EXCLUDED.event_time, dropped_at = now()
            WHERE EXCLUDED.sequence > former.sequence""";

    /** Months are a beginning of a store's hash chain only if its times never go back. */
    private static final String OUT_OF_STEP = """
            SELECT 'sequence ' || wrong.sequence || ' of store ' || h.store_id
            FROM generation.store_heads h LEFT JOIN orders.journal_start start USING (store_id)
            CROSS JOIN LATERAL (
                (SELECT sequence FROM generation.journal
                 WHERE store_id = h.store_id AND sequence > coalesce(start.sequence, 0) AND event_time < ?
                 ORDER BY sequence LIMIT 1)
                UNION ALL
                (SELECT sequence FROM generation.journal
                 WHERE store_id = h.store_id AND sequence <= start.sequence AND event_time >= ?
                 ORDER BY sequence LIMIT 1)) AS wrong
            LIMIT 1""";

    private final JdbcTemplate jdbc;

    JournalMonthSqlTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the live one first. */
    List<Generation> generations() {
        return jdbc.query(LIVE_FIRST, (row, _) -> new Generation(row.getString(1)));
    }

    List<MonthSqlTable> before(YearMonth month) {
        return jdbc.query(BEFORE, (row, _) -> new MonthSqlTable(row.getString(1), row.getLong(2)), NAME.format(month));
    }

    /** Moves each store's start of the journal behind its last event before that time. */
    void moveStarts(OffsetDateTime end) {
        jdbc.update(generations().getFirst().sql(MOVE_STARTS), end);
    }

    /** @throws RetentionRefusedException when a store has an event that would be lost, or one that should be */
    void requireNothingOutOfStep(OffsetDateTime end) {
        for (Generation generation : generations()) {
            List<String> wrong = jdbc.queryForList(generation.sql(OUT_OF_STEP), String.class, end, end);
            if (!wrong.isEmpty()) {
                throw new RetentionRefusedException(
                        "%s in %s came meanwhile, or its time is out of step with its number: run this again, and if it says"
                                        .formatted(wrong.getFirst(), generation.schema())
                                + " the same, keep the months from that event's on");
            }
        }
    }

    /** Keeps everybody from reading or writing a journal until the transaction's end. */
    void lock() {
        generations().forEach(one -> jdbc.execute("LOCK TABLE ONLY " + one.schema() + ".journal"));
    }
}
