package io.tableorder.operability.cipher;

import io.micrometer.core.instrument.Counter;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.kafka.TopicFollower;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code order-text-keys} from its beginning to its end, and then what comes. What was read stays known while Kafka is
 * away. What a topic that was made anew lacks is forgotten at the next start.
 */
public final class TextKeyFollower extends TopicFollower {

    private static final Logger log = LoggerFactory.getLogger(TextKeyFollower.class);

    private final TextKeys keys;

    TextKeyFollower(KafkaClients clients, TextKeys keys, Counter unreadable) {
        super(clients, Topics.ORDER_TEXT_KEYS, "text-key-follower", unreadable);
        this.keys = keys;
    }

    /** Returns what keeps texts from being read, if anything does. */
    public Optional<String> obstacle() {
        return keys.isKnown() ? Optional.empty() : Optional.of(trouble());
    }

    @Override
    protected void follow(LoopWatch watch) {
        try (Consumer<byte[], byte[]> consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer);
            if (partitions.isEmpty()) {
                // Where there are no keys, no text was ever enciphered; order-api makes the topic before it does.
                keys.becomeKnown();
                pause();
                return;
            }
            readToEnd(consumer, partitions, watch);
            if (!keys.isKnown()) {
                log.info("The keys of {} stores' texts are known", keys.size());
            }
            keys.becomeKnown();
            while (!isStopped()) {
                readSome(consumer, watch);
            }
        }
    }

    @Override
    protected void learn(ConsumerRecord<byte[], byte[]> record) {
        KeyTopic.tree(record).ifPresent(keys::learn);
    }
}
