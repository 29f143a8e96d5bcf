package io.tableorder.cipher;

import io.tableorder.scan.PartitionScan;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Reads one partition of {@code order-text-keys}: the trees of the stores whose events are in the same one of the log. */
public final class KeyTopic {

    /** A broker closes a segment only when something is written behind it; this is written for nothing else. */
    private static final byte[] PUSH = new byte[0];

    private KeyTopic() {}

    /**
     * This is what a partition says.
     *
     * @param trees by store
     * @param superseded when the latest record came that took another's place, if the broker still has both: then the place
     *     of a destroyed key can still be read by whoever reads the topic from its beginning; null if it has none
     * @param passedOver how many records are no tree: a stranger's must not keep a partition from being taken over
     */
    public record Read(Map<String, KeyTree> trees, @Nullable Instant superseded, int passedOver) {}

    /** Reads the partition to its end. */
    public static Read read(PartitionScan scan) {
        Map<String, KeyTree> trees = new HashMap<>();
        Instant[] superseded = {null};
        int[] passedOver = {0};
        scan.read(scan.everything(), record -> {
            try {
                tree(record).ifPresent(tree -> {
                    if (trees.put(tree.storeId(), tree) != null) {
                        superseded[0] = Instant.ofEpochMilli(record.timestamp());
                    }
                });
            } catch (IllegalArgumentException e) {
                passedOver[0]++;
            }
            return true;
        });
        return new Read(trees, superseded[0], passedOver[0]);
    }

    /**
     * Returns the tree that a record of the topic has; empty for one that only pushes others out of the open segment.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Optional<KeyTree> tree(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && record.key().length == 0
                ? Optional.empty()
                : Optional.of(KeyTreeCodec.read(record));
    }

    /** Returns a record that says nothing, but is written behind all others, so that they are compacted. */
    public static ProducerRecord<byte[], byte[]> push(int partition) {
        return new ProducerRecord<>(Topics.ORDER_TEXT_KEYS, partition, PUSH, PUSH);
    }
}
