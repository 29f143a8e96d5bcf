package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.StoreState;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One store's state and latest frames, and the streams that follow them. State and ring change together under one lock,
 * so a snapshot and the frames after it fit without a gap or a repetition. The feed only ever appends and signals: no
 * stream can hold it up.
 */
final class StoreFeed {

    /** No partition has such an offset: for a store whose first event is still to come. */
    private static final long BEFORE_ALL = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Ring ring;
    private StoreState state;
    private Signal.@Nullable End end;
    private int subscriptions;

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
            changed.signalAll();
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
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes every waiting stream look around. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
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

    /** False when so many are subscribed already. */
    boolean subscribe(int maximum) {
        lock.lock();
        try {
            if (subscriptions >= maximum) {
                return false;
            }
            subscriptions++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void unsubscribe() {
        lock.lock();
        try {
            subscriptions--;
        } finally {
            lock.unlock();
        }
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

    /**
     * Waits for frames after this sequence.
     *
     * @param maximumBytes of the frames returned, which are at least one
     * @param timeoutNanos asked under the lock that {@link #wake()} takes, so that a change made before a waking is seen
     */
    Signal after(long sequence, int maximumBytes, LongSupplier timeoutNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (state.head().sequence() <= sequence && end == null) {
                waitOnce(timeoutNanos.getAsLong());
            }
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

    /** Not in a loop: that a stream was woken without frames is an answer too. */
    @SuppressWarnings("WaitNotInLoop")
    private void waitOnce(long nanos) throws InterruptedException {
        boolean _ = changed.await(nanos, TimeUnit.NANOSECONDS);
    }
}
