package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.wire.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides one partition's commands, one thread at a time, so that state needs no locks: takes all that wait, decides
 * each, commits their events in one transaction, and only then lets the outcomes go.
 *
 * <p>Lives as long as the process; a tenure begins with {@link #take} and ends with {@link #release} or a fence.
 * Commands may be offered at any time and wait for the next tenure, as long as their deadline allows.
 */
final class PartitionWriter {

    private static final Logger log = LoggerFactory.getLogger(PartitionWriter.class);

    /** What a partition commits in a fifth of its 5 s deadline at its slowest; more would only time out in the queue. */
    static final int MAXIMUM_WAITING = 2_048;

    /** Keeps a transaction below 256 KiB of ordinary orders and its latency near a single one's. */
    static final int MAXIMUM_BATCH = 256;

    /** How often a thread without work looks whether its tenure is over. */
    private static final Duration IDLE = Duration.ofMillis(100);

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    /** An ending tenure may finish the commit at hand, which the producer bounds to this. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(6);

    /** Where a writer is in its life. */
    enum Phase {
        NOT_OWNED,
        RESTORING,
        OPEN
    }

    private final int partition;
    private final PartitionLog partitionLog;
    private final EventCodec codec;
    private final Clock clock;
    private final WriterMetrics metrics;
    private final IntConsumer onFenced;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAXIMUM_WAITING);
    private volatile Phase phase = Phase.NOT_OWNED;
    private @Nullable Tenure tenure;

    /** @param onFenced told the partition when another owner has shut this one out; its tenure is over then */
    PartitionWriter(
            int partition,
            PartitionLog partitionLog,
            EventCodec codec,
            Clock clock,
            WriterMetrics metrics,
            IntConsumer onFenced) {
        this.partition = partition;
        this.partitionLog = partitionLog;
        this.codec = codec;
        this.clock = clock;
        this.metrics = metrics;
        this.onFenced = onFenced;
    }

    Phase phase() {
        return phase;
    }

    /** True from the beginning of a tenure to its end. */
    boolean isOwned() {
        return phase != Phase.NOT_OWNED;
    }

    /** False if more commands wait than are taken. */
    boolean offer(Waiting waiting) {
        return queue.offer(waiting);
    }

    /** True if the command was still in the queue: it was never tried and never will be. */
    boolean withdraw(Waiting waiting) {
        return queue.remove(waiting);
    }

    /** Begins a tenure, unless one is under way. */
    synchronized void take() {
        if (tenure != null && tenure.thread.isAlive()) {
            return;
        }
        phase = Phase.RESTORING;
        tenure = new Tenure();
        tenure.thread.start();
    }

    /** Ends the tenure after the commit at hand and waits for it, so that the next owner finds nothing open. */
    synchronized void release() {
        if (tenure != null) {
            tenure.end();
            tenure = null;
        }
        disown();
    }

    /** Whoever waits is told at once, to look for the next owner. */
    private void disown() {
        phase = Phase.NOT_OWNED;
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.outcome.completeExceptionally(WriterUnavailableException.notOwned());
        }
    }

    private final class Tenure {

        private final CountDownLatch over = new CountDownLatch(1);
        private final Thread thread =
                Thread.ofPlatform().name("order-writer-" + partition).daemon().unstarted(this::run);

        /** Of a batch whose commit failed: decided again, first, once the log has said what became of it. */
        private final List<Waiting> undecided = new ArrayList<>();

        private Duration backOff = FIRST_BACK_OFF;

        void end() {
            over.countDown();
            try {
                if (!thread.join(LONGEST_GOODBYE)) {
                    log.warn("Partition {}: the writer is still committing; its fence will stop it", partition);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isOver() {
            return over.getCount() == 0;
        }

        private void run() {
            try (partitionLog) {
                while (!isOver()) {
                    try {
                        writeUntilOver();
                    } catch (LogException.Unavailable e) {
                        log.warn("Partition {} is taken again in {}: {}", partition, backOff, e.getMessage());
                        phase = Phase.RESTORING;
                        pause();
                    }
                }
            } catch (LogException.Fenced e) {
                log.warn("Partition {} was taken over: {}", partition, e.getMessage());
                disown();
                metrics.fenced();
                onFenced.accept(partition);
            } catch (RuntimeException e) {
                log.error("Partition {}: the writer has failed", partition, e);
                disown();
                onFenced.accept(partition);
            } finally {
                undecided.forEach(
                        waiting -> waiting.outcome.completeExceptionally(WriterUnavailableException.timedOut()));
            }
        }

        private void pause() {
            try {
                if (over.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                over.countDown();
            }
            backOff = min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
        }

        private void writeUntilOver() {
            Stores stores = new Stores();
            long started = System.nanoTime();
            Position next = partitionLog.open(stores);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            metrics.restored(took);
            log.info(
                    "Partition {} is open at {} after {} events in {} ms",
                    partition,
                    next,
                    stores.restoredEvents(),
                    took.toMillis());
            phase = Phase.OPEN;
            while (!isOver()) {
                List<Waiting> waiting = nextBatch();
                if (!waiting.isEmpty()) {
                    next = commit(waiting, stores, next);
                    backOff = FIRST_BACK_OFF;
                }
            }
        }

        private List<Waiting> nextBatch() {
            List<Waiting> batch = new ArrayList<>(undecided);
            undecided.clear();
            if (batch.isEmpty()) {
                try {
                    Waiting first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                    if (first == null) {
                        return List.of();
                    }
                    batch.add(first);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    over.countDown();
                    return List.of();
                }
            }
            queue.drainTo(batch, MAXIMUM_BATCH - batch.size());
            return batch;
        }

        private Position commit(List<Waiting> waiting, Stores stores, Position next) {
            CommandBatch batch = new CommandBatch(stores, codec, next);
            long now = System.nanoTime();
            for (Waiting each : waiting) {
                if (each.isOverAt(now)) {
                    // Nobody waits for it any more, and an order a guest has given up must not surprise the kitchen.
                    each.outcome.completeExceptionally(WriterUnavailableException.timedOut());
                } else {
                    metrics.waited(now - each.enqueuedNanos);
                    batch.decide(each, clock.instant());
                }
            }
            Position after = next;
            if (!batch.events().isEmpty()) {
                undecided.addAll(waiting);
                long started = System.nanoTime();
                after = partitionLog.append(batch.events(), next);
                metrics.committed(batch.events().size(), System.nanoTime() - started);
                undecided.clear();
            }
            batch.release();
            return after;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
