package io.tableorder.projector.consume;

import io.tableorder.projector.project.Applied;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.project.StalePositionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One partition while it is assigned here: a thread that finds out where to go on, then applies batch after batch,
 * waiting out whatever PostgreSQL does. The polling thread feeds it and is never made to wait.
 */
final class PartitionLane {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionLane.class);
    /** How long without records before the position is moved over offsets that hold none. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final long UNKNOWN = -1;

    private final int partition;
    private final Supplier<Projection> projections;
    private final ProjectionObserver observer;
    private final PartitionQueue queue = new PartitionQueue();
    private final BackOff backOff = new BackOff();

    /** Written by the lane's thread; what is before it is in PostgreSQL. */
    private volatile long position = UNKNOWN;
    /** Set by the lane's thread, taken by the polling one. */
    private volatile long seekTo = UNKNOWN;
    /** Written by the polling thread: everything before it was handed over. */
    private volatile long fetchedUpTo = UNKNOWN;

    private volatile long logEnd = UNKNOWN;
    private volatile @Nullable String databaseTrouble;
    private volatile @Nullable String logTrouble;

    private final Thread thread;
    /** Of the generation that was live when the position was read. */
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

    /** Ends after the transaction under way, if there is one; a successor need not wait for it. */
    void close() {
        queue.close();
    }

    void awaitEnd(Duration limit) {
        try {
            boolean _ = thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the poller must go before it fetches more; asked once per seek, by the polling thread. */
    OptionalLong takeSeek() {
        long to = seekTo;
        if (to == UNKNOWN) {
            return OptionalLong.empty();
        }
        seekTo = UNKNOWN;
        fetchedUpTo = to;
        queue.accept();
        return OptionalLong.of(to);
    }

    boolean wantsRecords() {
        return queue.wantsMore();
    }

    void offer(List<ConsumerRecord<byte[], byte[]>> records) {
        queue.add(records);
    }

    /** @param offset the poller's own: everything before it was offered */
    void fetchedUpTo(long offset, OptionalLong behindLogEnd) {
        if (queue.isAccepting()) {
            fetchedUpTo = offset;
            behindLogEnd.ifPresent(events -> logEnd = offset + events);
        }
    }

    /** The log does not hold the position: reading on would leave a gap, so nothing is read until it does. */
    void outOfRange(String detail) {
        logTrouble = detail;
        queue.reject();
    }

    long position() {
        return position;
    }

    /** Empty until both ends are known. */
    OptionalLong lagEvents() {
        long end = logEnd;
        long done = position;
        return end == UNKNOWN || done == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end - done));
    }

    /** Why PostgreSQL does not take what is here; null when it does. */
    @Nullable
    String databaseTrouble() {
        return databaseTrouble;
    }

    /** Why the log cannot be read on; null when it can. */
    @Nullable
    String logTrouble() {
        return logTrouble;
    }

    private void run() {
        try {
            findPosition();
            while (!queue.isClosed()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Nobody would notice a lane that ended by itself: its partition would stand still in silence.
            logTrouble = "stopped by " + e;
            LOG.error("Partition {} is no longer projected; restart this instance", partition, e);
        }
    }

    private void step() throws InterruptedException {
        // Read before waiting: what is fetched while waiting must not be skipped.
        long fetched = fetchedUpTo;
        List<ConsumerRecord<byte[], byte[]>> batch = queue.take(IDLE);
        try {
            if (!batch.isEmpty()) {
                apply(batch);
            } else if (logTrouble != null && !queue.isAccepting() && seekTo == UNKNOWN) {
                queue.pause(backOff.next());
                findPosition();
            } else if (queue.isAccepting() && fetched > position) {
                skipTo(fetched);
            }
        } catch (StalePositionException e) {
            LOG.warn("{}; reading the position again", e.getMessage());
            queue.reject();
            findPosition();
        }
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> batch) throws InterruptedException {
        long started = System.nanoTime();
        Projection into = projection();
        Applied applied = retrying(() -> into.apply(partition, position, batch));
        if (applied != null) {
            position = batch.getLast().offset() + 1;
            logTrouble = null;
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            observer.applied(partition, applied, took);
            observer.projected(batch, took);
        }
    }

    private void skipTo(long offset) throws InterruptedException {
        Projection into = projection();
        Long reached = retrying(() -> {
            into.skip(partition, position, offset);
            return offset;
        });
        if (reached != null) {
            position = reached;
        }
    }

    private void findPosition() throws InterruptedException {
        Long found = retrying(() -> {
            projection = projections.get();
            return projection.position(partition);
        });
        if (found != null) {
            position = found;
            seekTo = found;
        }
    }

    private Projection projection() {
        return Objects.requireNonNull(projection, "The position is read first");
    }

    /** Null when the lane was closed before it worked. */
    private <T> @Nullable T retrying(Supplier<T> action) throws InterruptedException {
        while (!queue.isClosed()) {
            try {
                T result = action.get();
                databaseTrouble = null;
                backOff.reset();
                return result;
            } catch (DataAccessException | TransactionException e) {
                Duration pause = backOff.next();
                databaseTrouble = String.valueOf(e.getMessage());
                LOG.warn("Partition {} waits {} ms for PostgreSQL: {}", partition, pause.toMillis(), e.getMessage());
                queue.pause(pause);
            }
        }
        return null;
    }
}
