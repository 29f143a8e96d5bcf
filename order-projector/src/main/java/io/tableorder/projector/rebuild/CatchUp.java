package io.tableorder.projector.rebuild;

import io.tableorder.projector.project.Generation;
import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Brings one generation to where the live one is, which goes on meanwhile; never beyond it. */
final class CatchUp {
    /** Read within a second or so, which is how long the live projection can be held up for. */
    private static final long WITHIN_REACH_OFFSETS = 5_000;
    /** A broker that restarts is back within it. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** The live projection stands still meanwhile, and its statements are given up after 30 s. */
    private static final Duration SILENCE_WHILE_HELD = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final Generation behind;
    private final BulkReader reader;
    private final RebuildProgress progress;

    /** @param reader of the generation that is behind */
    CatchUp(JdbcTemplate jdbc, Generation behind, BulkReader reader, RebuildProgress progress) {
        this.jdbc = jdbc;
        this.behind = behind;
        this.reader = reader;
        this.progress = progress;
    }

    /** In one go, to where the live generation is now. */
    void once(Generation live, Phase phase) {
        Map<Integer, Long> targets = LiveHold.positions(jdbc, live);
        progress.reading(phase, done(), total(targets));
        reader.readUpTo(targets, SILENCE);
    }

    /** Until so little is missing that the live projection can be made to wait for it. */
    void toWithinReach(Generation live) {
        Map<Integer, Long> targets = LiveHold.positions(jdbc, live);
        while (total(targets) - done() > WITHIN_REACH_OFFSETS) {
            once(live, Phase.CATCHING_UP);
            targets = LiveHold.positions(jdbc, live);
        }
    }

    /** To the very positions of a generation that is held. */
    void exactlyTo(Map<Integer, Long> positions) {
        reader.readUpTo(positions, SILENCE_WHILE_HELD);
    }

    private long done() {
        return total(LiveHold.positions(jdbc, behind));
    }

    private static long total(Map<Integer, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }
}
