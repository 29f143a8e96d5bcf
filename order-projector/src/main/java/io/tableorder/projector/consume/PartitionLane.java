package io.tableorder.projector.consume;

import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.projector.project.Applied;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.project.StalePositionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One partition while it is assigned here: a thread that finds out where to go on, then applies batch after batch and
 * waits out whatever PostgreSQL does. The polling thread feeds it and is never made to wait. {@link LaneState} says whose
 * turn it is.
 */
final class PartitionLane {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionLane.class);
    /** This says how long without records before the position is moved over offsets that hold none. */
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** A fault that comes back costs its own partition so little, and a passing one is over by then. */
    private static final Duration UNTIL_SUCCESSOR = Duration.ofSeconds(5);

    private final int partition;
    private final Supplier<Projection> projections;
    private final ProjectionObserver observer;
    private final PartitionQueue queue = new PartitionQueue();
    private final BackOff databaseBackOff = new BackOff();
    private final BackOff logBackOff = new BackOff();
    private final RepeatedLine waits = new RepeatedLine();
    private final Thread thread;

    private volatile LaneState state = LaneState.LOCATING;
    /** Everything before it is in PostgreSQL. */
    private volatile OptionalLong position = OptionalLong.empty();
    /** Everything before it was handed over by the polling thread. */
    private volatile OptionalLong fetchedUpTo = OptionalLong.empty();

    private volatile OptionalLong logEnd = OptionalLong.empty();
    private volatile @Nullable String databaseTrouble;
    private volatile @Nullable String logTrouble;
    private volatile long failedNanos;
    /** Folds into the generation that was live when the position was read. */
    private @Nullable Projection projection;

    PartitionLane(int partition, Supplier<Projection> projections, ProjectionObserver observer) {
        this.partition = partition;
        this.thread = Thread.ofVirtual().name("projection-" + partition).unstarted(this::run);
        this.projections = projections;
        this.observer = observer;
    }

    void start() {
        thread.start();
    }

    /** Returns true once another lane should try, because this one ended by itself. */
    boolean needsSuccessor() {
        return state == LaneState.FAILED && System.nanoTime() - failedNanos > UNTIL_SUCCESSOR.toNanos();
    }

    /** Ends after the transaction under way, if there is one; a successor need not wait for it. */
    void close() {
        transitionTo(LaneState.CLOSED);
        queue.close();
    }

    void awaitEnd(Duration limit) {
        try {
            boolean _ = thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    LaneState state() {
        return state;
    }

    /** Returns where the polling thread must go before it fetches more; it asks once for each seek. */
    OptionalLong takeSeek() {
        if (state != LaneState.SEEKING) {
            return OptionalLong.empty();
        }
        fetchedUpTo = position;
        queue.accept();
        transitionTo(LaneState.FOLLOWING);
        return fetchedUpTo;
    }

    boolean wantsRecords() {
        return queue.wantsMore();
    }

    void offer(List<ConsumerRecord<byte[], byte[]>> records) {
        queue.add(records);
    }

    /** @param offset the polling thread's own: everything before it was offered */
    void fetchedUpTo(long offset, OptionalLong behindLogEnd) {
        if (queue.isAccepting()) {
            fetchedUpTo = OptionalLong.of(offset);
            behindLogEnd.ifPresent(events -> logEnd = OptionalLong.of(offset + events));
        }
    }

    /** Tells that the log does not hold the position, by the polling thread. */
    void outOfRange(String detail) {
        synchronized (this) {
            if (state != LaneState.FOLLOWING) {
                return;
            }
            transitionTo(LaneState.OUT_OF_RANGE);
        }
        logTrouble = detail;
        queue.reject();
    }

    /** Returns the offset before which everything is in the read models; empty until it is known. */
    OptionalLong position() {
        return position;
    }

    /** Returns how many committed events are not yet in the read models; empty until both ends are known. */
    OptionalLong lagEvents() {
        OptionalLong end = logEnd;
        OptionalLong done = position;
        return end.isEmpty() || done.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, end.getAsLong() - done.getAsLong()));
    }

    /** Returns why PostgreSQL does not take what is here; null when it does. */
    @Nullable
    String databaseTrouble() {
        return databaseTrouble;
    }

    /** Returns why the log cannot be read on; null when it can. */
    @Nullable
    String logTrouble() {
        return logTrouble;
    }

    /** A closed lane stays closed, whatever its own thread was about to do. */
    private synchronized void transitionTo(LaneState next) {
        LaneState before = state;
        if (before == LaneState.CLOSED) {
            return;
        }
        if (!before.mayBecome(next)) {
            throw new IllegalStateException("Partition %d cannot go from %s to %s".formatted(partition, before, next));
        }
        state = next;
        LOG.debug("Partition {} goes from {} to {}", partition, before, next);
        observer.entered(partition, next);
    }

    private void run() {
        try {
            while (!queue.isClosed()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Nobody would notice a lane that ended by itself: its partition would stand still in silence.
            logTrouble = "stopped by " + e;
            failedNanos = System.nanoTime();
            LOG.error("Partition {} is no longer projected; another lane tries in {}", partition, UNTIL_SUCCESSOR, e);
            transitionTo(LaneState.FAILED);
        }
    }

    private void step() throws InterruptedException {
        switch (state) {
            case LOCATING -> findPosition();
            case SEEKING -> queue.await(IDLE);
            case FOLLOWING -> follow();
            case OUT_OF_RANGE -> {
                queue.pause(logBackOff.next());
                transitionTo(LaneState.LOCATING);
            }
            case FAILED, CLOSED -> {}
        }
    }

    private void findPosition() throws InterruptedException {
        Optional<Long> found = retrying(() -> {
            projection = projections.get();
            return projection.position(partition);
        });
        if (found.isPresent()) {
            position = OptionalLong.of(found.get());
            transitionTo(LaneState.SEEKING);
        }
    }

    private void follow() throws InterruptedException {
        // Read before waiting: what is fetched while waiting must not be skipped.
        long fetched = fetchedUpTo.orElseThrow();
        List<ConsumerRecord<byte[], byte[]>> batch = queue.take(IDLE);
        try {
            if (!batch.isEmpty()) {
                apply(batch);
            } else if (queue.isAccepting() && fetched > position.orElseThrow()) {
                skipTo(fetched);
            }
        } catch (StalePositionException e) {
            LOG.warn("{}; reading the position again", e.getMessage());
            queue.reject();
            relocate();
        }
    }

    /** The polling thread may have found the log to lack the position meanwhile; then that is waited out first. */
    private synchronized void relocate() {
        if (state == LaneState.FOLLOWING) {
            transitionTo(LaneState.LOCATING);
        }
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> batch) throws InterruptedException {
        long started = System.nanoTime();
        Projection into = projection();
        long from = position.orElseThrow();
        Optional<Applied> applied = retrying(() -> into.apply(partition, from, batch));
        if (applied.isPresent()) {
            position = OptionalLong.of(batch.getLast().offset() + 1);
            recovered();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            observer.applied(partition, applied.get(), took);
            observer.projected(batch, took);
        }
    }

    private synchronized void recovered() {
        if (state == LaneState.FOLLOWING) {
            logTrouble = null;
            logBackOff.reset();
        }
    }

    private void skipTo(long offset) throws InterruptedException {
        Projection into = projection();
        long from = position.orElseThrow();
        Optional<Long> reached = retrying(() -> {
            into.skip(partition, from, offset);
            return offset;
        });
        reached.ifPresent(done -> position = OptionalLong.of(done));
    }

    private Projection projection() {
        return Objects.requireNonNull(projection, "The position is read first");
    }

    /** Returns empty when the lane was closed before it worked. */
    private <T> Optional<T> retrying(Supplier<T> action) throws InterruptedException {
        while (!queue.isClosed()) {
            try {
                T result = action.get();
                databaseTrouble = null;
                databaseBackOff.reset();
                return Optional.of(result);
            } catch (DataAccessException | TransactionException e) {
                Duration pause = databaseBackOff.next();
                databaseTrouble = String.valueOf(e.getMessage());
                waits.write(others -> LOG.atWarn()
                        .addKeyValue("others", others)
                        .log(
                                "Partition {} waits {} ms for PostgreSQL: {}",
                                partition,
                                pause.toMillis(),
                                e.getMessage()));
                queue.pause(pause);
            }
        }
        return Optional.empty();
    }
}
