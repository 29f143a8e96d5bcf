package io.tableorder.projector.retention;

import io.tableorder.projector.table.Generation;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who may still ask for old events: what has begun and is not over. */
final class JournalNeeds {
    private static final String OPEN_SESSIONS = """
            SELECT count(*) || ' open sessions, the first of store ' || (array_agg(store_id ORDER BY started_at))[1]
                || ' since ' || min(started_at)
            FROM generation.sessions WHERE ended_at IS NULL AND started_at < ? HAVING count(*) > 0""";

    /** An order whose session is over stays as it is; its events are history like others. */
    private static final String ORDERS_UNDER_WAY = """
            SELECT count(*) || ' orders under way, the first of store ' || (array_agg(o.store_id ORDER BY ordered_at))[1]
                || ' since ' || min(ordered_at)
            FROM generation.sessions s JOIN generation.orders o USING (store_id, session_id)
            WHERE s.ended_at IS NULL AND o.ordered_at < ? AND o.status IN ('PENDING', 'PREPARING') HAVING count(*) > 0""";

    private static final String PARKED = """
            SELECT count(*) || ' parked events, the first at '
                || (array_agg(log_partition || '-' || log_offset ORDER BY record_time))[1] || ' of ' || min(record_time)
            FROM generation.parked_events WHERE record_time < ? HAVING count(*) > 0""";

    private static final String THIS_MONTH = "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM')";

    private final JdbcTemplate jdbc;

    JournalNeeds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param generations the live one first; one that was live begins with the live one's sessions if it ever is again
     * @throws RetentionRefusedException naming what needs events before then
     */
    void requireNone(List<Generation> generations, YearMonth before, OffsetDateTime end) {
        YearMonth thisMonth = YearMonth.parse(jdbc.queryForObject(THIS_MONTH, String.class));
        if (before.isAfter(thisMonth)) {
            throw new RetentionRefusedException(
                    "This month is being written, so at most what is before it can go: --before=" + thisMonth);
        }
        Generation live = generations.getFirst();
        require(live, ORDERS_UNDER_WAY, before, end, "end their sessions");
        require(live, OPEN_SESSIONS, before, end, "end them");
        for (Generation generation : generations) {
            require(
                    generation,
                    PARKED,
                    before,
                    end,
                    generation.equals(live)
                            ? "decide about them (./orders parked)"
                            : "drop that generation (./orders rebuild --clean)");
        }
    }

    private void require(Generation generation, String sql, YearMonth before, OffsetDateTime end, String whatToDo) {
        List<String> needed = jdbc.queryForList(generation.sql(sql), String.class, end);
        if (!needed.isEmpty()) {
            throw new RetentionRefusedException("%s in %s, need what is before %s: %s, or keep more months"
                    .formatted(needed.getFirst(), generation.schema(), before, whatToDo));
        }
    }
}
