package io.tableorder.notifier.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads every partition of {@code order-events} into the feeds, on one thread of its own, each from its checkpoint on. A
 * broker that goes away and comes back costs time, never an event; a partition that cannot be read costs its own stores
 * their boards and no other.
 */
public final class EventReader {

    private static final Logger log = LoggerFactory.getLogger(EventReader.class);

    /** The thread waits so long for events before it looks around; an event ends the wait at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** It waits less while partitions are being restored, so that each is read as soon as it is. */
    private static final Duration POLL_WHILE_RESTORING = Duration.ofMillis(20);

    /**
     * The thread rests so long after records, before it asks for the next. A fetch costs some ten times what an event does, so a busy log is read
     * by a few hundred of them a second rather than by one for each event; an event in a quiet one does not wait.
     */
    private static final Duration GATHER = Duration.ofMillis(3);

    /**
     * An attempt follows the last after so long: long enough not to fill the log, short enough for a waiting screen.
     */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A stop waits so long for the events in hand and the consumer's farewell to the brokers. */
    private static final Duration STOP = Duration.ofSeconds(5);

    /**
     * Reading starts over after an Error, such as memory running out. After so many of them only a new process helps.
     */
    private static final int MAXIMUM_ERRORS = 3;

    /** A thread without a turn of its loop for so long hangs; a Kafka client waits for five seconds at the most. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

    private final FeedConsumers consumers;
    private final LogTopic topic;
    private final LogWatch watch;
    private final Checkpoints checkpoints;
    private final Feeds feeds;
    private final FeedProgress progress;
    private final Counter recordsRead;
    private final RepeatedLine notRead = new RepeatedLine();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private @Nullable Thread thread;

    public EventReader(
            FeedConsumers consumers,
            LogTopic topic,
            Checkpoints checkpoints,
            Feeds feeds,
            FeedProgress progress,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.topic = topic;
        this.watch = new LogWatch(topic);
        this.checkpoints = checkpoints;
        this.feeds = feeds;
        this.progress = progress;
        this.recordsRead = Counter.builder("tableorder.feed.records.read")
                .description("Records of the log that were read into the live boards.")
                .register(meters);
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
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception away) {
            log.warn("Kafka is not there yet. The service starts without it and keeps trying: {}", away.toString());
        }
    }

    public synchronized void stop() throws InterruptedException {
        stopping.countDown();
        wake();
        if (thread != null) {
            thread.join(STOP);
        }
    }

    private void wake() {
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Returns false once nothing is read any more and only a new process helps. */
    public synchronized boolean isAlive() {
        return thread == null || isStopped() || thread.isAlive();
    }

