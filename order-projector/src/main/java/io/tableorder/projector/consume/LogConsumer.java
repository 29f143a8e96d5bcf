package io.tableorder.projector.consume;

import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.projector.project.Projection;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polling thread's work: hands each partition's records to its lane and pauses those that have enough. It never
 * waits for PostgreSQL, so the group keeps this member however long that is away.
 */
final class LogConsumer implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LogConsumer.class);
    /** This says how late a lane that can go on again is noticed when no record comes in. */
    private static final Duration POLL = Duration.ofMillis(50);
    /** Committed offsets are for lag displays only, so a second's delay is no loss. */
    private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration LAST_BATCH = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Projection> projections;
    private final ProjectionObserver observer;
    private final Map<TopicPartition, PartitionLane> lanes;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, RepeatedLine> outOfRange = new HashMap<>();
    private long lastCommit = System.nanoTime();

    /** @param lanes of the partitions assigned now; written here, readable by others at any time */
    LogConsumer(
            Consumer<byte[], byte[]> consumer,
            Supplier<Projection> projections,
            ProjectionObserver observer,
            Map<TopicPartition, PartitionLane> lanes) {
        this.consumer = consumer;
        this.projections = projections;
        this.observer = observer;
        this.lanes = lanes;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.ORDER_EVENTS), this);
    }

    void step() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            lanes.forEach((partition, lane) -> {
                lane.offer(records.records(partition));
                lane.fetchedUpTo(consumer.position(partition), consumer.currentLag(partition));
            });
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::outOfRange);
        }
        lanes.forEach(this::steer);
        if (System.nanoTime() - lastCommit > COMMIT_NANOS) {
            commit();
        }
    }

    /** Ends a wait of the polling thread, whichever of its clocks stands still. */
    void wake() {
        consumer.wakeup();
    }

    private void outOfRange(TopicPartition partition, long offset) {
        outOfRange
                .computeIfAbsent(partition, _ -> new RepeatedLine())
                .write(others -> LOG.atError()
                        .addKeyValue("others", others)
                        .log(
                                "{} does not hold offset {}, where the projection stands: events are missing, so nothing"
                                        + " more is applied from it until they are back or the read models are rebuilt",
                                partition,
                                offset));
        PartitionLane lane = lanes.get(partition);
        if (lane != null) {
            lane.outOfRange("the log does not hold offset " + offset);
        }
    }

    private void steer(TopicPartition partition, PartitionLane lane) {
        if (lane.needsSuccessor()) {
            lane.close();
            begin(partition);
            return;
        }
        lane.takeSeek().ifPresent(offset -> consumer.seek(partition, offset));
        boolean paused = consumer.paused().contains(partition);
        if (paused && lane.wantsRecords()) {
            consumer.resume(List.of(partition));
        } else if (!paused && !lane.wantsRecords()) {
            consumer.pause(List.of(partition));
        }
    }

    private void commit() {
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        lanes.forEach((partition, lane) -> {
            lane.position().ifPresent(position -> {
                Long before = committed.put(partition, position);
                if (before == null || before != position) {
                    offsets.put(partition, new OffsetAndMetadata(position));
                }
            });
        });
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (_, failure) -> {
                if (failure != null) {
                    LOG.debug("Offsets for lag displays were not committed: {}", failure.toString());
                }
            });
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            begin(partition);
        }
        LOG.info("Projecting partitions {} of {}", numbers(lanes.keySet()), Topics.ORDER_EVENTS);
    }

    private void begin(TopicPartition partition) {
        // Anywhere, so that the client does not look for a committed offset; the lane says where in a moment.
        consumer.seek(partition, 0);
        consumer.pause(List.of(partition));
        PartitionLane lane = new PartitionLane(partition.partition(), projections, observer);
        lanes.put(partition, lane);
        lane.start();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionLane lane = lanes.remove(partition);
            if (lane != null) {
                lane.close();
            }
            committed.remove(partition);
        }
        if (!partitions.isEmpty()) {
            LOG.info("Let go of partitions {} of {}", numbers(partitions), Topics.ORDER_EVENTS);
        }
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }

    /** Lets transactions under way end, so that stopping in order leaves nothing to roll back. */
    void close() {
        List<PartitionLane> ending = List.copyOf(lanes.values());
        onPartitionsRevoked(List.copyOf(lanes.keySet()));
        ending.forEach(lane -> lane.awaitEnd(LAST_BATCH));
        consumer.close();
    }
}
