package io.tableorder.projector.rebuild;

import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import io.tableorder.projector.table.Generation;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Brings one generation to where the live one is, which goes on meanwhile; never beyond it. */
final class CatchUp {
    /** So many are read within a second or so, which is how long the live projection can be held up for. */
    private static final long WITHIN_REACH_OFFSETS = 5_000;
    /** A broker that restarts is back within it. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** The live projection stands still meanwhile, and its statements are given up after 30 s. */
    private static final Duration SILENCE_WHILE_HELD = Duration.ofSeconds(10);

    /** Batches under way are over in a fraction of it. */
    private static final Duration HOLD_PATIENCE = Duration.ofSeconds(10);
    /** People release parked events, one by one. */
    private static final int ATTEMPTS = 5;

    private final JdbcTemplate jdbc;
    private final Generation behind;
    private final BulkReader reader;
    private final ReleasedBeside released;
    private final RebuildProgress progress;

    /**
     * @param reader of the generation that is behind
     * @param released into the same
     */
    CatchUp(
            JdbcTemplate jdbc,
            Generation behind,
            BulkReader reader,
            ReleasedBeside released,
            RebuildProgress progress) {
        this.jdbc = jdbc;
        this.behind = behind;
        this.reader = reader;
        this.released = released;
        this.progress = progress;
    }

    /** Reads in one go to where the live generation is now. */
    void once(Generation live, Phase phase) {
        Map<Integer, Long> targets = LiveHold.positions(jdbc, live);
        progress.reading(phase, done(), total(targets));
        reader.readUpTo(targets, SILENCE);
    }

    /**
     * Does something while both generations stand at the same positions and nothing that was released in the live one is
     * parked in the other. The live projection is held up for the few events that are missing, and for the action.
     *
     * @throws RebuildFailedException when it does not come to that
     */
    <T> T whenLevel(RebuildDatabase database, Generation live, Function<LiveHold, T> action) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            toWithinReach(live);
            released.follow();
            try (LiveHold hold = LiveHold.take(database.dataSource(), live, HOLD_PATIENCE)) {
                reader.readUpTo(hold.positions(), SILENCE_WHILE_HELD);
                if (released.isUpToDate(hold.jdbc())) {
                    return action.apply(hold);
                }
            }
        }
        throw new RebuildFailedException("Parked events were released again and again meanwhile: try it later");
    }

    /** Reads until so little is missing that the live projection can be made to wait for it. */
    private void toWithinReach(Generation live) {
        Map<Integer, Long> targets = LiveHold.positions(jdbc, live);
        while (total(targets) - done() > WITHIN_REACH_OFFSETS) {
            once(live, Phase.CATCHING_UP);
            targets = LiveHold.positions(jdbc, live);
        }
    }

    private long done() {
        return total(LiveHold.positions(jdbc, behind));
    }

    private static long total(Map<Integer, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }
}
