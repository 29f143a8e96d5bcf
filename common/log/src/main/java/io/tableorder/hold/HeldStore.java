package io.tableorder.hold;

import io.tableorder.event.OperatorEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.Head;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreState;
import io.tableorder.wire.HashChainLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Keeps a store that a record holds back: its state before that record, and what has been read behind it. Immutable.
 *
 * <p>A {@linkplain OperatorEvent.RecordSkipped decision} about the record lets the store go: the record is left out, and
 * with it every other before the decision that has the same bytes. What stands behind it is folded in the log's order, and
 * then the decision itself, which is an event like any other. Another record may hold the store back on the way.
 */
public final class HeldStore {

    /**
     * A store holds so many records back at most; some 400 bytes each, and a whole event's facts. Its own writer writes
     * nothing but decisions while it is held back, so more than this are a flood of a stranger's.
     */
    public static final int MAXIMUM_BEHIND = 10_000;

    private final StoreState before;
    private final StoreRecord cause;
    private final String detail;
    private final PVector<StoreRecord> behind;
    private final boolean overfull;
    private final ChainEnd beforeCause;
    private final ChainEnd end;

    private HeldStore(
            StoreState before,
            StoreRecord cause,
            String detail,
            PVector<StoreRecord> behind,
            boolean overfull,
            ChainEnd beforeCause,
            ChainEnd end) {
        this.before = before;
        this.cause = cause;
        this.detail = detail;
        this.behind = behind;
        this.overfull = overfull;
        this.beforeCause = beforeCause;
        this.end = end;
    }

    /**
     * Holds a store back.
     *
     * @param before the state behind the last event that could be applied
     * @param detail why the record cannot be applied
     */
    public static HeldStore by(StoreRecord cause, StoreState before, String detail) {
        return by(cause, before, detail, ChainEnd.of(before.head()));
    }

    private static HeldStore by(StoreRecord cause, StoreState before, String detail, ChainEnd chain) {
        return new HeldStore(before, cause, detail, TreePVector.empty(), false, chain, chain.after(cause));
    }

    public String storeId() {
        return before.storeId();
    }

    /** Returns the state behind the last event that could be applied. */
    public StoreState before() {
        return before;
    }

    /** Returns the record to be decided about. */
    public StoreRecord cause() {
        return cause;
    }

    public String detail() {
        return detail;
    }

    /** Returns whether more stands behind the record than is kept, so that no decision can be followed. */
    public boolean isOverfull() {
        return overfull;
    }

    public int behindCount() {
        return behind.size();
    }

    /** Returns the decisions that wait behind the record themselves. */
    public List<RecordedEvent> waitingDecisions() {
        return behind.stream()
                .filter(record ->
                        record instanceof StoreRecord.Whole(var event) && event.event() instanceof OperatorEvent)
                .map(record -> ((StoreRecord.Whole) record).event())
                .toList();
    }

    /** Returns what the store's next event has to follow. */
    public Head end() {
        return end.head();
    }

    /** Takes the next record of the store. */
    public Step next(StoreRecord record) {
        return isAbout(record) ? release(record) : new Step.Held(plus(record), List.of());
    }

    private boolean isAbout(StoreRecord record) {
        return !overfull
                && record instanceof StoreRecord.Whole(var event)
                && event.event() instanceof OperatorEvent.RecordSkipped(var _, var recordHash, var _)
                && recordHash.equals(cause.hash());
    }

    private HeldStore plus(StoreRecord record) {
        if (record.link() == null && record.hash().equals(cause.hash())) {
            // It will be left out with the first, and a stranger in a loop writes nothing else.
            return this;
        }
        if (behind.size() >= MAXIMUM_BEHIND) {
            return new HeldStore(before, cause, detail, TreePVector.empty(), true, beforeCause, end);
        }
        return overfull
                ? this
                : new HeldStore(before, cause, detail, behind.plus(record), false, beforeCause, end.after(record));
    }

    private Step release(StoreRecord decision) {
        Folding folding = new Folding(before, beforeCause, cause.hash());
        folding.leaveOut(cause);
        behind.forEach(folding::next);
        folding.next(decision);
        return folding.step();
    }

    /** A step says what became of a store with one more record. */
    public sealed interface Step {

        /** Returns the events that could be applied now, in the log's order. */
        List<RecordedEvent> applied();

        /** The store is held back, by the same record or by another. */
        record Held(HeldStore store, List<RecordedEvent> applied) implements Step {}

        /** Nothing holds the store back any more. */
        record Released(StoreState state, List<RecordedEvent> applied) implements Step {}
    }

    /** Folds what stood behind a record that is left out. */
    private static final class Folding {

        private final List<RecordedEvent> applied = new ArrayList<>();
        private final String leftOut;
        private StoreState state;
        private ChainEnd chain;
        private @Nullable HeldStore held;

        /** @param leftOut the hash of what is left out */
        Folding(StoreState state, ChainEnd chain, String leftOut) {
            this.leftOut = leftOut;
            this.state = state;
            this.chain = chain;
        }

        void leaveOut(StoreRecord record) {
            chain = chain.after(record);
            state = state.goingOnAt(chain.head());
        }

        void next(StoreRecord record) {
            if (held != null) {
                take(held.next(record));
            } else if (!chain.isBeyond(record)) {
                apply(record);
            }
        }

        private void take(Step step) {
            applied.addAll(step.applied());
            switch (step) {
                case Step.Held(HeldStore store, var _) -> held = store;
                case Step.Released(StoreState released, var _) -> {
                    held = null;
                    state = released;
                    chain = ChainEnd.of(released.head());
                }
            }
        }

        private void apply(StoreRecord record) {
            switch (record) {
                case StoreRecord.Unreadable unreadable -> hold(record, unreadable.detail());
                case StoreRecord.Whole(RecordedEvent event) -> {
                    try {
                        state = state.goingOnAt(chain.before(HashChainLink.of(event)))
                                .evolve(event);
                        chain = chain.at(state.head());
                        applied.add(event);
                    } catch (ImpossibleEventException e) {
                        hold(record, String.valueOf(e.getMessage()));
                    }
                }
            }
        }

        private void hold(StoreRecord record, String why) {
            if (record.hash().equals(leftOut)) {
                leaveOut(record);
            } else {
                held = HeldStore.by(record, state, why, chain);
            }
        }

        Step step() {
            return held == null
                    ? new Step.Released(state, List.copyOf(applied))
                    : new Step.Held(held, List.copyOf(applied));
        }
    }
}
