package io.tableorder.operability.access;

import io.micrometer.core.instrument.Counter;
import io.tableorder.access.AccessCodec;
import io.tableorder.access.AccessEnd;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.kafka.TopicFollower;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code order-access} from its beginning to its end, and then what comes. A topic that is gone or was made anew
 * takes nothing back: what was read stays, and the new one is read too.
 */
public final class AccessFollower extends TopicFollower {

    private static final Logger log = LoggerFactory.getLogger(AccessFollower.class);

    /** Between two looks whether the topic is still the same: so long at most an end goes unseen after it was made anew. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Nothing here is written in a transaction, and a stranger's open one must not hold the ends back. */
    private static final Map<String, Object> SETTINGS =
            Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");

    private final KafkaClients clients;
    private final short replicationFactor;
    private final AccessEnds ends;
    private final List<AccessTopicListener> listeners;

    /** The topic that was read last, and whether it was said that there is none; both for the reading thread alone. */
    private @Nullable Uuid known;

    private boolean toldMissing;

    AccessFollower(
            KafkaClients clients,
            short replicationFactor,
            AccessEnds ends,
            Counter unreadable,
            List<AccessTopicListener> listeners) {
        super(clients, Topics.ORDER_ACCESS, "access-follower", unreadable);
        this.clients = clients;
        this.replicationFactor = replicationFactor;
        this.ends = ends;
        this.listeners = List.copyOf(listeners);
    }

    /** Returns what keeps callers from being judged, if anything does. */
    public Optional<String> obstacle() {
        return ends.isKnown() ? Optional.empty() : Optional.of(trouble());
    }

    @Override
    protected void follow(LoopWatch watch) throws Exception {
        try (AccessTopic topic = new AccessTopic(clients, replicationFactor)) {
            while (!isStopped()) {
                watch.progress();
                follow(topic, watch);
            }
        }
    }

    private void follow(AccessTopic topic, LoopWatch watch) throws Exception {
        topic.ensure();
        Uuid id = topic.id();
        if (id == null) {
            missing();
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumer(SETTINGS)) {
            long read = readToEnd(consumer, partitions(consumer), watch);
            log.info("Read {} ends of access from {}", read, Topics.ORDER_ACCESS);
            ends.becomeKnown();
            if (read == 0 || (known != null && !id.equals(known))) {
                listeners.forEach(AccessTopicListener::mayHaveForgotten);
            }
            known = id;
            toldMissing = false;
            readWhatComes(consumer, topic, id, watch);
        }
    }

    /** Returns once the topic is another one, or none. */
    private void readWhatComes(Consumer<byte[], byte[]> consumer, AccessTopic topic, Uuid id, LoopWatch watch)
            throws Exception {
        long looked = System.nanoTime();
        while (!isStopped()) {
            readSome(consumer, watch);
            if (System.nanoTime() - looked > LOOK.toNanos()) {
                looked = System.nanoTime();
                if (!id.equals(topic.id())) {
                    log.error("The topic {} was deleted, or deleted and made anew", Topics.ORDER_ACCESS);
                    return;
                }
            }
        }
    }

    /** Nothing can be read from what is not there. Who may make the topic writes anew what the accounts' database knows. */
    private void missing() {
        if (!toldMissing) {
            toldMissing = true;
            log.error(
                    "There is no topic {}: ended logins are known only as far as they were read before, until there is one",
                    Topics.ORDER_ACCESS);
        }
        ends.becomeKnown();
        pause();
    }

    @Override
    protected void learn(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        AccessEnd end = AccessCodec.read(value == null ? new byte[0] : value);
        ends.add(end);
        listeners.forEach(listener -> listener.read(end));
    }
}
