package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.store.Head;
import io.tableorder.store.StoreState;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Loads a partition's checkpoint from Kafka. */
public final class CheckpointReader {

    /** This is longer than a broker takes to come back, and the caller may always try again. */
    private static final ScanBound BOUND = ScanBound.standstill(Duration.ofSeconds(10));

    private final Consumer<byte[], byte[]> consumer;

    /**
     * @param consumer a {@code read_committed} one, which this takes over: whatever it is assigned to, it is not any
     *     more after {@link #load}
     */
    public CheckpointReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads the partition of {@code order-checkpoints} to its end, keeping in memory the latest value of each key and
     * then the states.
     *
     * @throws KafkaException if Kafka does not answer; nothing is known of the checkpoint then
     */
    public CheckpointLoad load(int partition) {
        Map<String, byte[]> values = latestValues(new TopicPartition(Topics.ORDER_CHECKPOINTS, partition));
        TopicPartition log = new TopicPartition(Topics.ORDER_EVENTS, partition);
        CheckpointLoad load = CheckpointDecoder.decode(
                partition, values, scanOf(log).everything().end());
        return load instanceof CheckpointLoad.Loaded loaded ? ofThisLog(loaded, log) : load;
    }

    private Map<String, byte[]> latestValues(TopicPartition partition) {
        Map<String, byte[]> values = new HashMap<>();
        PartitionScan scan = scanOf(partition);
        scan.read(scan.everything(), record -> {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                values.remove(key);
            } else {
                values.put(key, record.value());
            }
            return true;
        });
        return values;
    }

    /**
     * The log may have been made anew, or restored to a former state: the youngest event must be in it. A log that does
     * not reach back to that event cannot say; but a log made anew begins at offset 0, so this one has lost its beginning.
     */
    private CheckpointLoad ofThisLog(CheckpointLoad.Loaded loaded, TopicPartition log) {
        Optional<StoreState> youngest =
                loaded.states().values().stream().max(Comparator.comparingLong(state -> offsetOf(state.head())));
        if (youngest.isEmpty() || isInLog(youngest.get().head(), log)) {
            return loaded;
        }
        return new CheckpointLoad.Unusable(
                CheckpointLoad.Reason.OTHER_LOG,
                "Store %s: its last event, with hash %s, is not in the log at %s"
                        .formatted(
                                youngest.get().storeId(),
                                youngest.get().head().hash(),
                                youngest.get().head().position()),
                loaded.checkpoint().distrusted());
    }

    private boolean isInLog(Head head, TopicPartition log) {
        long offset = offsetOf(head);
        PartitionScan scan = scanOf(log);
        if (offset < scan.everything().start()) {
            return true;
        }
        List<byte[]> found = new ArrayList<>(1);
        scan.read(new OffsetRange(offset, offset + 1), record -> {
            if (record.value() != null) {
                found.add(record.value());
            }
            return false;
        });
        return found.stream().anyMatch(value -> HashChain.sealOf(value).equals(head.hash()));
    }

    private static long offsetOf(Head head) {
        Position position = head.position();
        return position == null ? -1 : position.offset();
    }

    private PartitionScan scanOf(TopicPartition partition) {
        return new PartitionScan(consumer, partition, BOUND);
    }
}
