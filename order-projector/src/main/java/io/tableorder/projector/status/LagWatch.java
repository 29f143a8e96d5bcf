package io.tableorder.projector.status;

import io.tableorder.projector.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** This watch knows how far the read models are behind the log, for every partition and from every instance alike. */
@Component
public final class LagWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    /** Two small questions; the lag in seconds is at most this much too high. */
    private static final long INTERVAL_MS = 1_000;

    private static final String POSITIONS = """
            SELECT log_partition, next_offset, event_time, applied_at FROM orders.projection_position
            ORDER BY log_partition""";

    /**
     * This says how far a partition's projection is behind the log.
     *
     * @param next the offset to be applied next
     * @param logEnd the offset the next committed event will have, or a higher one; null when the log did not say
     * @param late how old what is not applied may be; null when nobody can say
     */
    public record Lag(
            int partition,
            long next,
            @Nullable Long logEnd,
            @Nullable Duration late,
            @Nullable Instant eventTime,
            @Nullable Instant appliedAt) {
        public @Nullable Long events() {
            return logEnd == null ? null : Math.max(0, logEnd - next);
        }
    }

    private final JdbcTemplate jdbc;
    private final LogEnds logEnds;
    private final InstantSource clock;
    private final Map<Integer, PartitionLag> lags = new HashMap<>();
    private volatile List<Lag> latest = List.of();

    LagWatch(JdbcTemplate jdbc, LogEnds logEnds, InstantSource clock) {
        this.jdbc = jdbc;
        this.logEnds = logEnds;
        this.clock = clock;
    }

    /** Returns the lags of the last second, or of when PostgreSQL last answered; empty before. */
    public List<Lag> latest() {
        return latest;
    }

    @Scheduled(fixedDelay = INTERVAL_MS)
    void refresh() {
        try {
            List<Lag> _ = read();
        } catch (DataAccessException e) {
            LOG.debug("The lag is not refreshed: {}", e.getMessage());
        }
    }

    /** Reads the lags of this moment. */
    synchronized List<Lag> read() {
        // The ends first: a position read later is never beyond what was counted against it.
        Map<Integer, Long> ends = logEnds.read();
        List<Lag> read = jdbc.query(POSITIONS, (row, _) -> lag(row, ends));
        latest = read;
        return read;
    }

    private Lag lag(ResultSet row, Map<Integer, Long> ends) throws SQLException {
        int partition = row.getInt("log_partition");
        long next = row.getLong("next_offset");
        Instant eventTime = Times.find(row, "event_time");
        Long end = ends.get(partition);
        Duration late = null;
        if (end != null) {
            PartitionLag lag = lags.computeIfAbsent(partition, _ -> new PartitionLag());
            Instant now = clock.instant();
            lag.sample(now, next, end);
            late = lag.late(now, next, end, eventTime).orElse(null);
        }
        return new Lag(partition, next, end, late, eventTime, Times.find(row, "applied_at"));
    }
}
