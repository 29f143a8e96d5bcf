package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.store.Head;
import io.tableorder.store.StoreState;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Loads a partition's checkpoint from Kafka. */
public final class CheckpointReader {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Ten seconds without a record: longer than a broker takes to come back, and the caller may always try again. */
    private static final int MOST_IDLE_POLLS = 50;

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
        CheckpointLoad load = CheckpointDecoder.decode(partition, values, endOf(log));
        return load instanceof CheckpointLoad.Loaded loaded ? ofThisLog(loaded, log) : load;
    }

    private Map<String, byte[]> latestValues(TopicPartition topic) {
        Map<String, byte[]> values = new HashMap<>();
        consumer.assign(List.of(topic));
        consumer.seekToBeginning(List.of(topic));
        long end = endOf(topic);
        while (consumer.position(topic) < end) {
            for (ConsumerRecord<byte[], byte[]> record : poll(topic)) {
                String key = new String(record.key(), UTF_8);
                if (record.value() == null) {
                    values.remove(key);
                } else {
                    values.put(key, record.value());
                }
            }
        }
        return values;
    }

    /** The log may have been made anew, or restored to a former state: the youngest event must be in it. */
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
        consumer.assign(List.of(log));
        consumer.seek(log, offsetOf(head));
        ConsumerRecord<byte[], byte[]> first = null;
        while (first == null && consumer.position(log) <= offsetOf(head)) {
            first = poll(log).stream().findFirst().orElse(null);
        }
        return first != null
                && first.value() != null
                && HashChain.sealOf(first.value()).equals(head.hash());
    }

    private static long offsetOf(Head head) {
        Position position = head.position();
        return position == null ? -1 : position.offset();
    }

    private long endOf(TopicPartition topic) {
        return consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
    }

    /** Records of aborted transactions move the position without being returned. */
    private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition topic) {
        long before = consumer.position(topic);
        for (int poll = 1; poll <= MOST_IDLE_POLLS; poll++) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(topic);
            if (!records.isEmpty() || consumer.position(topic) > before) {
                return records;
            }
        }
        throw new TimeoutException("Expected records of %s at offset %d, got none in %s"
                .formatted(topic, before, POLL.multipliedBy(MOST_IDLE_POLLS)));
    }
}
