package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.UnreadableEventException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings held partitions up to the log's end and opens them, on threads of its own: a long replay must keep neither the
 * group waiting nor other partitions' commands.
 */
final class Restorer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Restorer.class);

    /** Replay is work for a processor, and a takeover must leave one to the commands of other partitions. */
    private static final int THREADS = 2;

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final WriterLog writerLog;
    private final LogWriter writer;
    private final ReceiptMemory receiptMemory;
    private final Clock clock;
    private final WriterMetrics metrics;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("order-restorer-", 0).factory());

    Restorer(WriterLog writerLog, LogWriter writer, ReceiptMemory receiptMemory, Clock clock, WriterMetrics metrics) {
        this.writerLog = writerLog;
        this.writer = writer;
        this.receiptMemory = receiptMemory;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Returns at once; the partition opens when it is restored, or is restored again by a later tenure's call. */
    void restore(Held held, int tenure) {
        threads.execute(() -> {
            // A restore that a tenure left behind may still read: the next one goes on from where that one ends.
            synchronized (held) {
                restoreWhileWanted(held, tenure);
            }
        });
    }

    private void restoreWhileWanted(Held held, int tenure) {
        Duration backOff = FIRST_BACK_OFF;
        while (writer.isWanted(held, tenure)) {
            try {
                catchUp(held);
                writer.open(held, tenure);
                return;
            } catch (LogException e) {
                log.warn("Partition {} is read again in {}: {}", held.partition(), backOff, e.getMessage());
            } catch (RuntimeException e) {
                log.error("Partition {} cannot be restored, tried again in {}", held.partition(), backOff, e);
            }
            if (!pause(backOff)) {
                return;
            }
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
        }
    }

    private void catchUp(Held held) {
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
        if (!held.next().equals(from)) {
            log.info(
                    "Partition {} is restored from {} to {} in {} ms",
                    held.partition(),
                    from,
                    held.next(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
        }
    }

    private void read(Held held, Position from) {
        held.moveTo(writerLog.read(from, new WithinMemory(held)));
    }

    /** Folds a partition's past, and gives receipts up when all that are held become too many. */
    private final class WithinMemory implements WriterLog.History {

        /** What they take is added up this often. */
        private static final int EVENTS = 10_000;

        private final Held held;
        private final WriterLog.History past;
        private int events;

        WithinMemory(Held held) {
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
        public void unreadable(String storeId, Position position, UnreadableEventException cause) {
            past.unreadable(storeId, position, cause);
        }
    }

    private void begin(Held held) {
        CheckpointLoad load = writerLog.checkpoint(held.partition());
        Position start = new Position(held.partition(), 0);
        switch (load) {
            case CheckpointLoad.Loaded(var states, Position next, var checkpoint) ->
                held.beginAt(new Stores(states), next, checkpoint, clock.instant());
            case CheckpointLoad.Missing(var checkpoint) ->
                held.beginAt(new Stores(), start, checkpoint, clock.instant());
            case CheckpointLoad.Unusable(var reason, String detail, var checkpoint) -> {
                log.warn(
                        "Partition {}: its checkpoint is {} and the log is read whole instead: {}",
                        held.partition(),
                        reason,
                        detail);
                metrics.checkpointRefused(reason.name());
                held.beginAt(new Stores(), start, checkpoint, clock.instant());
            }
        }
    }

    private static boolean pause(Duration backOff) {
        try {
            Thread.sleep(backOff);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
