package io.tableorder.cli.replay;

import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.cipher.TreeId;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The keys by which one store's texts are read. */
public final class StoreKeys {

    private StoreKeys() {}

    /** Reads the store's keys. Where there is no topic of keys, every enciphered text is erased. */
    public static FreeTexts of(KafkaSettings kafka, String storeId) {
        Map<TreeId, KeyTree> trees = new HashMap<>();
        try (LogReader topic = LogReader.open(kafka, Topics.ORDER_TEXT_KEYS)) {
            // All of it, some hundred bytes a store, so that nothing depends on KAFKA_PARTITIONS being set for this
            // command.
            for (int partition = 0; partition < topic.partitions(); partition++) {
                topic.read(topic.everything(partition), record -> {
                    learn(record, storeId, trees);
                    return true;
                });
            }
        } catch (LogAccessException noTopic) {
            return new KeyTrees(_ -> Optional.empty());
        }
        return new KeyTrees(id -> Optional.ofNullable(trees.get(id)));
    }

    private static void learn(ConsumerRecord<byte[], byte[]> record, String storeId, Map<TreeId, KeyTree> trees) {
        try {
            KeyTopic.tree(record)
                    .filter(tree -> tree.storeId().equals(storeId))
                    .ifPresent(tree -> trees.put(tree.id(), tree));
        } catch (IllegalArgumentException noKeys) {
            // A stranger's record is passed over by every reader.
        }
    }
}
