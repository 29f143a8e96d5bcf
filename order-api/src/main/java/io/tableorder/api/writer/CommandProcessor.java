package io.tableorder.api.writer;

import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.event.Position;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the commands of all partitions this instance holds, on one thread, so that state needs no locks: takes all
 * that wait, decides each, commits their events in one transaction, and only then lets the outcomes go.
 *
 * <p>A failed commit ends the tenure: every partition is closed until {@link WriterOwnership} has begun another and asked
 * the group what is still held. Commands whose fate is unknown are told to try again; their receipts say what became of
 * them.
 */
final class CommandProcessor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CommandProcessor.class);

    /**
     * This is what is committed within a command's 5 s at a slow 1,000 a second; more would only time out in the queue.
     */
    static final int MAXIMUM_WAITING = 4_096;

    /** Keeps a transaction below 256 KiB of ordinary orders and its latency near a single one's. */
    static final int MAXIMUM_BATCH = 256;

    /** This says how often a thread without work looks whether it is over. */
    private static final Duration IDLE = Duration.ofMillis(100);

    /**
     * This is longer than a commit takes that is only slow: 5 s for the flush, 5 s for the commit, and as much again.
     */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(20);

    /** A commit at hand ends within this, which the producer bounds. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(6);

    private final TransactionalLog transactionalLog;
    private final EventCodec codec;
    private final Clock clock;
    private final Checkpointer checkpointer;
    private final PartyTexts texts;
    private final ReceiptMemory receiptMemory;
    private final WriterMetrics metrics;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAXIMUM_WAITING);
    private final AtomicReferenceArray<@Nullable HeldPartition> held;
    /**
     * Fair, or a busy writer would never let a partition change hands. A restore takes it while it holds its partition's
     * own lock, so whoever holds this one must not wait for a restore.
     */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final Thread thread =
            Thread.ofPlatform().name("order-writer").daemon().unstarted(this::run);
    private volatile boolean inTenure;
    private volatile boolean closing;
    private volatile int tenure;

    CommandProcessor(
            TransactionalLog transactionalLog,
            int partitions,
            EventCodec codec,
            Clock clock,
            Checkpointer checkpointer,
            PartyTexts texts,
            ReceiptMemory receiptMemory,
            WriterMetrics metrics) {
        this.transactionalLog = transactionalLog;
        this.held = new AtomicReferenceArray<>(partitions);
        this.codec = codec;
        this.clock = clock;
        this.checkpointer = checkpointer;
        this.texts = texts;
        this.receiptMemory = receiptMemory;
        this.metrics = metrics;
    }

    void start() {
        thread.start();
    }

    /** Returns false once no command is decided here any more. */
    boolean isAlive() {
        return closing || thread.getState() == Thread.State.NEW || thread.isAlive();
    }

    int partitions() {
        return held.length();
    }

    /** Returns null if the partition is not this instance's. */
    @Nullable
    HeldPartition held(int partition) {
        return held.get(partition);
    }

    List<HeldPartition> allHeld() {
        return IntStream.range(0, held.length())
                .mapToObj(held::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns false if more commands wait than are taken. */
    boolean offer(Waiting waiting) {
        return queue.offer(waiting);
    }

    /** Returns true if the command was still in the queue: it was never tried and never will be. */
    boolean withdraw(Waiting waiting) {
        return queue.remove(waiting);
    }

    /** Returns how many commands wait to be taken. */
    int waiting() {
        return queue.size();
    }

    /** Returns true while somebody waits for the commit at hand to end. */
    boolean isAwaited() {
        return writing.hasQueuedThreads();
    }

    /** Returns false after a failed commit, until the next {@link #begin}. */
    boolean isInTenure() {
        return inTenure;
    }

    /**
     * Begins a tenure with every partition closed.
     *
     * @return its number, for {@link #open}
     * @throws LogException.Unavailable if the log cannot be reached in time
     */
    int begin() {
        writing.lock();
        try {
            endTenure();
            transactionalLog.begin();
            inTenure = true;
            // Written under this lock only.
            int next = tenure + 1;
            tenure = next;
            return next;
        } finally {
            writing.unlock();
        }
    }

    /** Holds a partition, closed at first. One that is held already keeps what is known of it. */
    HeldPartition hold(int partition) {
        HeldPartition present = held.get(partition);
        if (present != null) {
            return present;
        }
        HeldPartition fresh = new HeldPartition(partition);
        held.set(partition, fresh);
        return fresh;
    }

    private boolean isWanted(HeldPartition partition, int inTenureNumber) {
        return !partition.isGivenUp() && inTenure && tenure == inTenureNumber && !closing;
    }

    /**
     * Says that the partition's past is being read.
     *
     * @return false if there is no use in it: the tenure is over, or the partition is not held any more
     */
    boolean restoring(HeldPartition partition, int inTenureNumber) {
        return inTenure(partition, inTenureNumber, () -> {
            if (partition.state() == PartitionState.WAITING) {
                partition.transitionTo(PartitionState.RESTORING);
            }
        });
    }

    /** Says that the partition's past could not be read to its end, and will be tried again. */
    void stuck(HeldPartition partition, int inTenureNumber) {
        inTenure(partition, inTenureNumber, () -> partition.transitionTo(PartitionState.STUCK));
    }

    private boolean inTenure(HeldPartition partition, int inTenureNumber, Runnable transition) {
        writing.lock();
        try {
            boolean wanted = isWanted(partition, inTenureNumber);
            if (wanted) {
                transition.run();
            }
            return wanted;
        } finally {
            writing.unlock();
        }
    }

    /** Lets the partition take commands, unless the tenure it was restored in is over. */
    void open(HeldPartition partition, int inTenureNumber) {
        inTenure(partition, inTenureNumber, () -> {
            partition.transitionTo(PartitionState.OPEN);
            metrics.takenOver(Duration.ofNanos(System.nanoTime() - partition.closedSinceNanos()));
        });
    }

    /**
     * Gives partitions up after the commit at hand, so that the next owner finds nothing open.
     *
     * @return false if the commit did not end in time: the next owner has to fence it
     */
    boolean drop(Set<Integer> partitions) {
        boolean quiet = false;
        try {
            quiet = writing.tryLock(LONGEST_COMMIT.toMillis(), TimeUnit.MILLISECONDS);
            for (int partition : partitions) {
                HeldPartition given = held.getAndSet(partition, null);
                if (given != null) {
                    given.transitionTo(PartitionState.GIVEN_UP);
                }
            }
            return quiet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (quiet) {
                writing.unlock();
            }
        }
    }

    private void run() {
        try (transactionalLog;
                LoopWatch watch = LoopWatch.of("order-writer", LONGEST_STANDSTILL, transactionalLog::breakOff)) {
            while (!closing) {
                watch.progress();
                List<Waiting> waiting = nextBatch();
                writing.lock();
                try {
                    write(waiting);
                    receiptMemory.fit(allHeld());
                    beginCheckpoints();
                } finally {
                    writing.unlock();
                }
            }
        } finally {
            for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
                left.tryAgain();
            }
        }
    }

    private List<Waiting> nextBatch() {
        try {
            Waiting first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return List.of();
            }
            List<Waiting> batch = new ArrayList<>();
            batch.add(first);
            queue.drainTo(batch, MAXIMUM_BATCH - 1);
            return batch;
        } catch (InterruptedException e) {
            closing = true;
            return List.of();
        }
    }

    private void write(List<Waiting> waiting) {
        CommandBatch batch = new CommandBatch(codec, texts);
        long now = System.nanoTime();
        for (Waiting each : waiting) {
            HeldPartition partition = held.get(each.partition);
            if (partition == null || !partition.isOpen()) {
                each.tryAgain();
            } else if (each.isOverAt(now)) {
                // Nobody waits for it any more, and an order a guest has given up must not surprise the kitchen.
                each.fail(WriterUnavailableException.timedOut());
            } else {
                metrics.waited(now - each.enqueuedNanos);
                batch.decide(partition, each, clock.instant());
            }
        }
        try {
            commit(batch);
            batch.release();
            requireRead(batch.unread());
        } catch (LogException e) {
            breakOff(e);
            batch.tryAgain();
        } catch (RuntimeException e) {
            log.error("The writer has failed; its tenure is over", e);
            endTenure();
            batch.tryAgain();
        }
    }

    /** What this instance has not written itself it reads only when a tenure begins. */
    private void requireRead(@Nullable Position position) {
        if (position != null) {
            log.warn("A decision is about the record at {}, so partitions are read to their ends", position);
            endTenure();
        }
    }

    private void commit(CommandBatch batch) {
        List<PartitionEvents> events = batch.events();
        Checkpointer.Ready checkpoint = inTenure ? checkpointer.next() : null;
        Instant now = clock.instant();
        List<HeldPartition> toPush = inTenure ? PartitionKeys.due(allHeld(), now) : List.of();
        if (events.isEmpty() && checkpoint == null && toPush.isEmpty()) {
            if (batch.restsOnState()) {
                transactionalLog.confirm();
            }
            return;
        }
        long started = System.nanoTime();
        try {
            batch.apply(transactionalLog.append(events, batch.beside(checkpoint, toPush)), now);
        } catch (RuntimeException e) {
            if (checkpoint != null) {
                checkpoint.partition().checkpointFailed();
            }
            throw e;
        }
        metrics.committed(events.stream().mapToInt(each -> each.events().size()).sum(), System.nanoTime() - started);
        toPush.forEach(partition -> partition.keys().pushed());
        if (checkpoint != null) {
            checkpoint
                    .partition()
                    .checkpointWritten(checkpoint.update().checkpoint(), checkpoint.topic(), clock.instant());
            metrics.checkpointed();
        }
    }

    private void beginCheckpoints() {
        Instant now = clock.instant();
        for (HeldPartition failed = checkpointer.nextFailed(); failed != null; failed = checkpointer.nextFailed()) {
            failed.checkpointPutOff(now);
        }
        for (HeldPartition partition : allHeld()) {
            if (partition.isCheckpointDue(now)) {
                checkpointer.begin(partition);
            }
        }
    }

    private void breakOff(LogException failure) {
        switch (failure) {
            case LogException.Fenced fenced -> {
                log.warn("The tenure is over, another instance has shut this one out: {}", fenced.getMessage());
                metrics.fenced();
            }
            case LogException.Unavailable unavailable ->
                log.warn("The tenure is over, another begins: {}", unavailable.getMessage());
        }
        endTenure();
    }

    private void endTenure() {
        allHeld().stream()
                .filter(partition -> partition.state() != PartitionState.WAITING)
                .forEach(partition -> partition.transitionTo(PartitionState.WAITING));
        inTenure = false;
    }

    /** Ends after the commit at hand. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(LONGEST_COMMIT)) {
                log.warn("The writer is still committing; whoever takes its partitions will fence it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
