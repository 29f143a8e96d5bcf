package io.tableorder.checkpoint;

import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import java.util.Map;

/**
 * A load is what came of reading a partition's checkpoint. Whatever it is not {@link Loaded} for, a replay from the
 * beginning helps.
 */
public sealed interface CheckpointLoad {

    /** Returns what stands in the topic, which the partition's next checkpoint is written over. */
    PartitionCheckpoint checkpoint();

    /**
     * The fold of all events before {@code next}; every store not in {@code states} has none there.
     *
     * <p>Each event from {@code next} on must follow its store's state. If one cannot ({@link StoreState#evolve} throws
     * {@code ImpossibleEventException}), doubt the checkpoint before the log: replay from the beginning, and go on with
     * {@code checkpoint().distrusted()}.
     */
    record Loaded(Map<String, StoreState> states, Position next, PartitionCheckpoint checkpoint)
            implements CheckpointLoad {

        public Loaded {
            states = Map.copyOf(states);
        }
    }

    /** None has been written yet. */
    record Missing(PartitionCheckpoint checkpoint) implements CheckpointLoad {}

    /**
     * There is a checkpoint, but it cannot be used.
     *
     * @param detail which record, what was expected and what was found, for a warning
     */
    record Unusable(Reason reason, String detail, PartitionCheckpoint checkpoint) implements CheckpointLoad {}

    /** This says why a checkpoint cannot be used, in words that serve as a metric's label. */
    enum Reason {
        /** A record cannot be read. */
        CORRUPT,
        /** Records are missing, or are not of one checkpoint. */
        TORN,
        /** Written by a newer version, or by one so old that its format is no longer read. */
        UNKNOWN_FORMAT,
        /** It holds more than the log does. To a reader without the writer's fence this may pass within moments. */
        BEYOND_LOG_END,
        /** Its events are not those of this log. */
        OTHER_LOG
    }
}
