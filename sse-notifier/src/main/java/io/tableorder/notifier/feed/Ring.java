package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ring holds a feed's latest frames; the oldest leave when a bound is reached. It numbers the frames it is given 1, 2, 3
 * and so on. Not thread-safe.
 */
final class Ring {

    private static final int INITIAL_FRAMES = 16;

    private final FeedLimits limits;
    private @Nullable Frame[] frames = new @Nullable Frame[INITIAL_FRAMES];
    private int first;
    private int size;
    private long bytes;

    /** This is the number of the frame before the oldest. */
    private long startSequence;

    /** Whoever has this has missed nothing that has left the ring. */
    private FeedPosition start = FeedPosition.NONE;

    Ring(FeedLimits limits) {
        this.limits = limits;
    }

    /** Begins after a position that no frame here has led to. */
    void startAfter(Position position) {
        start = start.with(position);
    }

    void add(Frame frame) {
        while (size > 0 && (size == limits.ringFrames() || bytes + frame.size() > limits.ringBytes())) {
            dropOldest();
        }
        if (size == frames.length) {
            grow();
        }
        frames[(first + size) % frames.length] = frame;
        size++;
        bytes += frame.size();
    }

    /** Returns the number of the newest frame. */
    long lastSequence() {
        return startSequence + size;
    }

    /** Returns true when every frame after this one is still here. */
    boolean reachesBackTo(long sequence) {
        return sequence >= startSequence;
    }

    /**
     * Returns the frames after this one, oldest first.
     *
     * @param maximumBytes of the frames returned, which are at least one if there is one
     */
    List<Frame> after(long sequence, int maximumBytes) {
        List<Frame> found = new ArrayList<>();
        int taken = 0;
        for (long next = sequence + 1; next <= lastSequence(); next++) {
            Frame frame = at(next);
            if (!found.isEmpty() && taken + frame.size() > maximumBytes) {
                break;
            }
            found.add(frame);
            taken += frame.size();
        }
        return found;
    }

    /** This says where a client's position stands to the frames here. */
    sealed interface Place {

        /** The client has every frame up to this one and none after it. */
        record After(long sequence) implements Place {}

        /**
         * The client has some of the later frames and not all of the earlier: another instance sent them in its order.
         * After the missed ones, those after this one come next.
         */
        record Among(List<Frame> missed, long sequence) implements Place {}

        /** The client has missed what has left the ring. */
        record BeforeStart() implements Place {}

        /** No frame is at one of its positions. */
        record Unknown() implements Place {}
    }

    /** Finds a client's place, at a cost that grows with what it has missed. */
    Place placeOf(FeedPosition held) {
        if (!held.includes(start)) {
            return new Place.BeforeStart();
        }
        if (!held.positions().stream().allMatch(this::isPositionOfFrame)) {
            return new Place.Unknown();
        }
        List<Frame> missed = new ArrayList<>();
        long reached = lastSequence();
        while (reached > startSequence && !at(reached).isReachedBy(held)) {
            if (!held.includes(at(reached).position())) {
                missed.add(at(reached));
            }
            reached--;
        }
        return missed.size() == lastSequence() - reached
                ? new Place.After(reached)
                : new Place.Among(missed.reversed(), lastSequence());
    }

    private boolean isPositionOfFrame(Position position) {
        for (long sequence = lastSequence(); sequence > startSequence; sequence--) {
            Position here = at(sequence).position();
            if (position.includes(here)) {
                return position.equals(here);
            }
        }
        return start.positions().contains(position);
    }

    private Frame at(long sequence) {
        int index = (int) (sequence - startSequence - 1);
        return Objects.requireNonNull(frames[(first + index) % frames.length]);
    }

    private void dropOldest() {
        Frame oldest = Objects.requireNonNull(frames[first]);
        frames[first] = null;
        start = start.with(oldest.position());
        startSequence++;
        bytes -= oldest.size();
        first = (first + 1) % frames.length;
        size--;
    }

    private void grow() {
        @Nullable Frame[] larger = new @Nullable Frame[frames.length * 2];
        for (int index = 0; index < size; index++) {
            larger[index] = frames[(first + index) % frames.length];
        }
        frames = larger;
        first = 0;
    }
}
