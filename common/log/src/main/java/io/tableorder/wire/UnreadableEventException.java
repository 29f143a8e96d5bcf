package io.tableorder.wire;

import org.jspecify.annotations.Nullable;

/** The record cannot be read as an event. Never a reason to skip it. */
public final class UnreadableEventException extends RuntimeException {

    /** This says why, in words that serve as a metric's label. */
    public enum Reason {
        NULL_VALUE,
        OVERSIZED,
        INVALID_JSON,
        INVALID_FACTS,
        UNKNOWN_TYPE,
        HASH_MISMATCH,
        WRONG_KEY
    }

    private final Reason reason;

    UnreadableEventException(Reason reason, String message) {
        this(reason, message, null);
    }

    UnreadableEventException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
