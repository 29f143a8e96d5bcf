package io.tableorder.projector.rebuild;

import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import io.tableorder.projector.table.Generation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes another generation the live one, at a moment at which both stand at the same positions. */
final class Switch {
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    private final RebuildDatabase database;
    private final RebuildProgress progress;
    private final QueryViews views;
    private final Duration patience;

    /** @param patience with transactions from before a switch */
    Switch(RebuildDatabase database, RebuildProgress progress, Duration patience) {
        this.database = database;
        this.progress = progress;
        this.views = new QueryViews(database);
        this.patience = patience;
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
        return !views.areChoosing() || (OlderSnapshots.awaitEnd(database.jdbc(), patience) && views.show(live));
    }
}
