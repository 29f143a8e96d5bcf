package io.tableorder.projector.status;

import io.tableorder.event.Position;
import io.tableorder.projector.status.LagWatch.Lag;
import io.tableorder.projector.status.ProjectionReport.ParkedReport;
import io.tableorder.projector.status.ProjectionReport.PartitionReport;
import io.tableorder.projector.status.ProjectionReport.SkippedReport;
import io.tableorder.projector.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the report from the tables, so that it is the same from every instance. */
@Component
final class ProjectionProgress {
    /** Somebody looks at the first; the total says how many there are. */
    private static final int PARKED_SHOWN = 200;

    /** What belongs to no chain, as far as is known, is shown to every one, but for what it says. */
    private static final String OF_CHAIN = """
            FROM orders.parked_events p LEFT JOIN orders.stores s USING (store_id)
            WHERE s.chain_id = ? OR s.chain_id IS NULL""";
    /** So many of the latest are shown. Not the platform operator's, whose records belong to no chain. */
    private static final String SKIPPED = """
            SELECT k.* FROM orders.skipped_events k JOIN orders.stores s USING (store_id)
            WHERE s.chain_id = ? ORDER BY k.skipped_at DESC LIMIT\s""" + PARKED_SHOWN;

    private final JdbcTemplate jdbc;
    private final LagWatch lags;
    private final CompletenessCheck completeness;

    ProjectionProgress(JdbcTemplate jdbc, LagWatch lags, CompletenessCheck completeness) {
        this.jdbc = jdbc;
        this.lags = lags;
        this.completeness = completeness;
    }

    ProjectionReport report(String chainId) {
        List<PartitionReport> partitions =
                lags.read().stream().map(ProjectionProgress::partition).toList();
        Long total = jdbc.queryForObject("SELECT count(*) " + OF_CHAIN, Long.class, chainId);
        List<ParkedReport> parked = jdbc.query(
                "SELECT p.*, s.chain_id " + OF_CHAIN + " ORDER BY p.log_partition, p.log_offset LIMIT " + PARKED_SHOWN,
                (row, _) -> parked(row),
                chainId);
        List<SkippedReport> skipped = jdbc.query(SKIPPED, (row, _) -> skipped(row), chainId);
        return new ProjectionReport(partitions, completeness.latest(), total == null ? 0 : total, parked, skipped);
    }

    private static PartitionReport partition(Lag lag) {
        return new PartitionReport(
                lag.partition(),
                lag.next() == 0 ? null : new Position(lag.partition(), lag.next() - 1).toString(),
                lag.logEnd(),
                lag.events(),
                lag.late() == null ? null : lag.late().toMillis() / 1_000.0,
                lag.eventTime(),
                lag.appliedAt());
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
                Times.get(row, "record_time"),
                Times.get(row, "parked_at"));
    }

    private static SkippedReport skipped(ResultSet row) throws SQLException {
        return new SkippedReport(
                new Position(row.getInt("log_partition"), row.getLong("log_offset")).toString(),
                row.getString("store_id"),
                row.getString("order_id"),
                row.getString("reason"),
                row.getString("type"),
                row.getString("skip_reason"),
                row.getString("skipped_by_role"),
                row.getString("skipped_by_id"),
                row.getString("skip_request_id"),
                Times.get(row, "skipped_at"));
    }
}
