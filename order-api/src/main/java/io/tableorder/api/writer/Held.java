package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointSchedule;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.UnreadableEventException;
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
    /** The whole log has been or is being read, no checkpoint stands between it and the states. */
    private boolean readFromStart;

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

    /** Folds the past into the states event by event, so that reading which broke off goes on where it did. */
    WriterLog.History past() {
        return new WriterLog.History() {
            @Override
            public void event(RecordedEvent event) {
                stores.event(event);
                next = event.position().next();
            }

            @Override
            public void unreadable(String storeId, Position position, UnreadableEventException cause) {
                stores.unreadable(storeId, position, cause);
                next = position.next();
            }
        };
    }

    /** True if a checkpoint may be to blame for a store that is held back. */
    boolean isCheckpointInDoubt() {
        return !readFromStart && stores.heldBackCount() > 0;
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
        readFromStart = position.offset() == 0;
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

    /** It was made, and its append failed: another is due at once. */
    void checkpointFailed() {
        checkpointing = false;
    }

    /** It could not be made: another is due when as much has happened again, lest it fail over and over. */
    void checkpointPutOff(Instant now) {
        schedule = CheckpointSchedule.from(now);
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
