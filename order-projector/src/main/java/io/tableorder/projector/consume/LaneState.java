package io.tableorder.projector.consume;

import java.util.Set;

/**
 * This says where a partition's lane is in its life. The lane's own thread and the polling thread hand it on to each
 * other.
 */
public enum LaneState {
    /** The lane asks PostgreSQL where to go on. */
    LOCATING,
    /** The position is known, and the polling thread has to go there. */
    SEEKING,
    /** Records come in and are applied. */
    FOLLOWING,
    /** The log does not hold the position. Reading on would leave a gap, so the lane waits and looks again. */
    OUT_OF_RANGE,
    /** The lane ended by itself, by a fault of ours. Its partition stands still until another lane takes its place. */
    FAILED,
    /** The partition is no longer assigned here. */
    CLOSED;

    boolean mayBecome(LaneState next) {
        return successors().contains(next);
    }

    private Set<LaneState> successors() {
        return switch (this) {
            case LOCATING -> Set.of(SEEKING, FAILED, CLOSED);
            case SEEKING -> Set.of(FOLLOWING, FAILED, CLOSED);
            case FOLLOWING -> Set.of(LOCATING, OUT_OF_RANGE, FAILED, CLOSED);
            case OUT_OF_RANGE -> Set.of(LOCATING, FAILED, CLOSED);
            case FAILED -> Set.of(CLOSED);
            case CLOSED -> Set.of();
        };
    }
}
