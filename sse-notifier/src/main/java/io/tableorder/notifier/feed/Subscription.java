package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import java.util.OptionalLong;

/**
 * One stream's place in its store's feed: a cursor. Whoever follows it from {@link #snapshot()} on gets every frame after
 * that state, each once. Closing gives the place back. For one thread at a time, and never waits.
 */
public final class Subscription implements AutoCloseable {

    private final StoreFeed feed;
    private long cursor;
    private boolean open = true;

    Subscription(StoreFeed feed) {
        this.feed = feed;
    }

    /** The store's state now; the frames after exactly this state come next. */
    public StoreState snapshot() {
        StoreState state = feed.state();
        cursor = state.head().sequence();
        return state;
    }

    /** Where a position stands to this store's feed. */
    public enum Place {
        /** The frames after it come next. */
        IN_RING,
        /** It is too old for the ring; the log may have it. */
        BEFORE_RING,
        /** No event of this store is there. */
        NOT_OF_THIS_STORE
    }

    /** Moves to right after this position if the ring holds all that followed; else stays. */
    public Place moveAfter(Position position) {
        Position head = feed.state().head().position();
        if (head == null || !head.includes(position)) {
            return Place.NOT_OF_THIS_STORE;
        }
        OptionalLong sequence = feed.sequenceAt(position.offset());
        if (sequence.isPresent()) {
            cursor = sequence.getAsLong();
            return Place.IN_RING;
        }
        return feed.isOlderThanRing(position.offset()) ? Place.BEFORE_RING : Place.NOT_OF_THIS_STORE;
    }

    /** What comes next, if it is there. */
    public Signal next(int maximumBytes) {
        Signal signal = feed.after(cursor, maximumBytes);
        if (signal instanceof Signal.Frames(var frames)) {
            cursor = frames.getLast().sequence();
        }
        return signal;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            feed.places().giveBack();
        }
    }
}
