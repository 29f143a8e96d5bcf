package io.tableorder.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of rows for stubs of receipts, in primitive arrays. A row says its offset and its time as distances from
 * those of the first row and takes 36 bytes. Rows of which one does not fit, because a clock went back or more than
 * {@value #LONGEST_MICROS} microseconds lie between two, say both whole and take 44.
 *
 * <p>Where orders' earlier events are stands in a column of its own, which is there if any row has some: 4 bytes more in each
 * row, and an array of 24 or 32 bytes for each that has.
 */
final class ReceiptRows {

    /** This stands for the distance: the receipt is not an order's, or where the order was placed is not known. */
    private static final int NOT_PLACED = -1;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int FINGERPRINT = 2;
    /** The time's distance from the first row and the offset's from the order's first event, or the time alone. */
    private static final int TIME = 3;
    /** This is there in wide rows only. */
    private static final int OFFSET = 4;

    private static final int NARROW = 4;
    private static final int WIDE = 5;

    private static final int BITS_OF_DISTANCE = 27;
    private static final int LONGEST_DISTANCE = (1 << BITS_OF_DISTANCE) - 2;
    /** 38 hours, and receipts are kept for 25. */
    private static final long LONGEST_MICROS = 1L << 37;

    private static final long LONGEST_OFFSETS = 1L << 32;
    private static final int BITS_OF_NANOS = 30;
    private static final int NANOS_OF_MICRO = 1_000;
    private static final int MICROS_OF_SECOND = 1_000_000;

    /** The headers of the rows and their arrays take this. */
    private static final long FIXED_BYTES = 88;

    /** The header of an array takes this. */
    private static final long ARRAY_BYTES = 16;

    /** Objects take a multiple of this. */
    private static final int WORD = 8;

    private final @Nullable Base base;
    private final int width;
    private final long[] longs;
    /** In narrow rows this is the offset's distance from the first row, in wide ones that from the order's first event. */
    private final int[] ints;
    /** This is null for a row without any; empty if no row has any. */
    private final byte[][] earlier;

    private record Base(long offset, long micros) {}

    private ReceiptRows(int capacity, @Nullable Base base, boolean haveEarlier) {
        this.base = base;
        width = base == null ? WIDE : NARROW;
        longs = new long[capacity * width];
        ints = new int[capacity];
        earlier = new byte[haveEarlier ? capacity : 0][];
    }

    static ReceiptRows none() {
        return new ReceiptRows(0, null, false);
    }

    int capacity() {
        return ints.length;
    }

    /** Returns what these take, without {@link #earlierBytes}. */
    long bytes() {
        return FIXED_BYTES + 8L * longs.length + 4L * ints.length + 4L * earlier.length;
    }

    /** Returns what the arrays of the rows before this one take. */
    long earlierBytes(int end) {
        long bytes = 0;
        for (int row = 0; row < Math.min(end, earlier.length); row++) {
            bytes += earlier[row] == null ? 0 : bytes(earlier[row]);
        }
        return bytes;
    }

    static long earlierBytes(ReceiptStub stub) {
        EarlierEvents events = stub.earlier();
        return events == null ? 0 : bytes(events.shared());
    }

    private static long bytes(byte[] array) {
        return ARRAY_BYTES + (array.length + WORD - 1L) / WORD * WORD;
    }

    /**
     * Returns rows that hold these as their first ones and have room for others.
     *
     * @param next what stands behind them next, which then fits; null when that is not known
     */
    ReceiptRows copy(int first, int end, int spare, @Nullable ReceiptStub next) {
        int capacity = end - first + spare;
        boolean haveEarlier = (next != null && next.earlier() != null) || haveEarlier(first, end);
        ReceiptRows copy = new ReceiptRows(capacity, baseOf(first, end, next), haveEarlier);
        if (!copy.takes(this, first, end) || (next != null && !copy.fits(next))) {
            copy = new ReceiptRows(capacity, null, haveEarlier);
            copy.takes(this, first, end);
        }
        return copy;
    }

    private boolean haveEarlier(int first, int end) {
        for (int row = first; row < Math.min(end, earlier.length); row++) {
            if (earlier[row] != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Base baseOf(int first, int end, @Nullable ReceiptStub next) {
        if (first < end) {
            return new Base(offset(first), micros(time(first)));
        }
        return next == null ? null : new Base(next.offset(), micros(packed(next.time())));
    }

    /** Returns false when one of them does not fit. */
    private boolean takes(ReceiptRows rows, int first, int end) {
        for (int row = first; row < end; row++) {
            long time = rows.time(row);
            long offset = rows.offset(row);
            int distance = rows.distance(row);
            if (!fits(offset, time, distance)) {
                return false;
            }
            int to = row - first;
            System.arraycopy(rows.longs, row * rows.width, longs, to * width, TIME);
            place(to, offset, time, distance);
            if (rows.earlier.length > 0 && earlier.length > 0) {
                earlier[to] = rows.earlier[row];
            }
        }
        return true;
    }

    boolean fits(ReceiptStub stub) {
        return (stub.earlier() == null || earlier.length > 0)
                && fits(stub.offset(), packed(stub.time()), distance(stub));
    }

    private boolean fits(long offset, long time, int distance) {
        if (base == null) {
            return true;
        }
        long offsets = offset - base.offset();
        long micros = micros(time) - base.micros();
        return offsets >= 0
                && offsets < LONGEST_OFFSETS
                && micros >= 0
                && micros < LONGEST_MICROS
                && nanos(time) % NANOS_OF_MICRO == 0
                && distance <= LONGEST_DISTANCE;
    }

    void write(int row, ReceiptStub stub) {
        int at = row * width;
        longs[at + HIGH] = stub.command().high();
        longs[at + LOW] = stub.command().low();
        longs[at + FINGERPRINT] = stub.fingerprint();
        place(row, stub.offset(), packed(stub.time()), distance(stub));
        EarlierEvents events = stub.earlier();
        if (events != null) {
            earlier[row] = events.shared();
        }
    }

    private void place(int row, long offset, long time, int distance) {
        int at = row * width;
        if (base == null) {
            longs[at + TIME] = time;
            longs[at + OFFSET] = offset;
            ints[row] = distance;
        } else {
            longs[at + TIME] = ((micros(time) - base.micros()) << BITS_OF_DISTANCE) | (distance + 1);
            ints[row] = (int) (offset - base.offset());
        }
    }

    boolean isOf(CommandKey command, int row) {
        return longs[row * width + HIGH] == command.high() && longs[row * width + LOW] == command.low();
    }

    CommandKey command(int row) {
        return new CommandKey(longs[row * width + HIGH], longs[row * width + LOW]);
    }

    long offset(int row) {
        return base == null ? longs[row * width + OFFSET] : base.offset() + Integer.toUnsignedLong(ints[row]);
    }

    Instant timeOf(int row) {
        long time = time(row);
        return Instant.ofEpochSecond(time >> BITS_OF_NANOS, nanos(time));
    }

    ReceiptStub stub(int row, @Nullable CommandResult result) {
        int distance = distance(row);
        return new ReceiptStub(
                command(row),
                longs[row * width + FINGERPRINT],
                timeOf(row),
                offset(row),
                distance == NOT_PLACED ? null : Long.valueOf(offset(row) - distance),
                result,
                earlier(row));
    }

    private @Nullable EarlierEvents earlier(int row) {
        byte[] distances = earlier.length == 0 ? null : earlier[row];
        return distances == null ? null : EarlierEvents.sharing(distances);
    }

    private int distance(int row) {
        return base == null ? ints[row] : (int) (longs[row * width + TIME] & ((1L << BITS_OF_DISTANCE) - 1)) - 1;
    }

    private static int distance(ReceiptStub stub) {
        Long placed = stub.placedOffset();
        if (placed == null) {
            return NOT_PLACED;
        }
        long distance = stub.offset() - placed;
        return distance >= 0 && distance <= Integer.MAX_VALUE ? (int) distance : NOT_PLACED;
    }

    /** Returns the time as seconds and, in the last bits, nanoseconds. */
    private long time(int row) {
        if (base == null) {
            return longs[row * width + TIME];
        }
        long micros = base.micros() + (longs[row * width + TIME] >>> BITS_OF_DISTANCE);
        return (Math.floorDiv(micros, MICROS_OF_SECOND) << BITS_OF_NANOS)
                | ((long) Math.floorMod(micros, MICROS_OF_SECOND) * NANOS_OF_MICRO);
    }

    private static long packed(Instant time) {
        return (time.getEpochSecond() << BITS_OF_NANOS) | time.getNano();
    }

    private static long nanos(long time) {
        return time & ((1L << BITS_OF_NANOS) - 1);
    }

    private static long micros(long time) {
        return (time >> BITS_OF_NANOS) * MICROS_OF_SECOND + nanos(time) / NANOS_OF_MICRO;
    }
}
