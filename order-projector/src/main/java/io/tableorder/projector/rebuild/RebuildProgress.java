package io.tableorder.projector.rebuild;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The progress shows how far a rebuild is while it runs, and lets others stop it. Thread-safe. */
public final class RebuildProgress {
    /** This is what a rebuild does, in this order; {@code CATCHING_UP} comes again before the switch. */
    public enum Phase {
        CREATING,
        READING,
        INDEXING,
        CATCHING_UP,
        COMPARING,
        SWITCHING
    }

    /**
     * This says how far a rebuild is.
     *
     * @param generation the schema being filled; null before it is known
     * @param done offsets of the log behind it, of all partitions together
     * @param total offsets of the log the live generation has behind it
     * @param moved offsets of those done in this phase
     * @param eventsPerSecond since this phase began
     * @param left until it has caught up; null before there is a rate to tell it by
     */
    public record Snapshot(
            Phase phase,
            @Nullable String generation,
            long done,
            long total,
            long moved,
            double eventsPerSecond,
            @Nullable Duration left) {}

    /** A pace measured over less says more about the start than about the pace, in ns. */
    private static final long LEAST_MEASURED_NANOS = 500_000_000L;

    private record Stage(Phase phase, long startedNanos, long doneBefore, long total) {}

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final LongAdder offsets = new LongAdder();
    private final LongAdder events = new LongAdder();
    private volatile Stage stage = new Stage(Phase.CREATING, System.nanoTime(), 0, 0);
    private volatile @Nullable String generation;

    public Snapshot snapshot() {
        Stage now = stage;
        long moved = offsets.sum();
        double seconds = Math.max(LEAST_MEASURED_NANOS, System.nanoTime() - now.startedNanos()) / 1e9;
        long done = now.doneBefore() + moved;
        Duration left = moved == 0
                ? null
                : Duration.ofMillis(Math.round(1_000 * seconds * Math.max(0, now.total() - done) / moved));
        return new Snapshot(now.phase(), generation, done, now.total(), moved, events.sum() / seconds, left);
    }

    /** Ends the rebuild after the batches under way; a later one goes on from there. */
    public void stop() {
        stopping.set(true);
    }

    void requireGoingOn() {
        if (stopping.get()) {
            throw new RebuildFailedException("Stopped; a new start goes on from here");
        }
    }

    void into(String schema) {
        generation = schema;
    }

    void reading(Phase phase, long done, long total) {
        offsets.reset();
        events.reset();
        stage = new Stage(phase, System.nanoTime(), done, total);
    }

    /** The same numbers, but something else is done now. */
    void enter(Phase phase) {
        Stage before = stage;
        reading(phase, before.doneBefore() + offsets.sum(), before.total());
    }

    void advanced(long movedOffsets, int appliedEvents) {
        offsets.add(movedOffsets);
        events.add(appliedEvents);
    }
}
