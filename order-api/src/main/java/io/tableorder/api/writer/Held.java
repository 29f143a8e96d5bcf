package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointSchedule;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A partition this instance holds: its stores' states and where its next event will stand. While closed they belong to
 * the restorer, while open to the writer's thread; {@link LogWriter} alone changes which.
 */
final class Held {

    private final int partition;
    private Stores stores = new Stores();
    private Position next;
    private @Nullable PartitionCheckpoint checkpoint;
    private CheckpointSchedule schedule = CheckpointSchedule.from(Instant.EPOCH);
    private boolean checkpointing;
    private volatile long closedSinceNanos = System.nanoTime();
    private volatile boolean open;
    private volatile boolean dropped;
    private volatile CompletableFuture<Void> settled = new CompletableFuture<>();

    Held(int partition) {
        this.partition = partition;
        this.next = new Position(partition, 0);
    }

    int partition() {
        return partition;
    }

    Stores stores() {
        return stores;
    }

    /** Behind what the stores' states have in them. */
    Position next() {
        return next;
    }

    void moveTo(Position position) {
        next = position;
    }

    /** Null until restoring has begun. */
    @Nullable
    PartitionCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Begins restoring, from a checkpoint's states or from nothing. */
    void beginAt(Stores from, Position position, PartitionCheckpoint base, Instant now) {
        stores = from;
        next = position;
        checkpoint = base;
        schedule = CheckpointSchedule.from(now);
    }

    void appended(int events) {
        schedule = schedule.plus(events);
    }

    /** Never while a store is held back: its bad record lies behind the checkpoint then, and would be forgotten. */
    boolean isCheckpointDue(Instant now) {
        return open && !checkpointing && stores.heldBackCount() == 0 && schedule.isDue(now);
    }

    void checkpointBegins() {
        checkpointing = true;
    }

    void checkpointWritten(PartitionCheckpoint written, Instant now) {
        checkpoint = written;
        schedule = CheckpointSchedule.from(now);
        checkpointing = false;
    }

    void checkpointFailed() {
        checkpointing = false;
    }

    long closedSinceNanos() {
        return closedSinceNanos;
    }

    boolean isOpen() {
        return open;
    }

    boolean isDropped() {
        return dropped;
    }

    void open() {
        open = true;
        settled.complete(null);
    }

    void close() {
        if (open) {
            open = false;
            closedSinceNanos = System.nanoTime();
            settled = new CompletableFuture<>();
        }
    }

    void drop() {
        dropped = true;
        open = false;
        settled.complete(null);
    }

    /** Completes when the partition takes commands or is no longer held. */
    CompletableFuture<Void> settled() {
        return settled;
    }
}
