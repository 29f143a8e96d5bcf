package io.tableorder.projector.rebuild;

import io.tableorder.projector.project.Generation;
import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lets the views show another generation, at a moment at which both stand at the same positions. */
final class Switch {
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);
    /** Somebody holds a view for longer than all of these together only with a transaction left open. */
    private static final int ATTEMPTS = 40;

    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Batches under way are over in a fraction of it. */
    private static final Duration HOLD_PATIENCE = Duration.ofSeconds(5);
    /**
     * How long queries wait at most, behind the views' exclusive locks. Less than PostgreSQL's deadlock_timeout of 1 s:
     * should a transaction hold one view and want another, this side gives way, never the query.
     */
    private static final Duration VIEWS_PATIENCE = Duration.ofMillis(300);
    /** Queries have a deadline of 5 s; the projection stands still meanwhile, so they are given less in one attempt. */
    private static final Duration SNAPSHOTS_PATIENCE = Duration.ofSeconds(2);

    private static final Duration SNAPSHOTS_CHECK = Duration.ofMillis(5);

    /** lock_not_available, query_canceled, deadlock_detected. */
    private static final Set<String> IN_USE = Set.of("55P03", "57014", "40P01");

    /** Transactions which this one holds back are the projection's, whose snapshots read no view. */
    private static final String OLDER_SNAPSHOTS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
              AND age(backend_xmin) > age(?::text::xid) AND NOT pg_backend_pid() = ANY (pg_blocking_pids(pid))""";

    private final RebuildDatabase database;
    private final RebuildProgress progress;
    private final CatchUp catchUp;
    private final Generation from;
    private final Generation to;

    Switch(RebuildDatabase database, RebuildProgress progress, CatchUp catchUp, Generation from, Generation to) {
        this.database = database;
        this.progress = progress;
        this.catchUp = catchUp;
        this.from = from;
        this.to = to;
    }

    /** @param accepted why the generations may differ; null when they do not */
    void perform(@Nullable String accepted) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            catchUp.toWithinReach(from);
            progress.requireGoingOn();
            progress.enter(Phase.SWITCHING);
            if (tryOnce(accepted)) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new RebuildFailedException("The views were in use by transactions left open for too long:"
                + " end them (pg_stat_activity names them) and switch again");
    }

    private boolean tryOnce(@Nullable String accepted) {
        try (LiveHold hold = LiveHold.take(database.dataSource(), from, HOLD_PATIENCE)) {
            catchUp.exactlyTo(hold.positions());
            hold.standStill(to);
            requireLevel(hold);
            if (!awaitOlderSnapshots(hold.jdbc())) {
                LOG.info("Queries that began before both generations were level are still running; trying again");
                return false;
            }
            showOther(hold.jdbc(), accepted);
            hold.commit();
            return true;
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException sql && IN_USE.contains(sql.getSQLState())) {
                LOG.info("The generations are not switched yet: {}", sql.getMessage());
                return false;
            }
            throw e;
        }
    }

    private void requireLevel(LiveHold hold) {
        var expected = hold.positions();
        var reached = LiveHold.positions(hold.jdbc(), to);
        if (!reached.equals(expected)) {
            throw new RebuildFailedException(
                    "%s stands at %s, %s at %s: they must be level to be switched. Clean up and rebuild"
                            .formatted(from.schema(), expected, to.schema(), reached));
        }
    }

    /**
     * A repeatable-read query takes its snapshot before it looks at a view. One with a snapshot from before the catch-up
     * would read of the new generation what was there then: less than others have seen already.
     */
    private static boolean awaitOlderSnapshots(JdbcTemplate jdbc) {
        String level = jdbc.queryForObject("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text", String.class);
        long deadline = System.nanoTime() + SNAPSHOTS_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Integer older = jdbc.queryForObject(OLDER_SNAPSHOTS, Integer.class, level);
            if (older != null && older == 0) {
                return true;
            }
            LockSupport.parkNanos(SNAPSHOTS_CHECK.toNanos());
        }
        return false;
    }

    private void showOther(JdbcTemplate jdbc, @Nullable String accepted) {
        // One statement for all views, so that one limit holds for all their locks together.
        String views = new GenerationTables(jdbc).showing(from, to);
        jdbc.execute("SET LOCAL statement_timeout = " + VIEWS_PATIENCE.toMillis());
        jdbc.execute("DO $switch$ BEGIN %s END $switch$".formatted(views));
        new Generations(jdbc).switchOver(from, to, accepted);
    }
}
