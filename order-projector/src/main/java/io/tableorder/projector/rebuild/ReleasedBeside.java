package io.tableorder.projector.rebuild;

import io.tableorder.event.Position;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.release.ParkedRelease;
import io.tableorder.projector.table.Generation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * This is what was parked in both generations and has been released in the live one since: released in the other too,
 * so that a switch takes back nothing that somebody has set right.
 */
final class ReleasedBeside {
    private static final String PARKED_HERE_ALONE = """
            SELECT here.log_partition, here.log_offset FROM %1$s.parked_events AS here
            WHERE here.reason <> 'BEHIND_PARKED' AND NOT EXISTS (
                SELECT FROM %2$s.parked_events AS live
                WHERE (live.log_partition, live.log_offset) = (here.log_partition, here.log_offset))
            ORDER BY here.log_partition, here.log_offset""";

    private final RebuildDatabase database;
    private final ParkedRelease release;
    private final String parkedHereAlone;
    private final Set<Position> tried = new HashSet<>();

    /** @param projection into the generation that is not the live one */
    ReleasedBeside(RebuildDatabase database, Generation live, Projection projection, Generation.State state) {
        this.database = database;
        this.release = new ParkedRelease(() -> projection, state, database.jdbc(), database.transactionManager());
        this.parkedHereAlone =
                PARKED_HERE_ALONE.formatted(projection.generation().schema(), live.schema());
    }

    /** Repeats it for each. What stays parked is a difference between the generations, to be found by comparing them. */
    void follow() {
        tried.clear();
        for (Position position : parkedHereAlone(database.jdbc())) {
            var _ = release.repeat(position);
            tried.add(position);
        }
    }

    /** Returns whether nothing has been released since, as the held connection sees it. */
    boolean isUpToDate(JdbcTemplate held) {
        return tried.containsAll(parkedHereAlone(held));
    }

    private List<Position> parkedHereAlone(JdbcTemplate jdbc) {
        return jdbc.query(parkedHereAlone, (row, _) -> new Position(row.getInt(1), row.getLong(2)));
    }
}
