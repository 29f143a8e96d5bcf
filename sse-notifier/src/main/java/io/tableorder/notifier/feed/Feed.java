package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A feed holds the boards and the latest frames of one store, or of all stores of a chain in whatever partitions they
 * are. Boards and frames change together under one lock, so a stream that takes both misses nothing and gets nothing
 * twice. Nothing waits under the lock: no stream can hold up the feed.
 */
final class Feed {

    private final ReentrantLock lock = new ReentrantLock();
    private final Scope scope;
    private final Map<String, StoreState> states = new LinkedHashMap<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private final Ring ring;
    private final Places places = new Places();
    private FeedPosition head = FeedPosition.NONE;
    private Signal.@Nullable End end;

    Feed(Scope scope, FeedLimits limits) {
        this.scope = scope;
        this.ring = new Ring(limits.of(scope));
    }

    Scope scope() {
        return scope;
    }

    /** @param state after the frame's event */
    void append(StoreState state, StoreFrame frame) {
        lock.lock();
        try {
            states.put(state.storeId(), state);
            head = head.with(frame.position());
            ring.add(frame.in(scope, head));
        } finally {
            lock.unlock();
        }
    }

    /** Takes a state that no event here has led to. */
    void restore(StoreState state) {
        lock.lock();
        try {
            states.put(state.storeId(), state);
            Position position = state.head().position();
            if (position != null) {
                head = head.with(position);
                ring.startAfter(position);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns a feed with the same boards, and no frames. */
    Feed renewed(FeedLimits limits) {
        lock.lock();
        try {
            Feed renewed = new Feed(scope, limits);
            states.values().forEach(renewed::restore);
            renewed.stopped.addAll(stopped);
            return renewed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a feed with the same boards, this store's as it is now that nothing stops it any more, and no frames. */
    Feed renewedWith(StoreState released, FeedLimits limits) {
        Feed renewed = renewed(limits);
        renewed.resume(released);
        return renewed;
    }

    private void resume(StoreState released) {
        lock.lock();
        try {
            stopped.remove(released.storeId());
            restore(released);
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing follows of this store. Its own streams end; its chain's go on with the other stores. */
    void stop(String storeId) {
        lock.lock();
        try {
            stopped.add(storeId);
            if (scope instanceof Scope.Store && end == null) {
                end = Signal.End.FEED_BROKEN;
            }
        } finally {
            lock.unlock();
        }
    }

    void end(Signal.End why) {
        lock.lock();
        try {
            end = end == null ? why : end;
        } finally {
            lock.unlock();
        }
    }

    Places places() {
        return places;
    }

    /**
     * A snapshot is a moment of the feed.
     *
     * @param states of all stores that something follows of
     * @param sequence the frames after it come next
     */
    record Snapshot(List<StoreState> states, FeedPosition position, long sequence) {}

    Snapshot snapshot() {
        lock.lock();
        try {
            List<StoreState> sound = states.values().stream()
                    .filter(state -> !stopped.contains(state.storeId()))
                    .toList();
            return new Snapshot(sound, head, ring.lastSequence());
        } finally {
            lock.unlock();
        }
    }

    /** Returns the stores of which nothing follows, in the order in which that was found. */
    List<String> stopped() {
        lock.lock();
        try {
            return List.copyOf(stopped);
        } finally {
            lock.unlock();
        }
    }

    Optional<StoreState> state(String storeId) {
        lock.lock();
        try {
            return Optional.ofNullable(states.get(storeId));
        } finally {
            lock.unlock();
        }
    }

    Ring.Place placeOf(FeedPosition held) {
        lock.lock();
        try {
            return head.includes(held) ? ring.placeOf(held) : new Ring.Place.Unknown();
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
