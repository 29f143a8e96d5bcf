package io.tableorder.notifier.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.CheckpointLoad.Reason;
import io.tableorder.checkpoint.CheckpointReader;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where reading of a partition begins: behind its checkpoint, or at the log's beginning if there is no checkpoint
 * that can be used. The second is right too, and takes as long as the log is. Thread-safe.
 */
public final class Checkpoints {

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private static final ScanBound BOUND = ScanBound.standstill(Duration.ofSeconds(5));

    /**
     * A checkpoint beyond the log's end is read so often before it is given up. It is committed with its events, but a
     * transaction that somebody else has open may hide those for a moment.
     */
    private static final int ATTEMPTS = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final FeedConsumers consumers;
    private final Counter fromCheckpoint;
    private final Counter fromLog;
    private final Set<Integer> used = ConcurrentHashMap.newKeySet();
    private final Set<Integer> distrusted = ConcurrentHashMap.newKeySet();

    public Checkpoints(FeedConsumers consumers, MeterRegistry meters) {
        this.consumers = consumers;
        this.fromCheckpoint = starts(meters, "checkpoint");
        this.fromLog = starts(meters, "log");
    }

    private static Counter starts(MeterRegistry meters, String from) {
        return Counter.builder("tableorder.feed.starts")
                .description(
                        "Partitions whose boards were made from a checkpoint, or by reading the log from its beginning.")
                .tag("from", from)
                .register(meters);
    }

    /**
     * Returns true if the partition's boards were made from its checkpoint, so that an error may be the checkpoint's.
     */
    boolean isUsed(int partition) {
        return used.contains(partition);
    }

    /** Never again uses the checkpoint of this partition: an event behind it could not follow it. */
    void distrust(int partition) {
        distrusted.add(partition);
        used.remove(partition);
    }

    /**
     * Finds where to begin.
     *
     * @throws KafkaException if Kafka does not answer in time
     */
    PartitionStart startOf(int partition) throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.make("sse-notifier-restore-" + partition)) {
            TopicPartition events = new TopicPartition(Topics.ORDER_EVENTS, partition);
            if (distrusted.contains(partition)) {
                return beginning(partition, everything(consumer, events), "its checkpoint is not trusted");
            }
            CheckpointLoad load = load(consumer, partition);
            OffsetRange all = everything(consumer, events);
            return switch (load) {
                case CheckpointLoad.Loaded(var states, var next, var _)
                when next.offset() >= all.start() -> {
                    fromCheckpoint.increment();
                    used.add(partition);
                    log.debug("Partition {} begins behind its checkpoint, at offset {}", partition, next.offset());
                    yield new PartitionStart(partition, states.values(), next.offset(), all.end());
                }
                case CheckpointLoad.Loaded(var _, var next, var _) ->
                    beginning(
                            partition,
                            all,
                            "its checkpoint is as of offset %d, and the log begins at %d"
                                    .formatted(next.offset(), all.start()));
                case CheckpointLoad.Missing _ -> beginning(partition, all, "it has no checkpoint");
                case CheckpointLoad.Unusable(var reason, var detail, var _) ->
                    beginning(partition, all, "its checkpoint cannot be used, %s: %s".formatted(reason, detail));
            };
        }
    }

    private static OffsetRange everything(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        return new PartitionScan(consumer, partition, BOUND).everything();
    }

    private static CheckpointLoad load(Consumer<byte[], byte[]> consumer, int partition) throws InterruptedException {
        CheckpointLoad load = loadOnce(consumer, partition);
        for (int attempt = 2; attempt <= ATTEMPTS && isBeyondLogEnd(load); attempt++) {
            Thread.sleep(BETWEEN_ATTEMPTS);
            load = loadOnce(consumer, partition);
        }
        return load;
    }

    /**
     * Takes whatever a checkpoint of a stranger or of a newer version leads to for a checkpoint that cannot be used.
     */
    private static CheckpointLoad loadOnce(Consumer<byte[], byte[]> consumer, int partition) {
        try {
            return new CheckpointReader(consumer).load(partition);
        } catch (KafkaException away) {
            throw away;
        } catch (RuntimeException unforeseen) {
            return new CheckpointLoad.Unusable(
                    Reason.CORRUPT, unforeseen.toString(), PartitionCheckpoint.none(partition));
        }
    }

    private static boolean isBeyondLogEnd(CheckpointLoad load) {
        return load instanceof CheckpointLoad.Unusable(var reason, var _, var _) && reason == Reason.BEYOND_LOG_END;
    }

    private PartitionStart beginning(int partition, OffsetRange all, String why) {
        fromLog.increment();
        used.remove(partition);
        if (!all.isEmpty()) {
            log.warn(
                    "Partition {} is read from its beginning, offsets {} to {}: {}",
                    partition,
                    all.start(),
                    all.end(),
                    why);
        }
        if (all.start() > 0) {
            log.error(
                    "The log of partition {} begins at offset {}: what was before is gone, and its stores that had"
                            + " events there have no board. Restore the log from a backup",
                    partition,
                    all.start());
        }
        return new PartitionStart(partition, List.of(), all.start(), all.end());
    }
}
