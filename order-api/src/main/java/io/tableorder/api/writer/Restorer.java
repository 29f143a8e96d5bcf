package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Brings held partitions up to the log's end and opens them, on threads of its own: a long replay must keep neither the
 * group waiting nor other partitions' commands.
 */
final class Restorer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Restorer.class);

    /** Replay is work for a processor, and a takeover must leave one to the commands of other partitions. */
    private static final int THREADS = 2;

    private static final ExponentialBackOff BACK_OFF = new ExponentialBackOff(50, 2);

    static {
        BACK_OFF.setMaxInterval(2_000);
    }

    private final TransactionalLog transactionalLog;
    private final CommandProcessor writer;
    private final ReceiptMemory receiptMemory;
    private final Clock clock;
    private final WriterMetrics metrics;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("order-restorer-", 0).factory());

    Restorer(
            TransactionalLog transactionalLog,
            CommandProcessor writer,
            ReceiptMemory receiptMemory,
            Clock clock,
            WriterMetrics metrics) {
        this.transactionalLog = transactionalLog;
        this.writer = writer;
        this.receiptMemory = receiptMemory;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns at once; the partition opens when it is restored, or is restored again by a later tenure's call. */
    void restore(HeldPartition held, int tenure) {
        submit(new Attempt(held, tenure, BACK_OFF.start()), 0);
    }

    private void submit(Attempt attempt, long delayMs) {
        try {
            var _ = threads.schedule(attempt, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Partition {} is not restored, this instance stops", attempt.held.partition());
        }
    }

    /** An attempt is one try to restore. After it the thread is free for other partitions, however the try ended. */
    private final class Attempt implements Runnable {

        private final HeldPartition held;
        private final int tenure;
        private final BackOffExecution backOff;
        private final RepeatedLine failed = new RepeatedLine();
        private final RepeatedLine readAgain = new RepeatedLine();

        Attempt(HeldPartition held, int tenure, BackOffExecution backOff) {
            this.held = held;
            this.tenure = tenure;
            this.backOff = backOff;
        }

        @Override
        public void run() {
            // A restore that a tenure left behind may still read: the next one goes on from where that one ends.
            held.restoring().lock();
            try {
                restore();
            } finally {
                held.restoring().unlock();
            }
        }

        private void restore() {
            if (!writer.restoring(held, tenure)) {
                return;
            }
            try {
                catchUp(held);
                writer.open(held, tenure);
            } catch (LogException e) {
                again(e);
            } catch (RuntimeException | OutOfMemoryError e) {
                failed.write(others -> log.atError()
                        .setCause(e)
                        .addKeyValue("others", others)
                        .log("Partition {} cannot be restored", held.partition()));
                again(e);
            }
        }

        private void again(Throwable cause) {
            long delayMs = backOff.nextBackOff();
            writer.stuck(held, tenure);
            readAgain.write(others -> log.atWarn()
                    .addKeyValue("others", others)
                    .log("Partition {} is read again in {} ms: {}", held.partition(), delayMs, cause.getMessage()));
            submit(this, delayMs);
        }
    }

    private void catchUp(HeldPartition held) {
        long started = System.nanoTime();
        if (held.checkpoint() == null) {
            begin(held);
        }
        Position from = held.next();
        read(held, from);
        PartitionCheckpoint checkpoint = held.checkpoint();
        if (held.isCheckpointInDoubt() && checkpoint != null) {
            log.warn("Partition {}: doubting the checkpoint before the log, reading it whole", held.partition());
            metrics.checkpointRefused("DOUBTED");
            from = new Position(held.partition(), 0);
            held.beginAt(new Stores(), from, checkpoint.distrusted(), clock.instant());
            read(held, from);
        }
        readKeys(held);
        if (!held.next().equals(from)) {
            log.info(
                    "Partition {} is restored from {} to {} in {} ms",
                    held.partition(),
                    from,
                    held.next(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
        }
    }

    private void readKeys(HeldPartition held) {
        KeyTopic.Read read = transactionalLog.keys(held.partition());
        if (read.passedOver() > 0) {
            log.error(
                    "Partition {} of {}: {} records are no keys and are passed over",
                    held.partition(),
                    Topics.ORDER_TEXT_KEYS,
                    read.passedOver());
        }
        held.keys().read(read);
    }

    private void read(HeldPartition held, Position from) {
        held.isReadTo(transactionalLog.read(from, new WithinMemory(held)));
    }

    /** Folds a partition's past, and gives receipts up when all that are held become too many. */
    private final class WithinMemory implements TransactionalLog.History {

        /** This is what they take is added up this often. */
        private static final int EVENTS = 10_000;

        private final HeldPartition held;
        private final TransactionalLog.History past;
        private int events;

        WithinMemory(HeldPartition held) {
            this.held = held;
            this.past = held.past();
            fit();
        }

        private void fit() {
            receiptMemory.fit(held.stores(), writer.allHeld());
        }

        @Override
        public void event(RecordedEvent event) {
            past.event(event);
            if (++events % EVENTS == 0) {
                fit();
            }
        }

        @Override
        public void nobodys(Position position, RecordKey.Reason reason) {
            metrics.passedOver(reason.name());
            past.nobodys(position, reason);
        }

        @Override
        public void unreadable(String storeId, StoreRecord.Unreadable record) {
            past.unreadable(storeId, record);
        }
    }

    private void begin(HeldPartition held) {
        CheckpointLoad load = transactionalLog.checkpoint(held.partition());
        Position start = new Position(held.partition(), 0);
        switch (load) {
            case CheckpointLoad.Loaded(var states, Position next, var checkpoint) ->
                held.beginAt(new Stores(states), next, checkpoint, clock.instant());
            case CheckpointLoad.Missing(var checkpoint) ->
                held.beginAt(new Stores(), start, checkpoint, clock.instant());
            case CheckpointLoad.Unusable(var reason, String detail, var checkpoint) -> {
                metrics.checkpointRefused(reason.name());
                requireSameLog(held, reason, detail);
                log.warn(
                        "Partition {}: its checkpoint is {} and the log is read whole instead: {}",
                        held.partition(),
                        reason,
                        detail);
                held.beginAt(new Stores(), start, checkpoint, clock.instant());
            }
        }
    }

    /** A log that does not hold what its checkpoint does has lost events, and orders that were acknowledged with them. */
    private static void requireSameLog(HeldPartition held, CheckpointLoad.Reason reason, String detail) {
        switch (reason) {
            case BEYOND_LOG_END, OTHER_LOG ->
                throw new LogException.Unavailable(
                        "The log has lost events of partition %d (%s). Restore it, or delete the topic %s to go on without them"
                                .formatted(held.partition(), detail, Topics.ORDER_CHECKPOINTS),
                        null);
            case CORRUPT, TORN, UNKNOWN_FORMAT -> {}
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
