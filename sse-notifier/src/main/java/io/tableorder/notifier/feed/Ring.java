package io.tableorder.notifier.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A store's latest frames, the oldest leaving when a bound is reached. Not thread-safe. */
final class Ring {

    private static final int INITIAL_FRAMES = 16;

    private final FeedLimits limits;
    private @Nullable Frame[] frames = new @Nullable Frame[INITIAL_FRAMES];
    private int first;
    private int size;
    private int bytes;

    /** The event before the oldest frame: whoever has it has missed nothing that is not here. */
    private long floorSequence;

    private long floorOffset;

    Ring(long floorSequence, long floorOffset, FeedLimits limits) {
        this.limits = limits;
        this.floorSequence = floorSequence;
        this.floorOffset = floorOffset;
    }

    void add(Frame frame) {
        if (frame.sequence() != lastSequence() + 1) {
            throw new IllegalArgumentException(
                    "The ring ends at sequence %d, got %d".formatted(lastSequence(), frame.sequence()));
        }
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

    /** True when every frame after this sequence is still here. */
    boolean reachesBackTo(long sequence) {
        return sequence >= floorSequence;
    }

    boolean isOlderThanRing(long offset) {
        return offset < floorOffset;
    }

    /** The frames after this sequence, oldest first, as many as fit into so many bytes, but at least one if there is one. */
    List<Frame> after(long sequence, int maximumBytes) {
        List<Frame> found = new ArrayList<>();
        int taken = 0;
        for (long next = sequence + 1; next <= lastSequence(); next++) {
            Frame frame = at((int) (next - floorSequence - 1));
            if (!found.isEmpty() && taken + frame.size() > maximumBytes) {
                break;
            }
            found.add(frame);
            taken += frame.size();
        }
        return found;
    }

    /** The sequence of the event at exactly this offset; empty if it is not one of this store's events held here. */
    OptionalLong sequenceAt(long offset) {
        if (offset == floorOffset) {
            return OptionalLong.of(floorSequence);
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Frame frame = at(middle);
            if (frame.position().offset() == offset) {
                return OptionalLong.of(frame.sequence());
            }
            if (frame.position().offset() < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalLong.empty();
    }

    private long lastSequence() {
        return floorSequence + size;
    }

    private Frame at(int index) {
        return Objects.requireNonNull(frames[(first + index) % frames.length]);
    }

    private void dropOldest() {
        Frame oldest = at(0);
        frames[first] = null;
        floorSequence = oldest.sequence();
        floorOffset = oldest.position().offset();
        bytes -= oldest.size();
        first = (first + 1) % frames.length;
        size--;
    }

    private void grow() {
        @Nullable Frame[] larger = new @Nullable Frame[frames.length * 2];
        for (int index = 0; index < size; index++) {
            larger[index] = at(index);
        }
        frames = larger;
        first = 0;
    }
}
