package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.project.ParkedGroup;
import io.tableorder.projector.project.ParkedRecords;
import io.tableorder.projector.project.ParkedRecords.Parked;
import io.tableorder.projector.project.PartitionPosition;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.projector.project.StalePositionException;
import io.tableorder.projector.release.ReleaseOutcome.BehindParked;
import io.tableorder.projector.release.ReleaseOutcome.NotParked;
import io.tableorder.projector.release.ReleaseOutcome.Released;
import io.tableorder.projector.table.Generation;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies parked events after all, or leaves one out for good; what waits behind goes on in the log's order, by the rules
 * that hold for events that come now. Each call is one transaction under the lock of the partition's position in the
 * generation, so a projector of the same partition does its work before it or after it, never meanwhile.
 */
public final class ParkedRelease {
    private final Supplier<Projection> target;
    private final Generation.State state;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;

    /** Releases in whichever generation is live. */
    public ParkedRelease(LiveProjection live, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this(live, Generation.State.LIVE, jdbc, transactions);
    }

    /** @param state of the generations that the target gives; in another they are refused as stale */
    public ParkedRelease(
            Supplier<Projection> target,
            Generation.State state,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.target = target;
        this.state = state;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.savepoints = new TransactionTemplate(transactions);
        this.savepoints.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
    }

    /**
     * Tries the parked event again, and everything that waits with it. What cannot be applied is parked as it would be
     * now, with its new reason, and holds back what is behind it.
     *
     * @param position of the event that holds the others back, or of one of those
     */
    public ReleaseOutcome retry(Position position) {
        return underLock(position, this::retry);
    }

    /**
     * Takes the parked event out of the read models for good, whole and with the decision, into
     * {@code orders.skipped_events}; then tries what waited behind it. It is a link of its store's hash chain all the same.
     *
     * @param position of an event that waits for nothing but a decision
     */
    public ReleaseOutcome skip(Position position, SkipDecision decision) {
        return underLock(position, (generation, one) -> {
            ParkedRecords parked = new ParkedRecords(generation, jdbc);
            if (!one.reason().holdsBack()) {
                return new BehindParked(parked.firstOf(one));
            }
            parked.skip(position, decision);
            return leaveOut(generation, one);
        });
    }

    /**
     * Does again what was done in another generation: leaves the event out if it is one of {@code orders.skipped_events},
     * and else retries it.
     */
    public ReleaseOutcome repeat(Position position) {
        return underLock(position, (generation, one) -> {
            ParkedRecords parked = new ParkedRecords(generation, jdbc);
            if (parked.isSkipped(position)) {
                parked.delete(position.partition(), List.of(position.offset()));
                return leaveOut(generation, one);
            }
            return retry(generation, one);
        });
    }

    private Released leaveOut(Generation generation, Parked skipped) {
        ParkedGroup group = group(generation, skipped);
        group.leaveOut(skipped);
        return new Released(group.applied());
    }

    private Released retry(Generation generation, Parked one) {
        ParkedGroup group = group(generation, one);
        group.fold(-1);
        return new Released(group.applied());
    }

    private ReleaseOutcome underLock(Position position, BiFunction<Generation, Parked, ReleaseOutcome> action) {
        try {
            return inGeneration(position, action);
        } catch (StalePositionException e) {
            // Another has just become the live one, which does not happen twice in a moment.
            return inGeneration(position, action);
        }
    }

    private ReleaseOutcome inGeneration(Position position, BiFunction<Generation, Parked, ReleaseOutcome> action) {
        Generation generation = target.get().generation();
        return transactions.execute(_ -> {
            new PartitionPosition(generation, state).hold(jdbc, position.partition());
            Optional<Parked> one = new ParkedRecords(generation, jdbc).find(position);
            return one.isEmpty() ? new NotParked() : action.apply(generation, one.get());
        });
    }

    private ParkedGroup group(Generation generation, Parked one) {
        return ParkedGroup.without(generation, target.get().reader(), jdbc, savepoints, one);
    }
}
