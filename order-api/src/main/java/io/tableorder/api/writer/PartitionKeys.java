package io.tableorder.api.writer;

import io.tableorder.cipher.KeyTopic;
import io.tableorder.cipher.KeyTree;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one partition's stores, as Kafka has them. While the partition is open they belong to the writer's thread, else
 * to the restorer's.
 *
 * <p>Kafka removes a superseded record, from which a destroyed key could be found, only once another segment has been begun
 * behind it, and a quiet partition begins none. So something is written there when its time has come.
 */
final class PartitionKeys {

    /** Brokers close a segment when a record is so much younger than its first. */
    private static final Duration UNTIL_PUSHED = Topics.TEXT_KEYS_SEGMENT.plus(Duration.ofMinutes(1));

    private final int partition;
    private final Map<String, KeyTree> trees = new HashMap<>();
    private @Nullable Instant pushDue;

    PartitionKeys(int partition) {
        this.partition = partition;
    }

    /** Takes what Kafka has, in place of all that was known. */
    void read(KeyTopic.Read read) {
        trees.clear();
        trees.putAll(read.trees());
        Instant superseded = read.superseded();
        pushDue = superseded == null ? null : superseded.plus(UNTIL_PUSHED);
    }

    /** Returns null for a store without any text so far. */
    @Nullable
    KeyTree tree(String storeId) {
        return trees.get(storeId);
    }

    /** Takes a tree that was committed. */
    void put(KeyTree tree, Instant now) {
        if (trees.put(tree.storeId(), tree) != null) {
            pushDue = now.plus(UNTIL_PUSHED);
        }
    }

    boolean isPushDue(Instant now) {
        return pushDue != null && !now.isBefore(pushDue);
    }

    ProducerRecord<byte[], byte[]> push() {
        return KeyTopic.push(partition);
    }

    /** If Kafka has not compacted by then, whoever takes the partition next sees it, and pushes again. */
    void pushed() {
        pushDue = null;
    }

    static List<HeldPartition> due(List<HeldPartition> partitions, Instant now) {
        return partitions.stream()
                .filter(partition -> partition.isOpen() && partition.keys().isPushDue(now))
                .toList();
    }
}
