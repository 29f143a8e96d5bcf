package io.tableorder.projector.rebuild;

import io.tableorder.projector.project.Generation;
import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes another generation the live one, at a moment at which both stand at the same positions. */
final class Switch {
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);
    /** Queries have a deadline of 5 s; what is older then is a backup or forgotten, and the views can stay as they are. */
    private static final Duration SNAPSHOTS_PATIENCE = Duration.ofSeconds(20);

    private static final Duration SNAPSHOTS_CHECK = Duration.ofMillis(20);

    private static final String OLDER_SNAPSHOTS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
              AND age(backend_xmin) > age(?::text::xid)""";

    private final RebuildDatabase database;
    private final RebuildProgress progress;
    private final QueryViews views;

    Switch(RebuildDatabase database, RebuildProgress progress) {
        this.database = database;
        this.progress = progress;
        this.views = new QueryViews(database);
    }

    /** @param accepted why the generations may differ; null when they do not */
    void perform(CatchUp catchUp, Generation from, Generation to, @Nullable String accepted) {
        progress.requireGoingOn();
        progress.enter(Phase.SWITCHING);
        requireSettled(from);
        views.showWhicheverIsLive(from, to);
        var _ = catchUp.whenLevel(database, from, hold -> {
            progress.enter(Phase.SWITCHING);
            switchOver(hold, from, to, accepted);
            return to;
        });
        if (!settle(to)) {
            LOG.warn(
                    "A transaction from before the switch is still open, so the views go on choosing the live generation"
                            + " for each query; the next rebuild, rollback or clean-up sets them right");
        }
    }

    private static void switchOver(LiveHold hold, Generation from, Generation to, @Nullable String accepted) {
        hold.standStill(to);
        requireLevel(hold, from, to);
        new Generations(hold.jdbc()).switchOver(from, to, accepted);
        hold.commit();
    }

    private static void requireLevel(LiveHold hold, Generation from, Generation to) {
        var expected = hold.positions();
        var reached = LiveHold.positions(hold.jdbc(), to);
        if (!reached.entrySet().containsAll(expected.entrySet())) {
            throw new RebuildFailedException(
                    "%s stands at %s, %s at %s: they must be level to be switched. Clean up and rebuild"
                            .formatted(from.schema(), expected, to.schema(), reached));
        }
    }

    /** @throws RebuildFailedException when the last switch is not over for everybody */
    void requireSettled(Generation live) {
        if (!settle(live)) {
            throw new RebuildFailedException("A transaction from before the last switch is still open: end it first"
                    + " (pg_stat_activity names it)");
        }
    }

    /**
     * Lets the views show the live generation alone again. A repeatable-read transaction whose snapshot is older than the
     * switch would see of it what was there at that time, so the last of those is waited for.
     *
     * @return false when it would take too long; then the views go on choosing, which is right, but slower
     */
    private boolean settle(Generation live) {
        return !views.areChoosing() || (awaitOlderSnapshots(database.jdbc()) && views.show(live));
    }

    private static boolean awaitOlderSnapshots(JdbcTemplate jdbc) {
        String now = jdbc.queryForObject("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text", String.class);
        long deadline = System.nanoTime() + SNAPSHOTS_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Integer older = jdbc.queryForObject(OLDER_SNAPSHOTS, Integer.class, now);
            if (older != null && older == 0) {
                return true;
            }
            LockSupport.parkNanos(SNAPSHOTS_CHECK.toNanos());
        }
        return false;
    }
}
