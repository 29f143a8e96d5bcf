package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.StoreState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A partition of the topic as compaction leaves it, with the writer's side of it. */
final class CheckpointTopic {

    static final int PARTITION = StoreLog.PARTITION;

    final Map<String, byte[]> values = new TreeMap<>();
    private PartitionCheckpoint checkpoint;

    private CheckpointTopic(PartitionCheckpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    static CheckpointTopic empty() {
        return new CheckpointTopic(PartitionCheckpoint.none(PARTITION));
    }

    /** A partition of the topic that holds these. */
    static CheckpointTopic of(Map<String, byte[]> values) {
        CheckpointTopic topic = empty();
        topic.values.putAll(values);
        return topic;
    }

    /** The next checkpoint, right behind the youngest state. */
    CheckpointUpdate write(StoreState... states) {
        return write(Set.of(states));
    }

    CheckpointUpdate write(Collection<StoreState> states) {
        return write(checkpoint, states);
    }

    /** What a writer does that goes on from what it loaded. */
    CheckpointUpdate write(PartitionCheckpoint over, Collection<StoreState> states) {
        CheckpointUpdate update = over.next(states, behind(states));
        for (ProducerRecord<byte[], byte[]> record : update.records()) {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                values.remove(key);
            } else {
                values.put(key, record.value());
            }
        }
        checkpoint = update.checkpoint();
        return update;
    }

    CheckpointTopic copy() {
        CheckpointTopic copy = new CheckpointTopic(checkpoint);
        copy.values.putAll(values);
        return copy;
    }

    CheckpointLoad load() {
        return CheckpointDecoder.decode(PARTITION, new HashMap<>(values), Long.MAX_VALUE);
    }

    CheckpointLoad.Loaded loaded() {
        CheckpointLoad load = load();
        if (load instanceof CheckpointLoad.Loaded loaded) {
            return loaded;
        }
        throw new AssertionError("Expected a checkpoint that can be used, got " + load);
    }

    static Position behind(Collection<StoreState> states) {
        return states.stream()
                .map(state -> state.head().position())
                .filter(Objects::nonNull)
                .reduce(new Position(PARTITION, 0), (one, other) -> one.includes(other) ? one : other)
                .next();
    }

    static Set<String> keysOf(CheckpointUpdate update) {
        return update.records().stream()
                .map(record -> new String(record.key(), UTF_8))
                .collect(Collectors.toSet());
    }

    static Set<String> deletedKeysOf(CheckpointUpdate update) {
        return update.records().stream()
                .filter(record -> record.value() == null)
                .map(record -> new String(record.key(), UTF_8))
                .collect(Collectors.toSet());
    }
}
