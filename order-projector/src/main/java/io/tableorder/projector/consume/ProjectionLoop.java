package io.tableorder.projector.consume;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.projector.project.Projection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the projection going from {@link #start} to {@link #stop}: first the schema, then the log, each for as long as
 * it takes.
 */
public final class ProjectionLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLoop.class);
    /** A batch is over in far less; a process told to stop must not hang on a database that is gone. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** Closing a consumer takes less, even if every lane ends at the last moment and the broker is away. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(90);

    /**
     * A partition while it is assigned here.
     *
     * @param position events before this offset are in the read models; empty until it is known
     * @param lagEvents committed events of the log not yet in the read models; empty until known
     */
    public record PartitionStatus(
            int partition,
            LaneState state,
            OptionalLong position,
            OptionalLong lagEvents,
            @Nullable String databaseTrouble,
            @Nullable String logTrouble) {}

    private final SchemaMigration migration;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Projection> projections;
    private final ProjectionObserver observer;
    private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final RepeatedLine failed = new RepeatedLine();
    private final Thread thread = Thread.ofPlatform().name("projection-poll").unstarted(this::run);
    private volatile @Nullable LogConsumer current;

    /** @param projections the live one, asked again whenever the last one has become stale */
    public ProjectionLoop(
            SchemaMigration migration,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Projection> projections,
            ProjectionObserver observer) {
        this.migration = migration;
        this.consumers = consumers;
        this.projections = projections;
        this.observer = observer;
    }

    /** Returns consumers as the loop needs them, members of the projectors' group. */
    public static Supplier<Consumer<byte[], byte[]>> consumersOf(KafkaClients clients) {
        return () -> clients.consumer("order-projector-live", ConsumerSettings.PROPERTIES);
    }

    public void start() {
        thread.start();
    }

    /** Returns when no batch is under way, or after a few seconds; what is left then is undone by PostgreSQL. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_LIMIT);
    }

    /** Returns false once nothing is read here any more and only a new process helps. */
    public boolean isAlive() {
        return !isRunning() || thread.getState() == Thread.State.NEW || thread.isAlive();
    }

    public List<PartitionStatus> partitions() {
        return lanes.entrySet().stream()
                .map(entry -> statusOf(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(PartitionStatus::partition))
                .toList();
    }

    private static PartitionStatus statusOf(TopicPartition partition, PartitionLane lane) {
        return new PartitionStatus(
                partition.partition(),
                lane.state(),
                lane.position(),
                lane.lagEvents(),
                lane.databaseTrouble(),
                lane.logTrouble());
    }

    private void run() {
        BackOff backOff = new BackOff();
        while (isRunning() && !migration.tryOnce()) {
            pause(backOff.next());
        }
        backOff.reset();
        try (LoopWatch watch = LoopWatch.of("projection-poll", LONGEST_STANDSTILL, this::wake)) {
            while (isRunning()) {
                watch.progress();
                try {
                    consume(backOff, watch);
                } catch (WakeupException e) {
                    LOG.warn("Reading the log stood still; it begins anew with another consumer");
                } catch (RuntimeException e) {
                    Duration pause = backOff.next();
                    failed.write(others -> LOG.atError()
                            .setCause(e)
                            .addKeyValue("others", others)
                            .log("Reading the log failed; trying again in {} ms", pause.toMillis()));
                    pause(pause);
                }
            }
        }
    }

    private void consume(BackOff backOff, LoopWatch watch) {
        LogConsumer log = new LogConsumer(consumers.get(), projections, observer, lanes);
        current = log;
        try {
            log.subscribe();
            while (isRunning()) {
                watch.progress();
                log.step();
                backOff.reset();
            }
        } finally {
            current = null;
            log.close();
        }
    }

    private void wake() {
        LogConsumer log = current;
        if (log != null) {
            log.wake();
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void pause(Duration length) {
        try {
            boolean _ = stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a runtime going down; the latch is what ends it.
            Thread.currentThread().interrupt();
        }
    }
}
