package io.tableorder.operability.kafka;

import io.micrometer.core.instrument.Counter;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads a small topic on a thread of its own, from its beginning to its end, and then what comes. While Kafka is away it tries
 * again, and a record that cannot be read is counted and passed over.
 */
public abstract class TopicFollower implements SmartLifecycle {

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

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final KafkaClients clients;
    private final String topic;
    private final String name;
    private final Counter unreadable;
    private final RepeatedLine notRead = new RepeatedLine();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile String trouble;
    private @Nullable Thread thread;

    /**
     * Makes one that does not read yet.
     *
     * @param name of the thread, and of the loop that is watched
     * @param unreadable counts the records that are passed over
     */
    protected TopicFollower(KafkaClients clients, String topic, String name, Counter unreadable) {
        this.clients = clients;
        this.topic = topic;
        this.name = name;
        this.unreadable = unreadable;
        this.trouble = "the topic " + topic + " is being read";
    }

    /** Reads, until this stops or reading has to begin with new clients. Whatever is thrown is tried again. */
    protected abstract void follow(LoopWatch watch) throws Exception;

    /**
     * Takes in what a record says.
     *
     * @throws IllegalArgumentException if the record is none of this topic's, which must not keep the others from being known
     */
    protected abstract void learn(ConsumerRecord<byte[], byte[]> record);

    @Override
    public final synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().name(name).daemon().start(this::run);
        }
    }

    @Override
    public final synchronized void stop() {
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
    public final synchronized boolean isRunning() {
        return thread != null && !isStopped();
    }

    /** Before the web server, and until after it. */
    @Override
    public final int getPhase() {
        return 0;
    }

    /** Returns false once only a new process helps. */
    public final synchronized boolean isAlive() {
        return thread == null || isStopped() || thread.isAlive();
    }

    /** Returns what has kept the topic from being read last. */
    protected final String trouble() {
        return trouble;
    }

    protected final boolean isStopped() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try (LoopWatch watch = LoopWatch.of(name, LONGEST_STANDSTILL, this::wake)) {
            while (!isStopped()) {
                watch.progress();
                tryToFollow(watch);
            }
        }
    }

    private void tryToFollow(LoopWatch watch) {
        try {
            follow(watch);
        } catch (WakeupException asked) {
            log.debug("Reading stops, or begins anew");
        } catch (Exception away) {
            trouble = "Kafka: " + away.getMessage();
            notRead.write(others -> log.atWarn()
                    .addKeyValue("others", others)
                    .log("{} cannot be read, trying again in {}: {}", topic, PAUSE, away.toString()));
            pause();
        } finally {
            reading = null;
        }
    }

    /**
     * Makes the consumer that is woken when this stops or stands still; the caller closes it.
     *
     * @param more settings beside those that bound how long a broker is waited for
     */
    protected final Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest", // What has expired, or is compacted away, is not missed.
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                KAFKA_TIMEOUT_MS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                KAFKA_TIMEOUT_MS,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                RECONNECT_WITHIN_MS));
        settings.putAll(more);
        Consumer<byte[], byte[]> made = clients.consumer(topic + "-follower", settings);
        reading = made;
        return made;
    }

    /** Returns none where there is no such topic. */
    protected final List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Reads what stands in the partitions now, and returns how many records that was. */
    protected final long readToEnd(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, LoopWatch watch) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> until = consumer.endOffsets(partitions);
        long read = 0;
        while (!isStopped()
                && until.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read += readSome(consumer, watch);
        }
        return read;
    }

    /** Reads what has come, or waits for some, and returns how many records that was. */
    protected final int readSome(Consumer<byte[], byte[]> consumer, LoopWatch watch) {
        watch.progress();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(this::learnOrPassOver);
        return records.count();
    }

    private void learnOrPassOver(ConsumerRecord<byte[], byte[]> record) {
        try {
            learn(record);
        } catch (IllegalArgumentException e) {
            unreadable.increment();
            log.error(
                    "The record at {}-{} of {} is passed over: {}",
                    record.partition(),
                    record.offset(),
                    topic,
                    e.getMessage());
        }
    }

    /** Waits between two tries, or until this stops. */
    protected final void pause() {
        try {
            boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
