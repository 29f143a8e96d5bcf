package io.tableorder.projector.rebuild;

import org.jspecify.annotations.Nullable;

/** The rebuild ended without a switch; queries see what they saw before. What was read is kept, and a new start goes on. */
public final class RebuildFailedException extends RuntimeException {
    RebuildFailedException(String message) {
        this(message, null);
    }

    RebuildFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
