package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointLoad.Reason;
import org.jspecify.annotations.Nullable;

/** Ends the reading of a checkpoint; becomes {@link CheckpointLoad.Unusable}. */
final class UnusableCheckpointException extends RuntimeException {

    private final Reason reason;

    UnusableCheckpointException(Reason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
