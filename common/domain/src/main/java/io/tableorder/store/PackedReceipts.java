package io.tableorder.store;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stubs of receipts side by side, oldest first, with an open-addressing index over their commands. Rows are only ever added,
 * behind the last one, so a range of rows that somebody knows never changes under them.
 *
 * <p>One row takes 36 bytes and its share of the index 2.8; a table is made a quarter larger than what it first holds.
 * So a receipt costs 49 bytes at most, or 59 where rows are wide, and where orders' earlier events are kept, some 30 more: see
 * {@link ReceiptRows}.
 */
final class PackedReceipts {

    static final PackedReceipts EMPTY = new PackedReceipts(ReceiptRows.none());

    private static final int FREE = 0;
    private static final int SPARE_ROWS = 4;
    /** The headers of the table, its index and its counter take this. */
    private static final long FIXED_BYTES = 72;

    private final ReceiptRows rows;
    /** Row numbers plus one, 16 bits each: {@link Receipts#MAXIMUM} and its spare rows are fewer than 65,535. */
    private final char[] index;

    private final AtomicInteger used = new AtomicInteger();

    private PackedReceipts(ReceiptRows rows) {
        this.rows = rows;
        index = new char[rows.capacity() + rows.capacity() * 2 / 5 + 1];
    }

    int capacity() {
        return rows.capacity();
    }

    /** Returns what it takes, without {@link #earlierBytes}, of which rows that are added need more. */
    long bytes() {
        return FIXED_BYTES + rows.bytes() + 2L * index.length;
    }

    long earlierBytes(int end) {
        return rows.earlierBytes(end);
    }

    /**
     * Adds a row behind {@code end}: in this table if it has room and nobody else has added one there, else in a copy that
     * holds the rows from {@code first} on as its first ones.
     */
    PackedReceipts plus(int first, int end, ReceiptStub stub) {
        if (end < capacity() && rows.fits(stub) && used.compareAndSet(end, end + 1)) {
            rows.write(end, stub);
            enter(end);
            return this;
        }
        int row = end - first;
        PackedReceipts copy = copy(first, end, row / 4 + SPARE_ROWS, stub);
        copy.used.set(row + 1);
        copy.rows.write(row, stub);
        copy.enter(row);
        return copy;
    }

    /** Returns a table that holds these rows as its first ones, with as little room for more as may be. */
    PackedReceipts copy(int first, int end) {
        return first == end ? EMPTY : copy(first, end, SPARE_ROWS, null);
    }

    private PackedReceipts copy(int first, int end, int spare, @Nullable ReceiptStub next) {
        PackedReceipts copy = new PackedReceipts(rows.copy(first, end, spare, next));
        for (int row = 0; row < end - first; row++) {
            copy.enter(row);
        }
        copy.used.set(end - first);
        return copy;
    }

    private void enter(int row) {
        int slot = slotOf(rows.command(row));
        while (index[slot] != FREE) {
            slot = slot + 1 == index.length ? 0 : slot + 1;
        }
        index[slot] = (char) (row + 1);
    }

    /** Spreads over any number of slots without a division. */
    private int slotOf(CommandKey command) {
        long mixed = command.high() * 31 + command.low();
        return (int) ((((mixed ^ (mixed >>> 32)) & 0xFFFF_FFFFL) * index.length) >>> 32);
    }

    /** Returns the row of a command among those of a range; null if there is none. */
    @Nullable
    Integer rowOf(CommandKey command, int first, int end) {
        int slot = slotOf(command);
        while (index[slot] != FREE) {
            int row = index[slot] - 1;
            if (row >= first && row < end && rows.isOf(command, row)) {
                return row;
            }
            slot = slot + 1 == index.length ? 0 : slot + 1;
        }
        return null;
    }

    Instant time(int row) {
        return rows.timeOf(row);
    }

    long offset(int row) {
        return rows.offset(row);
    }

    ReceiptStub stub(int row, @Nullable CommandResult result) {
        return rows.stub(row, result);
    }
}
