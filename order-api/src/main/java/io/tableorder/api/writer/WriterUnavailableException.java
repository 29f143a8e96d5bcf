package io.tableorder.api.writer;

import java.time.Duration;

/** The command may be tried again, with the same id: answered 503 with Retry-After. */
public final class WriterUnavailableException extends RuntimeException {

    /** This says why, in words that serve as a metric's label. */
    public enum Reason {
        /** More commands wait than the writer takes. */
        QUEUE_FULL,
        /** The partition is between owners, or its owner is still restoring. */
        NOT_OWNED,
        /** An event of the store cannot be read or applied; an operator has to look at it. */
        STORE_HELD_BACK,
        /** The partition's owner runs a version that does not know the command, or gives answers not known here. */
        VERSION_SKEW,
        /** The deadline passed; the command may or may not have been done. */
        TIMED_OUT
    }

    private final Reason reason;
    private final Duration retryAfter;

    /** This is long enough for a queue to drain or a partition to change hands, short enough for a guest to wait. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration AFTER_A_REPAIR = Duration.ofSeconds(60);

    public static WriterUnavailableException of(Reason reason) {
        return new WriterUnavailableException(
                reason,
                switch (reason) {
                    case QUEUE_FULL, NOT_OWNED, VERSION_SKEW, TIMED_OUT -> SOON;
                    case STORE_HELD_BACK -> AFTER_A_REPAIR;
                });
    }

    static WriterUnavailableException queueFull() {
        return of(Reason.QUEUE_FULL);
    }

    static WriterUnavailableException notOwned() {
        return of(Reason.NOT_OWNED);
    }

    static WriterUnavailableException timedOut() {
        return of(Reason.TIMED_OUT);
    }

    static WriterUnavailableException heldBack() {
        return of(Reason.STORE_HELD_BACK);
    }

    private WriterUnavailableException(Reason reason, Duration retryAfter) {
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
