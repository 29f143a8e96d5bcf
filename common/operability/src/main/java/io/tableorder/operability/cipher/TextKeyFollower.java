package io.tableorder.operability.cipher;

import io.micrometer.core.instrument.Counter;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code order-text-keys} from its beginning to its end, and then what comes. What was read stays known while Kafka is
 * away. What a topic that was made anew lacks is forgotten at the next start.
 */
public final class TextKeyFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TextKeyFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Between two tries while Kafka is away, or the topic has not been made yet. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A broker that takes longer is treated as away. */
    private static final int KAFKA_TIMEOUT_MS = 5_000;

    /** A broker that is back is found within this. */
    private static final int RECONNECT_WITHIN_MS = 500;

    private static final Duration STOP = Duration.ofSeconds(2);

    /** A broker that is away lets the client wait for less, several times over. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(45);

    private final KafkaClients clients;
    private final TextKeys keys;
    private final Counter unreadable;
    private final RepeatedLine notRead = new RepeatedLine();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile String trouble = "the topic " + Topics.ORDER_TEXT_KEYS + " is being read";
    private @Nullable Thread thread;

    TextKeyFollower(KafkaClients clients, TextKeys keys, Counter unreadable) {
        this.clients = clients;
        this.keys = keys;
        this.unreadable = unreadable;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("text-key-follower").daemon().start(this::run);
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

    /** Returns what keeps texts from being read, if anything does. */
    public Optional<String> obstacle() {
        return keys.isKnown() ? Optional.empty() : Optional.of(trouble);
    }

    private boolean isStopped() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try (LoopWatch watch = LoopWatch.of("text-key-follower", LONGEST_STANDSTILL, this::wake)) {
            while (!isStopped()) {
                follow(watch);
            }
        }
    }

    /** Returns when reading has to begin with a new client. */
    private void follow(LoopWatch watch) {
        watch.progress();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            reading = consumer;
            List<TopicPartition> partitions = partitions(consumer);
            if (partitions.isEmpty()) {
                // Where there are no keys, no text was ever enciphered; order-api makes the topic before it does.
                keys.becomeKnown();
                pause();
                return;
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readToEnd(consumer, consumer.endOffsets(partitions), watch);
            if (!keys.isKnown()) {
                log.info("The keys of {} stores' texts are known", keys.size());
            }
            keys.becomeKnown();
            while (!isStopped()) {
                watch.progress();
                consumer.poll(POLL).forEach(this::learn);
            }
        } catch (WakeupException asked) {
            log.debug("Reading stops, or begins anew");
        } catch (RuntimeException away) {
            trouble = "Kafka: " + away.getMessage();
            notRead.write(others -> log.atWarn()
                    .addKeyValue("others", others)
                    .log("{} cannot be read, trying again in {}: {}", Topics.ORDER_TEXT_KEYS, PAUSE, away.toString()));
            pause();
        } finally {
            reading = null;
        }
    }

    private void readToEnd(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> until, LoopWatch watch) {
        while (!isStopped()
                && until.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            watch.progress();
            consumer.poll(POLL).forEach(this::learn);
        }
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        try {
            KeyTopic.tree(record).ifPresent(keys::learn);
        } catch (IllegalArgumentException e) {
            // One that anybody wrote there must not keep the others from being known.
            unreadable.increment();
            log.error(
                    "The record at {}-{} of {} is passed over: {}",
                    record.partition(),
                    record.offset(),
                    Topics.ORDER_TEXT_KEYS,
                    e.getMessage());
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(Topics.ORDER_TEXT_KEYS);
        return found == null
                ? List.of()
                : found.stream()
                        .map(partition -> new TopicPartition(Topics.ORDER_TEXT_KEYS, partition.partition()))
                        .toList();
    }

    private Consumer<byte[], byte[]> consumer() {
        return clients.consumer(
                "order-text-keys-follower",
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest", // What is compacted away is not missed.
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
