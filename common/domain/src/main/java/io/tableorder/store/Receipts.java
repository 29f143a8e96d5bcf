package io.tableorder.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The receipts of the last day, so that a repeated command is recognised. Kept by the events' own time, so every fold
 * of one log forgets the same ones.
 */
public record Receipts(PMap<String, Receipt> byCommand, PVector<Receipt> oldestFirst) {

    /** What the contract promises an Idempotency-Key, and an hour for clocks that disagree. */
    static final Duration KEPT = Duration.ofHours(25);

    /**
     * Receipts of one store at most: 25 hours of one command every 4.5 seconds, ten times a busy store's day, at about
     * 0.5 KiB each. Past it the oldest go first.
     */
    static final int MAXIMUM = 20_000;

    static final Receipts EMPTY = new Receipts(HashTreePMap.empty(), TreePVector.empty());

    /**
     * What a fold keeps that has made these and no later ones.
     *
     * @param oldestFirst without a gap from one that is still kept or any earlier one on
     */
    public static Receipts of(Iterable<Receipt> oldestFirst) {
        Receipts receipts = EMPTY;
        for (Receipt receipt : oldestFirst) {
            receipts = receipts.plus(receipt);
        }
        return receipts;
    }

    public @Nullable Receipt of(String commandId) {
        return byCommand.get(commandId);
    }

    Receipts plus(Receipt receipt) {
        PMap<String, Receipt> map = byCommand;
        PVector<Receipt> queue = oldestFirst;
        if (!queue.isEmpty() && queue.getLast().commandId().equals(receipt.commandId())) {
            // A command's events stand together in the log, and its last one makes its receipt.
            queue = queue.minus(queue.size() - 1);
        }
        while (!queue.isEmpty() && (queue.size() >= MAXIMUM || isOver(queue.getFirst(), receipt.time()))) {
            map = map.minus(queue.getFirst().commandId());
            queue = queue.minus(0);
        }
        return new Receipts(map.plus(receipt.commandId(), receipt), queue.plus(receipt));
    }

    private static boolean isOver(Receipt receipt, Instant now) {
        return receipt.time().isBefore(now.minus(KEPT));
    }
}