    private boolean isStopped() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try (LoopWatch turns = LoopWatch.of("event-reader", LONGEST_STANDSTILL, this::wake)) {
            for (int errors = 1; !isStopped() && errors <= MAXIMUM_ERRORS; errors++) {
                try {
                    readUntilStopped(turns);
                } catch (Error e) {
                    // Boards that stand still must not pass for live ones.
                    log.error(
                            "The reader of the log failed and starts over, {} of {} times", errors, MAXIMUM_ERRORS, e);
                    startOver("the reader of the log failed, starting over");
                    pause();
                }
            }
        }
        if (!isStopped()) {
            log.error("The reader of the log is given up: this instance shows no board until it is started again");
        }
    }

    private void readUntilStopped(LoopWatch turns) {
        while (!isStopped()) {
            turns.progress();
            try {
                if (!watch.hasSeenLog()) {
                    topic.ensure();
                }
                follow(turns);
            } catch (WakeupException asked) {
                log.debug("Reading stops, or begins anew behind what was read");
            } catch (OffsetOutOfRangeException gone) {
                log.error("The log no longer holds what was read from it; all boards start over", gone);
                startOver("the log has lost what was read, starting over");
                pause();
            } catch (Exception away) {
                progress.trouble("Kafka: " + away.getMessage());
                notRead.write(others -> log.atWarn()
                        .addKeyValue("others", others)
                        .log("Kafka cannot be read, trying again in {}: {}", PAUSE, away.toString()));
                pause();
            } finally {
                reading = null;
            }
        }
    }

    /** Forgets everything; all boards are made again from their checkpoints or from the beginning of the log. */
    private void startOver(String why) {
        watch.accept();
        progress.restart(why);
        feeds.restart();
    }

    private void follow(LoopWatch turns) {
        try (Consumer<byte[], byte[]> consumer = consumers.make("sse-notifier-feed");
                Restorer restorer = new Restorer(checkpoints, progress)) {
            reading = consumer;
            Map<Integer, Long> known = progress.positions();
            consumer.assign(known.keySet().stream().map(EventReader::partition).toList());
            known.forEach((partition, next) -> consumer.seek(partition(partition), next));
            for (int partition = 0; partition < topic.partitions(); partition++) {
                if (!known.containsKey(partition)) {
                    progress.restoring(partition);
                    restorer.begin(partition);
                }
            }
            boolean sameLog = true;
            while (!isStopped() && sameLog) {
                turns.progress();
                restorer.restored().forEach(start -> begin(consumer, start));
                sameLog = readOnce(consumer) && isSameLog(consumer);
            }
        }
    }

    private static TopicPartition partition(int partition) {
        return new TopicPartition(Topics.ORDER_EVENTS, partition);
    }

    private void begin(Consumer<byte[], byte[]> consumer, PartitionStart start) {
        start.states().forEach(feeds::restore);
        if (progress.isCaughtUp()) {
            feeds.renewChainsOf(start.states());
        }
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        assigned.add(partition(start.partition()));
        consumer.assign(assigned);
        consumer.seek(partition(start.partition()), start.offset());
        progress.reads(start);
    }

    /** Returns false if the log is another one than was read, and reading has to begin anew. */
    private boolean isSameLog(Consumer<byte[], byte[]> consumer) {
        return switch (watch.look()) {
            case SAME -> {
                progress.logIsThere();
                consumer.resume(consumer.paused());
                yield true;
            }
            case GONE -> {
                if (progress.logIsGone()) {
                    log.error("The topic order-events does not exist any more. Boards show what it held;"
                            + " restore it from a backup, and this instance reads it anew");
                }
                // The client would ask again and again without a rest, thousands of times a second.
                consumer.pause(consumer.assignment());
                yield true;
            }
            case OTHER -> {
                log.error(
                        "The topic order-events was deleted and made anew; all boards start over with what it holds now");
                startOver("order-events was made anew, starting over");
                yield false;
            }
        };
    }

    /** Returns false if a checkpoint has turned out to be wrong, and reading has to begin anew without it. */
    private boolean readOnce(Consumer<byte[], byte[]> consumer) {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(POLL_WHILE_RESTORING.toNanos());
            return true;
        }
        boolean past = !progress.isCaughtUp();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(past ? POLL_WHILE_RESTORING : POLL);
        recordsRead.increment(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Feeds.Applied applied = feeds.apply(record, past ? Level.DEBUG : Level.INFO);
            if (applied == Feeds.Applied.IMPOSSIBLE && past && checkpoints.isUsed(record.partition())) {
                log.warn(
                        "The event at {}-{} cannot follow the checkpoint of its partition, which is read from its beginning",
                        record.partition(),
                        record.offset());
                checkpoints.distrust(record.partition());
                startOver("a checkpoint was wrong, starting over");
                return false;
            }
            // After each record: should the next one fail outright, this one must not be applied again.
            progress.reached(record.partition(), record.offset() + 1);
        }
        note(consumer);
        if (past && progress.isCaughtUp()) {
            log.info("Caught up with order-events in {} s: boards may be shown", progress.bootstrapSeconds());
        }
        if (!records.isEmpty()) {
            LockSupport.parkNanos(GATHER.toNanos());
        }
        return true;
    }

    /** Notes how far it is, past the transactions' own markers too, which are no records but count as offsets. */
    private void note(Consumer<byte[], byte[]> consumer) {
        consumer.assignment()
                .forEach(partition -> progress.reached(partition.partition(), consumer.position(partition)));
        progress.behind(consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
    }

    private void pause() {
        try {
            boolean _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody has this thread to interrupt it", e);
        }
    }
}
