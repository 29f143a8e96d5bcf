package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All stores of a chain in one feed, in the order in which they were read here. Boards and frames change together under one
 * lock, as a store's do. Holds the stores' own frames; what a chain's stream sends of one is made when it is asked for.
 */
final class ChainFeed {

    /** Of a store's bounds. A chain's stores are not all busy at once; past it the log is read again. */
    private static final int STORES_WORTH = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final FeedLimits limits;
    private final Map<String, StoreState> states = new LinkedHashMap<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final NavigableMap<Long, Entry> ring = new TreeMap<>();
    private ChainPosition head = ChainPosition.NONE;

    /** What has left the ring: whoever has it has missed nothing that is not here. */
    private ChainPosition floor = ChainPosition.NONE;

    private long floorSequence;
    private long sequence;
    private long bytes;
    private Signal.@Nullable End end;
    private final Places places = new Places();

    ChainFeed(FeedLimits limits) {
        this.limits = limits;
    }

    private static final class Entry {
        private final Frame source;
        private final ChainPosition after;
        private final long sequence;
        private @Nullable Frame frame;

        private Entry(Frame source, ChainPosition after, long sequence) {
            this.source = source;
            this.after = after;
            this.sequence = sequence;
        }

        private Frame frame() {
            Frame made = frame;
            if (made == null) {
                made = source.inChain(after, sequence);
                frame = made;
            }
            return made;
        }
    }

    /** @param state after the frame's event */
    void append(StoreState state, Frame frame) {
        lock.lock();
        try {
            states.put(state.storeId(), state);
            head = head.with(frame.position());
            sequence++;
            ring.put(sequence, new Entry(frame, head, sequence));
            bytes += frame.size();
            while (ring.size() > limits.ringFrames() * STORES_WORTH
                    || (bytes > (long) limits.ringBytes() * STORES_WORTH && ring.size() > 1)) {
                dropOldest();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A state that no event here has led to. */
    void restore(StoreState state) {
        lock.lock();
        try {
            states.put(state.storeId(), state);
            Position position = state.head().position();
            if (position != null) {
                head = head.with(position);
                floor = floor.with(position);
            }
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        Entry oldest = Objects.requireNonNull(ring.pollFirstEntry()).getValue();
        floor = floor.with(oldest.source.position());
        floorSequence = oldest.sequence;
        bytes -= oldest.source.size();
    }

    /** Nothing follows of this store; its streams end, the chain's do not. */
    void stop(String storeId) {
        lock.lock();
        try {
            broken.add(storeId);
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

    /** Of this moment; the frames after this sequence follow. */
    record Snapshot(List<StoreState> states, ChainPosition position, long sequence) {}

    Snapshot snapshot() {
        lock.lock();
        try {
            List<StoreState> sound = states.values().stream()
                    .filter(state -> !broken.contains(state.storeId()))
                    .toList();
            return new Snapshot(sound, head, sequence);
        } finally {
            lock.unlock();
        }
    }

    /** Stores of which nothing follows, in the order in which that was found. */
    List<String> broken() {
        lock.lock();
        try {
            return List.copyOf(broken);
        } finally {
            lock.unlock();
        }
    }

    boolean hasStore(String storeId) {
        lock.lock();
        try {
            return states.containsKey(storeId);
        } finally {
            lock.unlock();
        }
    }

    /** Where a client's position stands to this feed. */
    sealed interface Place {

        /** What it has missed, its ids going on from what it holds; the frames after this sequence follow. */
        record InRing(List<Frame> missed, long sequence) implements Place {}

        record BeforeRing() implements Place {}

        /** At one of its positions is no event of this chain. */
        record NotOfThisChain() implements Place {}
    }

    Place placeOf(ChainPosition held) {
        lock.lock();
        try {
            if (!head.includes(held)) {
                return new Place.NotOfThisChain();
            }
            if (!held.includes(floor)) {
                return new Place.BeforeRing();
            }
            if (!held.positions().stream().allMatch(this::isOfThisChain)) {
                return new Place.NotOfThisChain();
            }
            List<Frame> missed = new ArrayList<>();
            ChainPosition id = held;
            for (Entry entry : ring.values()) {
                if (!held.includes(entry.source.position())) {
                    id = id.with(entry.source.position());
                    missed.add(entry.source.inChain(id, entry.sequence));
                }
            }
            return new Place.InRing(missed, sequence);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOfThisChain(Position position) {
        return floor.positions().contains(position)
                || ring.values().stream()
                        .anyMatch(entry -> entry.source.position().equals(position));
    }

    Signal after(long cursor, int maximumBytes) {
        lock.lock();
        try {
            if (cursor < floorSequence) {
                return new Signal.Lagged();
            }
            List<Frame> frames = new ArrayList<>();
            long taken = 0;
            for (Entry entry : ring.tailMap(cursor, false).values()) {
                if (!frames.isEmpty() && taken + entry.source.size() > maximumBytes) {
                    break;
                }
                frames.add(entry.frame());
                taken += entry.source.size();
            }
            if (!frames.isEmpty()) {
                return new Signal.Frames(frames);
            }
            return end == null ? new Signal.Silence() : new Signal.Ended(end);
        } finally {
            lock.unlock();
        }
    }
}
