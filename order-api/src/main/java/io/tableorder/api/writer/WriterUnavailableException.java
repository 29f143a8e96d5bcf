package io.tableorder.api.writer;

import java.time.Duration;

/** The command may be tried again, with the same id: answered 503 with Retry-After. */
public final class WriterUnavailableException extends RuntimeException {

    /** Why, in words that serve as a metric's label. */
    public enum Reason {
        /** More commands wait than the writer takes. */
        QUEUE_FULL,
        /** The partition is between owners, or its owner is still restoring. */
        NOT_OWNED,
        /** The deadline passed; the command may or may not have been done. */
        TIMED_OUT
    }

    private final Reason reason;
    private final Duration retryAfter;

    WriterUnavailableException(Reason reason, Duration retryAfter) {
        super("The store's writer is unavailable (%s); try again with the same Idempotency-Key".formatted(reason));
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
