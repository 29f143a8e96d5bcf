package io.tableorder.store;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Says where the earlier events of an order stand in the log, seen from its last one: how far before it the last but one is,
 * how far before that the one before, and so on to the first. Immutable.
 *
 * <p>A distance takes as many bytes as it needs, seven bits in each, so that of an order with eight events some 14 bytes are
 * kept.
 */
public final class EarlierEvents {

    /**
     * So many are known at most: an answer that folds an order's events looks each up in the log, in milliseconds, one after the
     * other, and has the few seconds that a command has. An order of a restaurant has 5 to 15.
     */
    static final int MAXIMUM = 64;

    static final EarlierEvents NONE = new EarlierEvents(new byte[0]);

    private static final int BITS = 7;
    private static final int LOW_BITS = (1 << BITS) - 1;
    /** Every byte of a distance but its last has this. */
    private static final int MORE = 1 << BITS;

    /** A distance of nine bytes has 63 bits, and none is longer. */
    private static final int LONGEST = 9;

    /** Each distance, the last event's first: its lowest bits first. */
    private final byte[] distances;

    private EarlierEvents(byte[] distances) {
        this.distances = distances;
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if these are no distances, or too many
     */
    public static EarlierEvents of(byte[] bytes) {
        EarlierEvents read = new EarlierEvents(bytes.clone());
        read.check();
        return read;
    }

    /** @param distances which nobody changes any more */
    static EarlierEvents sharing(byte[] distances) {
        return new EarlierEvents(distances);
    }

    private void check() {
        int length = 0;
        for (byte each : distances) {
            length = isEnd(each) ? 0 : length + 1;
            if (length >= LONGEST) {
                throw new IllegalArgumentException("A distance takes %d bytes at most, got more".formatted(LONGEST));
            }
        }
        if (length > 0 || count() > MAXIMUM) {
            throw new IllegalArgumentException("Expected up to %d whole distances, got %d and %d bytes of another"
                    .formatted(MAXIMUM, count(), length));
        }
    }

    /** Returns them in a form that {@link #of} reads. */
    public byte[] bytes() {
        return distances.clone();
    }

    /** Returns the bytes themselves, which nobody may change. */
    byte[] shared() {
        return distances;
    }

    int count() {
        int count = 0;
        for (byte each : distances) {
            count += isEnd(each) ? 1 : 0;
        }
        return count;
    }

    /**
     * Returns what is earlier when another event has followed the last one.
     *
     * @param distance from the last one to that
     * @return null when they are too many to be known, or that event is not behind the last one
     */
    @Nullable
    EarlierEvents followedAfter(long distance) {
        if (distance < 1 || count() >= MAXIMUM) {
            return null;
        }
        int length = 1 + (Long.SIZE - 1 - Long.numberOfLeadingZeros(distance)) / BITS;
        byte[] longer = new byte[length + distances.length];
        for (int i = 0; i < length; i++) {
            longer[i] = (byte) (((distance >>> (i * BITS)) & LOW_BITS) | (i + 1 < length ? MORE : 0));
        }
        System.arraycopy(distances, 0, longer, length, distances.length);
        return new EarlierEvents(longer);
    }

    /** Returns the offsets of all events from the first to the last, whose offset is given. */
    LongStream offsets(long last) {
        long[] offsets = new long[count() + 1];
        int at = offsets.length - 1;
        offsets[at] = last;
        long distance = 0;
        int bits = 0;
        for (byte each : distances) {
            distance |= (long) (each & LOW_BITS) << bits;
            bits += BITS;
            if (isEnd(each)) {
                offsets[at - 1] = offsets[at] - distance;
                at--;
                distance = 0;
                bits = 0;
            }
        }
        return Arrays.stream(offsets);
    }

    private static boolean isEnd(byte each) {
        return (each & MORE) == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EarlierEvents that && Arrays.equals(distances, that.distances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(distances);
    }

    /** Returns how far before the last event each is, the first one first. */
    @Override
    public String toString() {
        long[] offsets = offsets(0).map(offset -> -offset).toArray();
        return "EarlierEvents" + Arrays.toString(Arrays.copyOf(offsets, offsets.length - 1));
    }
}
