package io.tableorder.store;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of the last day's receipts what lets a repeated command be recognised. Kept by the events' own time, so every
 * fold of one log forgets the same ones. Immutable: later receipts share their table with earlier ones.
 */
public final class Receipts {

    /** This is what the contract promises an Idempotency-Key, and an hour for clocks that disagree. */
    static final Duration KEPT = Duration.ofHours(25);

    /**
     * A store keeps so many receipts at most: 25 hours of one command every 4.5 seconds, ten times a busy store's day,
     * in 1.2 MB, or 1.6 MB if orders are completed line by line. Past it the oldest go first.
     */
    static final int MAXIMUM = 20_000;

    static final Receipts EMPTY = new Receipts(PackedReceipts.EMPTY, 0, 0, null, CommandResults.NONE, 0);

    /** This object, the latest stub and the map's root take this. */
    private static final long FIXED_BYTES = 192;

    private final PackedReceipts table;
    private final int first;
    private final int end;
    /**
     * The latest stub is not in the table yet: the next event may be of the same command, whose last event makes its
     * receipt.
     */
    private final @Nullable ReceiptStub latest;
    /** These are the results of the stubs in the table. */
    private final CommandResults results;
    /** What the table's rows up to {@code end} take for orders' earlier events. Others may add rows behind them. */
    private final long earlierBytes;

    private Receipts(
            PackedReceipts table,
            int first,
            int end,
            @Nullable ReceiptStub latest,
            CommandResults results,
            long earlierBytes) {
        this.table = table;
        this.first = first;
        this.end = end;
        this.latest = latest;
        this.results = results;
        this.earlierBytes = earlierBytes;
    }

    /** Receipts whose rows are the table's first ones. */
    private static Receipts inTable(
            PackedReceipts table, int count, @Nullable ReceiptStub latest, CommandResults results) {
        return new Receipts(table, 0, count, latest, results, table.earlierBytes(count));
    }

    /**
     * Returns what a fold keeps that has made these and no later ones.
     *
     * @param oldestFirst without a gap from one that is still kept or any earlier one on
     */
    public static Receipts of(Iterable<ReceiptStub> oldestFirst) {
        Receipts receipts = EMPTY;
        for (ReceiptStub receipt : oldestFirst) {
            receipts = receipts.plus(receipt);
        }
        return receipts;
    }

    public @Nullable ReceiptStub of(String commandId) {
        CommandKey command = CommandKey.of(commandId);
        if (latest != null && latest.command().equals(command)) {
            return latest;
        }
        Integer row = table.rowOf(command, first, end);
        return row == null ? null : stub(row);
    }

    public int size() {
        return end - first + (latest == null ? 0 : 1);
    }

    /** Returns a view. */
    public List<ReceiptStub> oldestFirst() {
        return new AbstractList<>() {
            @Override
            public ReceiptStub get(int index) {
                int row = first + index;
                return row == end && latest != null ? latest : stub(row);
            }

            @Override
            public int size() {
                return Receipts.this.size();
            }
        };
    }

    private ReceiptStub stub(int row) {
        return table.stub(row, results.at(table.offset(row)));
    }

    /** Returns how much of the heap these take. Those made from them share most of it, and count it again. */
    public long bytes() {
        return FIXED_BYTES + table.bytes() + earlierBytes + results.bytes();
    }

    /** Returns how many are older than this. */
    public int countBefore(Instant time) {
        int low = first;
        int high = first + size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeAt(middle).isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - first;
    }

    /** Returns those not older than this and the latest, in a table that has no room for others. */
    public Receipts since(Instant time) {
        int from = Math.min(first + countBefore(time), end);
        return inTable(table.copy(from, end), end - from, latest, resultsFrom(from));
    }

    Receipts plus(ReceiptStub receipt) {
        boolean sameCommand = latest != null && latest.command().equals(receipt.command());
        int behind = latest == null || sameCommand ? end : end + 1;
        int from = first;
        while (from < behind && (behind - from >= MAXIMUM || isOver(timeAt(from), receipt.time()))) {
            from++;
        }
        return latest == null || sameCommand || from > end
                ? shrunk(Math.min(from, end), receipt)
                : withLatestInTable(latest, from, receipt);
    }

    private Receipts withLatestInTable(ReceiptStub former, int from, ReceiptStub receipt) {
        CommandResults next = resultsFrom(from);
        CommandResult result = former.result();
        if (result != null) {
            next = next.plus(former.offset(), result);
        }
        PackedReceipts longer = table.plus(from, end, former);
        return longer == table
                ? new Receipts(table, from, end + 1, receipt, next, earlierBytes + ReceiptRows.earlierBytes(former))
                : inTable(longer, end - from + 1, receipt, next);
    }

    /** A table of which most rows are over is given up for a smaller one. */
    private Receipts shrunk(int from, ReceiptStub receipt) {
        CommandResults next = resultsFrom(from);
        return from > first && end - from < table.capacity() / 2
                ? inTable(table.copy(from, end), end - from, receipt, next)
                : new Receipts(table, from, end, receipt, next, earlierBytes);
    }

    private CommandResults resultsFrom(int from) {
        CommandResults left = results;
        for (int row = first; row < from && !left.areNone(); row++) {
            left = left.minus(table.offset(row));
        }
        return left;
    }

    private Instant timeAt(int row) {
        return row == end && latest != null ? latest.time() : table.time(row);
    }

    private static boolean isOver(Instant made, Instant now) {
        return made.isBefore(now.minus(KEPT));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Receipts that && oldestFirst().equals(that.oldestFirst());
    }

    @Override
    public int hashCode() {
        return oldestFirst().hashCode();
    }

    @Override
    public String toString() {
        return "Receipts" + oldestFirst();
    }
}
