package io.tableorder.api.writer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the receipts of all stores of this instance within a number of bytes. At the bound the oldest of all stores go
 * first: their commands are not recognised any more, which an operator is told, and nothing else changes.
 */
final class ReceiptMemory {

    private static final Logger log = LoggerFactory.getLogger(ReceiptMemory.class);

    /** A tenth is given up at once, so that it does not have to be done again soon: it looks at every store. */
    private static final double KEPT_SHARE = 0.9;

    /** The time is looked for in this many halvings of 25 hours, to 0.1 s. */
    private static final int HALVINGS = 20;

    private static final Duration SPAN = Duration.ofHours(26);

    /**
     * This is on the safe side of what one takes: a quarter more may be spare room, and those of orders that are completed line
     * by line take 70, so that up to twice a tenth is given up.
     */
    private static final long BYTES_OF_ONE = 40;

    private final long maximumBytes;
    private final WriterMetrics metrics;

    ReceiptMemory(long maximumBytes, WriterMetrics metrics) {
        this.maximumBytes = maximumBytes;
        this.metrics = metrics;
    }

    static long bytesOf(Collection<HeldPartition> held) {
        return held.stream()
                .mapToLong(partition -> partition.stores().receiptBytes())
                .sum();
    }

    /** Makes receipts fit; called by the writer's thread, to which the open partitions belong. */
    void fit(List<HeldPartition> held) {
        long excess = bytesOf(held) - maximumBytes;
        if (excess > 0) {
            giveUp(
                    held.stream()
                            .filter(HeldPartition::isOpen)
                            .map(HeldPartition::stores)
                            .toList(),
                    excess + (long) (maximumBytes * (1 - KEPT_SHARE)));
        }
    }

    /**
     * This is to be called by whoever restores a partition, which may have more than its share only as long as there is
     * room.
     *
     * @param held all partitions, with the one that is being restored
     */
    void fit(Stores restoring, List<HeldPartition> held) {
        long share = maximumBytes / Math.max(1, held.size());
        if (bytesOf(held) > maximumBytes && restoring.receiptBytes() > share) {
            giveUp(List.of(restoring), restoring.receiptBytes() - (long) (share * KEPT_SHARE));
        }
    }

    private void giveUp(List<Stores> stores, long bytes) {
        Instant before = timeWithBytesBefore(stores, bytes);
        long dropped = 0;
        for (Stores each : stores) {
            dropped += each.giveUpReceipts(before);
        }
        if (dropped > 0) {
            metrics.receiptsGivenUp(dropped);
            log.warn(
                    "Receipts take more than {} MiB: {} from before {} are given up, and a command from then that is sent again"
                            + " with its Idempotency-Key is not recognised. Raise RECEIPTS_MAX_MIB or the heap",
                    maximumBytes >> 20,
                    dropped,
                    before);
        }
    }

    private static Instant timeWithBytesBefore(List<Stores> stores, long bytes) {
        Instant high =
                stores.stream().map(Stores::youngest).max(Instant::compareTo).orElse(Instant.EPOCH);
        Instant low = high.minus(SPAN);
        for (int i = 0; i < HALVINGS; i++) {
            Instant middle = low.plus(Duration.between(low, high).dividedBy(2));
            long count = stores.stream()
                    .mapToLong(each -> each.receiptsBefore(middle))
                    .sum();
            if (count * BYTES_OF_ONE < bytes) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
