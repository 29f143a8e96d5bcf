package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.hold.RecordHash;
import io.tableorder.hold.SkipRequest;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.project.ParkedRecords;
import io.tableorder.projector.project.ParkedRecords.Parked;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.projector.table.Generation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has a parked record left out by everybody: the decision becomes an event of the log, and the read models follow it as the
 * other services do. Only what is no store's record is a matter of the read models alone.
 */
public final class ParkedSkip {

    /** The projection is that far behind at the most while nothing is wrong with it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private static final String STILL_PARKED = """
            SELECT log_partition, log_offset, scope, order_id, reason, detail FROM orders.parked_events
            WHERE store_id = ? AND reason <> 'BEHIND_PARKED' ORDER BY log_partition, log_offset LIMIT 20""";
    private static final String PARKED_OF_STORE = "SELECT count(*) FROM orders.parked_events WHERE store_id = ?";
    private static final String REACHED = """
            SELECT coalesce(max(next_offset), 0) FROM orders.projection_position WHERE log_partition = ?""";

    /** An outcome says what came of it. */
    public sealed interface Outcome {

        /** The record is left out. */
        record Skipped(ReleaseReport report) implements Outcome {}

        /** No record is parked at that position, or no longer. */
        record NotParked() implements Outcome {}

        /** The record itself waits behind this one, which has to be decided about first. */
        record BehindParked(Position first) implements Outcome {}

        /** The store's writer does not let the record be left out. */
        record Refused(String detail) implements Outcome {}

        /** Nobody could be asked who may write it. */
        record Unavailable(String detail) implements Outcome {}
    }

    private final LiveProjection live;
    private final ParkedRelease release;
    private final WritePath writePath;
    private final JdbcTemplate jdbc;

    public ParkedSkip(LiveProjection live, ParkedRelease release, WritePath writePath, JdbcTemplate jdbc) {
        this.live = live;
        this.release = release;
        this.writePath = writePath;
        this.jdbc = jdbc;
    }

    public Outcome skip(Position position, SkipDecision decision) {
        Generation generation = live.get().generation();
        ParkedRecords records = new ParkedRecords(generation, jdbc);
        Optional<Parked> found = records.find(position);
        if (found.isEmpty()) {
            return new Outcome.NotParked();
        }
        Parked parked = found.get();
        if (!parked.reason().holdsBack()) {
            return new Outcome.BehindParked(records.firstOf(parked));
        }
        return parked.storeId() == null ? here(position, decision) : everywhere(parked, parked.storeId(), decision);
    }

    private Outcome everywhere(Parked parked, String storeId, SkipDecision decision) {
        Position position = parked.position();
        long before = parkedOf(storeId);
        WritePath.Answer answer = writePath.skip(new SkipRequest(
                storeId,
                position.toString(),
                RecordHash.of(storeId, parked.record().value()),
                decision.reason(),
                decision.actor(),
                decision.requestId()));
        return switch (answer) {
            case WritePath.Answer.Decided(Position decided) -> {
                awaitProjected(decided);
                long applied = Math.max(before - 1 - parkedOf(storeId), 0);
                yield new Outcome.Skipped(new ReleaseReport(position.toString(), (int) applied, stillParked(storeId)));
            }
            // The writer passes over what repeats an old number, so there it holds nothing back.
            case WritePath.Answer.Refused _
            when parked.reason() == ParkReason.SEQUENCE_REPEATED -> here(position, decision);
            case WritePath.Answer.Refused(String detail) -> new Outcome.Refused(detail);
            case WritePath.Answer.Unavailable(String detail) -> new Outcome.Unavailable(detail);
        };
    }

    /** Leaves the record out of the read models alone. */
    public Outcome here(Position position, SkipDecision decision) {
        return switch (release.skip(position, decision)) {
            case ReleaseOutcome.Released(var applied) ->
                new Outcome.Skipped(ReleaseReport.of(position.toString(), applied));
            case ReleaseOutcome.NotParked() -> new Outcome.NotParked();
            case ReleaseOutcome.BehindParked(Position first) -> new Outcome.BehindParked(first);
        };
    }

    private long parkedOf(String storeId) {
        Long parked = jdbc.queryForObject(PARKED_OF_STORE, Long.class, storeId);
        return parked == null ? 0 : parked;
    }

    private List<ReleaseReport.Still> stillParked(String storeId) {
        return jdbc.query(
                STILL_PARKED,
                (row, _) -> new ReleaseReport.Still(
                        new Position(row.getInt(1), row.getLong(2)).toString(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                storeId);
    }

    private void awaitProjected(Position decision) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (reached(decision.partition()) <= decision.offset() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long reached(int partition) {
        Long next = jdbc.queryForObject(REACHED, Long.class, partition);
        return next == null ? 0 : next;
    }
}
