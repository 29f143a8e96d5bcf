package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointSchedule;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.wire.RecordKey;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition this instance holds: its stores' states, where its next event will stand, and in which
 * {@linkplain PartitionState state} it is. While open they belong to the writer's thread, else to the restorer's.
 */
final class HeldPartition {

    private static final Logger log = LoggerFactory.getLogger(HeldPartition.class);

    /**
     * @param closedSinceNanos when it stopped taking commands, or was taken over
     * @param settled completes when it takes commands or is given up
     */
    private record Phase(PartitionState state, long closedSinceNanos, CompletableFuture<Void> settled) {

        Phase in(PartitionState next) {
            return state == PartitionState.OPEN
                    ? new Phase(next, System.nanoTime(), new CompletableFuture<>())
                    : new Phase(next, closedSinceNanos, settled);
        }
    }

    private final int partition;
    private Stores stores = new Stores();
    private final PartitionKeys keys;
    private Position next;
    private @Nullable PartitionCheckpoint checkpoint;
    private CheckpointSchedule schedule = CheckpointSchedule.from(Instant.EPOCH);
    /** Events read since restoring began, and not in the schedule yet: a new one for each would be millions in a long replay. */
    private long replayed;
    /** The id is null for a checkpoint that was found when the partition was taken. */
    private @Nullable Uuid checkpointTopic;

    private boolean checkpointing;
    /** The whole log has been or is being read, no checkpoint stands between it and the states. */
    private boolean readFromStart;

    private final Lock restoring = new ReentrantLock();
    /** The lock is held for one transition alone, and nothing is waited for under it. */
    private final Object transition = new Object();

    private volatile Phase phase = new Phase(PartitionState.WAITING, System.nanoTime(), new CompletableFuture<>());

    HeldPartition(int partition) {
        this.partition = partition;
        this.keys = new PartitionKeys(partition);
        this.next = new Position(partition, 0);
    }

    int partition() {
        return partition;
    }

    Stores stores() {
        return stores;
    }

    /** Returns the keys of the stores' texts. */
    PartitionKeys keys() {
        return keys;
    }

    /** Returns the offset behind what the stores' states have in them. */
    Position next() {
        return next;
    }

    void moveTo(Position position) {
        next = position;
    }

    /** Its past was read up to here. The next owner had to read that again, if nobody orders until then. */
    void isReadTo(Position position) {
        moveTo(position);
        schedule = schedule.plus(replayed);
        replayed = 0;
    }

    /** Folds the past into the states event by event, so that reading which broke off goes on where it did. */
    TransactionalLog.History past() {
        return new TransactionalLog.History() {
            @Override
            public void event(RecordedEvent event) {
                stores.event(event);
                next = event.position().next();
                replayed++;
            }

            @Override
            public void nobodys(Position position, RecordKey.Reason reason) {
                next = position.next();
            }

            @Override
            public void unreadable(String storeId, StoreRecord.Unreadable record) {
                stores.unreadable(storeId, record);
                next = record.position().next();
            }
        };
    }

    /** Returns true if a checkpoint may be to blame for a store that is held back. */
    boolean isCheckpointInDoubt() {
        return !readFromStart && stores.isPastInDoubt();
    }

    /** Returns null until restoring has begun. */
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
        replayed = 0;
        readFromStart = position.offset() == 0;
    }

    void appended(int events) {
        schedule = schedule.plus(events);
    }

    /**
     * Returns false while a store is held back: its bad record lies behind the checkpoint then, and would be forgotten.
     */
    boolean isCheckpointDue(Instant now) {
        return isOpen() && !checkpointing && !stores.isCheckpointHeldBack() && schedule.isDue(now);
    }

    void checkpointBegins() {
        checkpointing = true;
    }

    /**
     * Returns the id of the topic that the checkpoint was written to; null for one that was found when the partition
     * was taken.
     */
    @Nullable
    Uuid checkpointTopic() {
        return checkpointTopic;
    }

    void checkpointWritten(PartitionCheckpoint written, Uuid topic, Instant now) {
        checkpoint = written;
        checkpointTopic = topic;
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

    /**
     * Returns the lock that one restore holds at a time, for as long as it reads. The writer's thread and the group's
     * never take it.
     */
    Lock restoring() {
        return restoring;
    }

    PartitionState state() {
        return phase.state();
    }

    boolean isOpen() {
        return state() == PartitionState.OPEN;
    }

    boolean isGivenUp() {
        return state() == PartitionState.GIVEN_UP;
    }

    long closedSinceNanos() {
        return phase.closedSinceNanos();
    }

    /** Completes when the partition takes commands or is no longer held. */
    CompletableFuture<Void> settled() {
        return phase.settled();
    }

    /**
     * Brings the partition into another state, without waiting: who does so keeps all partitions' commands waiting.
     *
     * @throws IllegalStateException if the state that it is in does not lead there
     */
    void transitionTo(PartitionState to) {
        Phase from;
        Phase reached;
        synchronized (transition) {
            from = phase;
            if (!from.state().mayBecome(to)) {
                throw new IllegalStateException(
                        "Partition %d is %s and cannot become %s".formatted(partition, from.state(), to));
            }
            reached = from.in(to);
            phase = reached;
        }
        if (to == PartitionState.OPEN || to == PartitionState.GIVEN_UP) {
            reached.settled().complete(null);
        }
        log.debug("Partition {} was {} and is {}", partition, from.state(), to);
    }
}
