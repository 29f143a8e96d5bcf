package io.tableorder.api.writer;

import io.tableorder.cipher.EventTexts;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTreeCodec;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.cipher.PartyPath;
import io.tableorder.cipher.TextCipher;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Order;
import io.tableorder.store.StoreState;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Enciphers the free text of events before they are recorded, so that no log, checkpoint or read model ever has the plain text,
 * and destroys a party's key in the transaction of the event that says so.
 */
final class PartyTexts {

    private final SecureRandom random;
    private final TextCipher cipher;
    private final Consumer<KeyTree> written;

    /** @param written is told of each tree that was committed, so that answers need not wait to read it from Kafka */
    PartyTexts(SecureRandom random, Consumer<KeyTree> written) {
        this.random = random;
        this.cipher = new TextCipher(random);
        this.written = written;
    }

    Batch begin() {
        return new Batch();
    }

    /** The keys as commands that are committed together leave them. */
    final class Batch {

        private final Map<HeldPartition, Map<String, KeyTree>> changes = new LinkedHashMap<>();

        /**
         * Returns the fact as it is recorded. A store's first text makes its keys; where a party's key is destroyed, nothing
         * can be written down for it any more, and the text is left out.
         *
         * @param before the store's state without the fact
         */
        StoreEvent recorded(HeldPartition partition, StoreState before, StoreEvent fact) {
            return EventTexts.replaced(fact, (field, text) -> {
                if (KeyTrees.isEnciphered(text)) {
                    // Portions of a line that went to another order have their note with them.
                    return text;
                }
                String storeId = before.storeId();
                KeyTree tree = tree(partition, storeId);
                if (tree == null) {
                    tree = KeyTree.fresh(storeId, random);
                    put(partition, tree);
                }
                return cipher.encipher(tree, PartyPath.of(storeId, sessionOf(before, fact)), field, text);
            });
        }

        private static String sessionOf(StoreState before, StoreEvent fact) {
            if (fact instanceof OrderEvent.Begun begun) {
                return begun.sessionId();
            }
            Order order = fact instanceof OrderEvent event ? before.floor().order(event.orderId()) : null;
            if (order == null) {
                throw new IllegalStateException("A text of %s belongs to no order".formatted(fact));
            }
            return order.sessionId();
        }

        /** Returns false if the party's key is destroyed already, or the store has never had any. */
        boolean canErase(HeldPartition partition, String storeId, String sessionId) {
            KeyTree tree = tree(partition, storeId);
            return tree != null && tree.holds(PartyPath.of(storeId, sessionId));
        }

        /** Returns how many keys the store has destroyed, if it has no room to destroy another; otherwise null. */
        @Nullable
        Integer tooMany(HeldPartition partition, String storeId) {
            KeyTree tree = tree(partition, storeId);
            return tree != null && tree.isFull() ? tree.erasures() : null;
        }

        void erase(HeldPartition partition, String storeId, String sessionId) {
            KeyTree tree = tree(partition, storeId);
            if (tree != null) {
                put(partition, tree.without(PartyPath.of(storeId, sessionId)));
            }
        }

        private @Nullable KeyTree tree(HeldPartition partition, String storeId) {
            KeyTree changed = changes.getOrDefault(partition, Map.of()).get(storeId);
            return changed == null ? partition.keys().tree(storeId) : changed;
        }

        private void put(HeldPartition partition, KeyTree tree) {
            changes.computeIfAbsent(partition, _ -> new HashMap<>()).put(tree.storeId(), tree);
        }

        /** Returns what has to be written in the transaction of the events. */
        List<ProducerRecord<byte[], byte[]>> records() {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            changes.forEach((partition, trees) ->
                    trees.values().forEach(tree -> records.add(KeyTreeCodec.record(tree, partition.partition()))));
            return records;
        }

        /** Makes the partitions hold the keys; to be called once, after the commit. */
        void apply(Instant now) {
            changes.forEach((partition, trees) -> trees.values().forEach(tree -> {
                partition.keys().put(tree, now);
                written.accept(tree);
            }));
        }
    }
}
