package io.tableorder.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads ranges of one partition, each within a bound. It keeps one poll's records in memory. For one thread.
 *
 * <p>Every method throws {@link TimeoutException} if the bound passes first, and another {@link KafkaException} if the
 * broker refuses the request. {@link Consumer#wakeup} ends a read as it ends a poll.
 */
public final class PartitionScan {

    /** The longest wait of one poll; a record ends it at once. The bound is looked at this often. */
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final ScanBound bound;

    /** Takes records as they come. */
    @FunctionalInterface
    public interface BatchVisitor {

        /**
         * Takes the next records of the range, in order.
         *
         * @param records may be none, where aborted records and the markers of transactions fill the offsets
         * @param next the offset up to which everything has been handed over; may lie behind the range's end
         * @return whether to go on
         */
        boolean take(List<ConsumerRecord<byte[], byte[]>> records, long next);
    }

    /**
     * @param consumer one that reads {@code read_committed} and has {@code auto.offset.reset=none}, so that a gap in the
     *     log is an error. It is assigned to this partition by each read and stays the caller's to close
     */
    public PartitionScan(Consumer<byte[], byte[]> consumer, TopicPartition partition, ScanBound bound) {
        this.consumer = consumer;
        this.partition = partition;
        this.bound = bound;
    }

    /** Returns all that the partition holds now, up to the first open transaction. */
    public OffsetRange everything() {
        return new OffsetRange(
                consumer.beginningOffsets(List.of(partition), bound.standstill())
                        .getOrDefault(partition, 0L),
                consumer.endOffsets(List.of(partition), bound.standstill()).getOrDefault(partition, 0L));
    }

    /** Returns the first offset of the range whose record is not older than the time; the range's end if none is. */
    public long firstSince(OffsetRange range, Instant time) {
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli()), bound.standstill())
                .get(partition);
        return found == null ? range.end() : Math.clamp(found.offset(), range.start(), range.end());
    }

    /**
     * Hands over the committed records of a range, one by one and in order.
     *
     * @param visitor answers whether to go on
     * @throws OffsetOutOfRangeException if the log does not hold the range's first offset
     */
    public void read(OffsetRange range, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        readBatches(range, (records, _) -> records.stream().allMatch(visitor));
    }

    /**
     * Hands over the committed records of a range, a poll's worth at a time and in order.
     *
     * @throws OffsetOutOfRangeException if the log does not hold the range's first offset
     */
    public void readBatches(OffsetRange range, BatchVisitor visitor) {
        if (range.isEmpty()) {
            return;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.start());
        long began = System.nanoTime();
        long moved = began;
        long next = range.start();
        while (next < range.end()) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            long reached = consumer.position(partition);
            if (reached > next) {
                if (!visitor.take(within(range, records), reached)) {
                    return;
                }
                next = reached;
                moved = System.nanoTime();
            }
            if (next < range.end()) {
                requireTimeLeft(range, next, began, moved);
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> within(
            OffsetRange range, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty() || records.getLast().offset() < range.end()) {
            return records;
        }
        return records.stream().filter(record -> record.offset() < range.end()).toList();
    }

    private void requireTimeLeft(OffsetRange range, long next, long began, long moved) {
        long now = System.nanoTime();
        if (now - moved > bound.standstill().toNanos()) {
            throw new TimeoutException(
                    "%s cannot be read beyond offset %d of %d: nothing came for %d ms. No broker answers, or a transaction stays open there"
                            .formatted(
                                    partition,
                                    next,
                                    range.end(),
                                    bound.standstill().toMillis()));
        }
        if (now - began > bound.total().toNanos()) {
            throw new TimeoutException("%s was read from offset %d to %d within %d ms, and should have come to %d"
                    .formatted(partition, range.start(), next, bound.total().toMillis(), range.end()));
        }
    }
}
