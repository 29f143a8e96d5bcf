package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.StoreState;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One store's state and latest frames, and the streams that follow them. State and ring change together under one lock,
 * so a snapshot and the frames after it fit without a gap or a repetition. Nothing waits under the lock: no stream can
 * hold up the feed.
 */
final class StoreFeed {

    /** No partition has such an offset: for a store whose first event is still to come. */
    private static final long BEFORE_ALL = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Ring ring;
    private StoreState state;
    private Signal.@Nullable End end;
    private final Places places = new Places();

    /** @param state which the next event follows */
    StoreFeed(StoreState state, FeedLimits limits) {
        this.state = state;
        Position position = state.head().position();
        this.ring = new Ring(state.head().sequence(), position == null ? BEFORE_ALL : position.offset(), limits);
    }

    /** @throws io.tableorder.store.ImpossibleEventException if it cannot follow; nothing has changed then */
    void append(RecordedEvent event, Frame frame) {
        lock.lock();
        try {
            state = state.evolve(event);
            ring.add(frame);
        } finally {
            lock.unlock();
        }
    }

    void end(Signal.End why) {
        lock.lock();
        try {
            if (end == null) {
                end = why;
            }
        } finally {
            lock.unlock();
        }
    }

    StoreState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    Places places() {
        return places;
    }

    /** The sequence of this store's event at exactly this offset, if the ring has everything after it. */
    OptionalLong sequenceAt(long offset) {
        lock.lock();
        try {
            return ring.sequenceAt(offset);
        } finally {
            lock.unlock();
        }
    }

    boolean isOlderThanRing(long offset) {
        lock.lock();
        try {
            return ring.isOlderThanRing(offset);
        } finally {
            lock.unlock();
        }
    }

    /** @param maximumBytes of the frames returned, which are at least one if there is one */
    Signal after(long sequence, int maximumBytes) {
        lock.lock();
        try {
            if (!ring.reachesBackTo(sequence)) {
                return new Signal.Lagged();
            }
            List<Frame> frames = ring.after(sequence, maximumBytes);
            if (!frames.isEmpty()) {
                return new Signal.Frames(frames);
            }
            return end == null ? new Signal.Silence() : new Signal.Ended(end);
        } finally {
            lock.unlock();
        }
    }
}
