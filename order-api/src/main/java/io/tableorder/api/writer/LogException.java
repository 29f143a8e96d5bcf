package io.tableorder.api.writer;

import org.jspecify.annotations.Nullable;

/** The log did not do what was asked. */
abstract sealed class LogException extends RuntimeException {

    private LogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It cannot be reached in time, or its answer is not known. */
    static final class Unavailable extends LogException {
        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Another owner writes there now, or the broker gave up on a transaction of ours that took too long. */
    static final class Fenced extends LogException {
        Fenced(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
