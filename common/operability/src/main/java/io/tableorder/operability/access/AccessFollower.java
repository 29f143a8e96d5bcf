package io.tableorder.operability.access;

import io.micrometer.core.instrument.Counter;
import io.tableorder.access.AccessCodec;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code order-access} from its beginning to its end, and then what comes. A topic that is gone or was made anew
 * takes nothing back: what was read stays, and the new one is read too.
 */
public final class AccessFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AccessFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Between two tries while Kafka is away. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Between two looks whether the topic is still the same: so long at most an end goes unseen after it was made anew. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** A broker that takes longer is treated as away. */
    private static final int KAFKA_TIMEOUT_MS = 5_000;

    /** A broker that is back is found within this. */
    private static final int RECONNECT_WITHIN_MS = 500;

    private static final Duration STOP = Duration.ofSeconds(2);

    /** A broker that is away lets the client wait for less, several times over. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(45);

    private final KafkaClients clients;
    private final short replicationFactor;
    private final AccessEnds ends;
    private final Counter unreadable;
    private final List<AccessTopicListener> listeners;
    private final RepeatedLine notRead = new RepeatedLine();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile String trouble = "the topic " + Topics.ORDER_ACCESS + " is being read";
    private @Nullable Thread thread;

    /** The topic that was read last, and whether it was said that there is none; both for the reading thread alone. */
    private @Nullable Uuid known;

    private boolean toldMissing;

    AccessFollower(
            KafkaClients clients,
            short replicationFactor,
            AccessEnds ends,
            Counter unreadable,
            List<AccessTopicListener> listeners) {
        this.clients = clients;
        this.replicationFactor = replicationFactor;
        this.ends = ends;
        this.unreadable = unreadable;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("access-follower").daemon().start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        wake();
        if (thread != null) {
            try {
                thread.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void wake() {
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null && !isStopped();
    }

    /** Before the web server, and until after it. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Returns false once only a new process helps. */
    public synchronized boolean isAlive() {
        return thread == null || isStopped() || thread.isAlive();
    }

    /** Returns what keeps callers from being judged, if anything does. */
    public Optional<String> obstacle() {
        return ends.isKnown() ? Optional.empty() : Optional.of(trouble);
    }

    private boolean isStopped() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try (LoopWatch watch = LoopWatch.of("access-follower", LONGEST_STANDSTILL, this::wake)) {
            while (!isStopped()) {
                read(watch);
            }
        }
    }

    /** Returns when reading has to begin with new clients. */
    private void read(LoopWatch watch) {
        try (AccessTopic topic = new AccessTopic(clients, replicationFactor)) {
            while (!isStopped()) {
                watch.progress();
                follow(topic, watch);
            }
        } catch (WakeupException asked) {
            log.debug("Reading stops, or begins anew");
        } catch (Exception away) {
            trouble = "Kafka: " + away.getMessage();
            notRead.write(others -> log.atWarn()
                    .addKeyValue("others", others)
                    .log("{} cannot be read, trying again in {}: {}", Topics.ORDER_ACCESS, PAUSE, away.toString()));
            pause();
        } finally {
            reading = null;
        }
    }

    private void follow(AccessTopic topic, LoopWatch watch) throws Exception {
        topic.ensure();
        Uuid id = topic.id();
        if (id == null) {
            missing();
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            reading = consumer;
            Set<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long read = readToEnd(consumer, consumer.endOffsets(partitions), watch);
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
            watch.progress();
            consumer.poll(POLL).forEach(this::fold);
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

    private long readToEnd(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> until, LoopWatch watch) {
        long read = 0;
        while (!isStopped()
                && until.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            watch.progress();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                fold(record);
                read++;
            }
        }
        return read;
    }

    private void fold(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        try {
            ends.add(AccessCodec.read(value == null ? new byte[0] : value));
        } catch (IllegalArgumentException e) {
            // One that anybody wrote there must not keep the others from being known.
            unreadable.increment();
            log.error(
                    "The record at {}-{} of {} is passed over: {}",
                    record.partition(),
                    record.offset(),
                    Topics.ORDER_ACCESS,
                    e.getMessage());
        }
    }

    private static Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.ORDER_ACCESS).stream()
                .map(partition -> new TopicPartition(Topics.ORDER_ACCESS, partition.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Consumer<byte[], byte[]> consumer() {
        return clients.consumer(
                "order-access-follower",
                Map.of(
                        // Nothing here is written in a transaction, and a stranger's open one must not hold the ends
                        // back.
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest", // What has expired is not missed.
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        KAFKA_TIMEOUT_MS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        KAFKA_TIMEOUT_MS,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        RECONNECT_WITHIN_MS));
    }

    private void pause() {
        try {
            boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
