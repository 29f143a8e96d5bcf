package io.tableorder.notifier.feed;

import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads every partition of {@code order-events} into the stores' feeds, on one thread of its own. A broker that goes
 * away and comes back costs time, never an event.
 */
public final class EventReader {

    private static final Logger log = LoggerFactory.getLogger(EventReader.class);

    /** How long the thread waits for events before it looks around; an event ends the wait at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * After records, before the next are asked for. A fetch costs some ten times what an event does, so a busy log is read
     * by a few hundred of them a second rather than by one for each event; an event in a quiet one does not wait.
     */
    private static final Duration GATHER = Duration.ofMillis(3);

    /** Between attempts when a client gives up: long enough not to fill the log, short enough for a waiting screen. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** For the events in hand and the consumer's farewell to the brokers. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private final FeedConsumers consumers;
    private final Topic topic;
    private final Checkpoints checkpoints = Checkpoints.NONE;
    private final Feeds feeds;
    private final FeedProgress progress;
    private final int partitions;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private @Nullable Thread thread;

    /** Sees to it that the topic is there, with as many partitions as expected. */
    @FunctionalInterface
    public interface Topic {

        /**
         * Makes sure that the topic is there.
         *
         * @throws IllegalStateException if it is there with another number of partitions
         */
        void ensure() throws Exception;
    }

    public EventReader(FeedConsumers consumers, Topic topic, int partitions, Feeds feeds, FeedProgress progress) {
        this.consumers = consumers;
        this.topic = topic;
        this.partitions = partitions;
        this.feeds = feeds;
        this.progress = progress;
    }

    /**
     * Begins to read. Kafka need not be there yet.
     *
     * @throws IllegalStateException if it is, and the topic is not one this service can read
     */
    public synchronized void start() {
        checkTopic();
        if (thread == null) {
            thread = Thread.ofPlatform().name("event-reader").daemon().start(this::run);
        }
    }

    private void checkTopic() {
        try {
            topic.ensure();
        } catch (IllegalStateException mismatch) {
            throw mismatch;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception away) {
            log.warn("Kafka is not there yet, going on without: {}", away.toString());
        }
    }

    public synchronized void stop() throws InterruptedException {
        stopping.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread != null) {
            thread.join(STOP);
        }
    }

    private boolean isStopped() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try {
            readUntilStopped();
        } finally {
            if (!isStopped()) {
                // An Error, such as memory running out: boards that stand still must not pass for live ones.
                log.error("The reader has died: this instance shows no board until it is started again");
                progress.restart();
                progress.trouble("the reader has died; start this instance again");
                feeds.restart();
            }
        }
    }

    private void readUntilStopped() {
        while (!isStopped()) {
            try {
                topic.ensure();
                follow();
            } catch (WakeupException asked) {
                log.debug("Reading stops");
            } catch (OffsetOutOfRangeException gone) {
                log.error(
                        "The log no longer holds what was read from it; all boards start over from its beginning",
                        gone);
                progress.restart();
                feeds.restart();
                pause();
            } catch (Exception away) {
                progress.trouble("Kafka: " + away.getMessage());
                log.warn("Kafka cannot be read, trying again in {}: {}", PAUSE, away.toString());
                pause();
            } finally {
                reading = null;
            }
        }
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.make("sse-notifier-feed")) {
            reading = consumer;
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(Topics.ORDER_EVENTS, partition))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            seek(consumer, all);
            progress.aim(ends.entrySet().stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue)));
            while (!isStopped()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                take(consumer, records);
                if (!records.isEmpty()) {
                    LockSupport.parkNanos(GATHER.toNanos());
                }
            }
        }
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> all) {
        Map<Integer, Long> known = new HashMap<>(progress.positions());
        for (TopicPartition partition : all) {
            long next = known.computeIfAbsent(partition.partition(), this::restore);
            consumer.seek(partition, next);
            progress.reached(partition.partition(), next);
        }
    }

    private long restore(int partition) {
        Checkpoints.Checkpoint checkpoint = checkpoints.load(partition);
        checkpoint.states().forEach(feeds::restore);
        return checkpoint.offset();
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        boolean past = !progress.isCaughtUp();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            feeds.apply(record, past ? Level.DEBUG : Level.INFO);
            // After each record: should the next one fail outright, this one must not be applied again.
            progress.reached(record.partition(), record.offset() + 1);
        }
        // Past the transactions' own markers too, which are no records but count as offsets.
        consumer.assignment()
                .forEach(partition -> progress.reached(partition.partition(), consumer.position(partition)));
        progress.behind(consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
        if (past && progress.isCaughtUp()) {
            log.info("Caught up with order-events: boards may be shown");
        }
    }

    private void pause() {
        try {
            boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody has this thread to interrupt it", e);
        }
    }
}
