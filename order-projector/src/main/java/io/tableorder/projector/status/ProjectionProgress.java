package io.tableorder.projector.status;

import io.tableorder.event.Position;
import io.tableorder.projector.status.ProjectionReport.ParkedReport;
import io.tableorder.projector.status.ProjectionReport.PartitionReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the report from the tables, so that it is the same from every instance. */
@Component
final class ProjectionProgress {
    /** Somebody looks at the first; the total says how many there are. */
    private static final int PARKED_SHOWN = 200;

    private static final String POSITIONS = """
            SELECT log_partition, next_offset, event_time, applied_at FROM orders.projection_position
            ORDER BY log_partition""";
    /** What belongs to no chain, as far as is known, is shown to every one, but for what it says. */
    private static final String OF_CHAIN = """
            FROM orders.parked_events p LEFT JOIN orders.stores s USING (store_id)
            WHERE s.chain_id = ? OR s.chain_id IS NULL""";

    private final JdbcTemplate jdbc;
    private final LogEnds logEnds;

    ProjectionProgress(JdbcTemplate jdbc, LogEnds logEnds) {
        this.jdbc = jdbc;
        this.logEnds = logEnds;
    }

    ProjectionReport report(String chainId) {
        Map<Integer, Long> ends = logEnds.read();
        List<PartitionReport> partitions = jdbc.query(POSITIONS, (row, _) -> partition(row, ends));
        Long total = jdbc.queryForObject("SELECT count(*) " + OF_CHAIN, Long.class, chainId);
        List<ParkedReport> parked = jdbc.query(
                "SELECT p.*, s.chain_id " + OF_CHAIN + " ORDER BY p.log_partition, p.log_offset LIMIT " + PARKED_SHOWN,
                (row, _) -> parked(row),
                chainId);
        return new ProjectionReport(partitions, total == null ? 0 : total, parked);
    }

    private static PartitionReport partition(ResultSet row, Map<Integer, Long> ends) throws SQLException {
        int partition = row.getInt("log_partition");
        long next = row.getLong("next_offset");
        Long end = ends.get(partition);
        return new PartitionReport(
                partition,
                next == 0 ? null : new Position(partition, next - 1).toString(),
                end,
                end == null ? null : Math.max(0, end - next),
                time(row, "event_time"),
                time(row, "applied_at"));
    }

    private static ParkedReport parked(ResultSet row) throws SQLException {
        boolean own = row.getString("chain_id") != null;
        return new ParkedReport(
                new Position(row.getInt("log_partition"), row.getLong("log_offset")).toString(),
                row.getString("scope"),
                own ? row.getString("store_id") : null,
                own ? row.getString("order_id") : null,
                row.getString("reason"),
                own ? row.getString("detail") : null,
                row.getString("type"),
                own ? row.getString("request_id") : null,
                Objects.requireNonNull(time(row, "record_time")),
                Objects.requireNonNull(time(row, "parked_at")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
