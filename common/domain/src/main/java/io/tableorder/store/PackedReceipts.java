package io.tableorder.store;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stubs of receipts side by side in primitive arrays, oldest first, with an open-addressing index over their commands.
 * Rows are only ever added, behind the last one, so a range of rows that somebody knows never changes under them.
 *
 * <p>One row takes 44 bytes and its share of the index 2.8; a table is made a quarter larger than what it first holds.
 * So a receipt costs 59 bytes at most.
 */
final class PackedReceipts {

    static final PackedReceipts EMPTY = new PackedReceipts(0);

    private static final int LONGS = 5;
    private static final int KEY_HIGH = 0;
    private static final int KEY_LOW = 1;
    private static final int FINGERPRINT = 2;
    private static final int OFFSET = 3;
    private static final int TIME = 4;

    /**
     * This stands in the column of distances: the receipt is not an order's, or where the order was placed is not
     * known.
     */
    private static final int NOT_PLACED = -1;

    private static final int BITS_OF_NANOS = 30;
    private static final int FREE = 0;
    private static final int SPARE_ROWS = 4;
    /** The headers of the table, its arrays and its counter take this. */
    private static final long FIXED_BYTES = 112;

    private final long[] longs;
    private final int[] backToPlaced;
    /** Row numbers plus one, 16 bits each: {@link Receipts#MAXIMUM} and its spare rows are fewer than 65,535. */
    private final char[] index;

    private final AtomicInteger used = new AtomicInteger();

    private PackedReceipts(int capacity) {
        longs = new long[capacity * LONGS];
        backToPlaced = new int[capacity];
        index = new char[capacity + capacity * 2 / 5 + 1];
    }

    int capacity() {
        return backToPlaced.length;
    }

    long bytes() {
        return FIXED_BYTES + 8L * longs.length + 4L * backToPlaced.length + 2L * index.length;
    }

    /**
     * Adds a row behind {@code end}: in this table if it has room and nobody else has added one there, else in a copy that
     * holds the rows from {@code first} on as its first ones.
     */
    PackedReceipts plus(int first, int end, ReceiptStub stub) {
        if (end < capacity() && used.compareAndSet(end, end + 1)) {
            write(end, stub);
            return this;
        }
        PackedReceipts copy = copy(first, end, (end - first) / 4 + SPARE_ROWS);
        copy.used.set(end - first + 1);
        copy.write(end - first, stub);
        return copy;
    }

    /** Returns a table that holds these rows as its first ones, with as little room for more as may be. */
    PackedReceipts copy(int first, int end) {
        return first == end ? EMPTY : copy(first, end, SPARE_ROWS);
    }

    private PackedReceipts copy(int first, int end, int spare) {
        int rows = end - first;
        PackedReceipts copy = new PackedReceipts(rows + spare);
        System.arraycopy(longs, first * LONGS, copy.longs, 0, rows * LONGS);
        System.arraycopy(backToPlaced, first, copy.backToPlaced, 0, rows);
        for (int row = 0; row < rows; row++) {
            copy.enter(row);
        }
        copy.used.set(rows);
        return copy;
    }

    private void write(int row, ReceiptStub stub) {
        int at = row * LONGS;
        Instant time = stub.time();
        longs[at + KEY_HIGH] = stub.command().high();
        longs[at + KEY_LOW] = stub.command().low();
        longs[at + FINGERPRINT] = stub.fingerprint();
        longs[at + OFFSET] = stub.offset();
        longs[at + TIME] = (time.getEpochSecond() << BITS_OF_NANOS) | time.getNano();
        backToPlaced[row] = distance(stub);
        enter(row);
    }

    private static int distance(ReceiptStub stub) {
        Long placed = stub.placedOffset();
        if (placed == null) {
            return NOT_PLACED;
        }
        long distance = stub.offset() - placed;
        return distance >= 0 && distance <= Integer.MAX_VALUE ? (int) distance : NOT_PLACED;
    }

    private void enter(int row) {
        int slot = slotOf(longs[row * LONGS + KEY_HIGH], longs[row * LONGS + KEY_LOW]);
        while (index[slot] != FREE) {
            slot = slot + 1 == index.length ? 0 : slot + 1;
        }
        index[slot] = (char) (row + 1);
    }

    /** Spreads over any number of slots without a division. */
    private int slotOf(long high, long low) {
        long mixed = high * 31 + low;
        return (int) ((((mixed ^ (mixed >>> 32)) & 0xFFFF_FFFFL) * index.length) >>> 32);
    }

    /** Returns the row of a command among those of a range; null if there is none. */
    @Nullable
    Integer rowOf(CommandKey command, int first, int end) {
        int slot = slotOf(command.high(), command.low());
        while (index[slot] != FREE) {
            int row = index[slot] - 1;
            if (row >= first
                    && row < end
                    && longs[row * LONGS + KEY_HIGH] == command.high()
                    && longs[row * LONGS + KEY_LOW] == command.low()) {
                return row;
            }
            slot = slot + 1 == index.length ? 0 : slot + 1;
        }
        return null;
    }

    Instant time(int row) {
        long time = longs[row * LONGS + TIME];
        return Instant.ofEpochSecond(time >> BITS_OF_NANOS, time & ((1L << BITS_OF_NANOS) - 1));
    }

    long offset(int row) {
        return longs[row * LONGS + OFFSET];
    }

    ReceiptStub stub(int row, @Nullable CommandResult result) {
        int at = row * LONGS;
        int back = backToPlaced[row];
        return new ReceiptStub(
                new CommandKey(longs[at + KEY_HIGH], longs[at + KEY_LOW]),
                longs[at + FINGERPRINT],
                time(row),
                offset(row),
                back == NOT_PLACED ? null : Long.valueOf(offset(row) - back),
                result);
    }
}
