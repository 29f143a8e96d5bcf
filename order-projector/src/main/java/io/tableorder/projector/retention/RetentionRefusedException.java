package io.tableorder.projector.retention;

/** Months were not dropped; the message says what needs them, or what is in the way, and what to do. */
public final class RetentionRefusedException extends RuntimeException {
    RetentionRefusedException(String message) {
        super(message);
    }
}
