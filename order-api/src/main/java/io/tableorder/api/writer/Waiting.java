package io.tableorder.api.writer;

import java.util.concurrent.CompletableFuture;

/** A command in a writer's queue, and who waits for its outcome. */
final class Waiting {

    final CommandRequest request;
    final long enqueuedNanos;
    final long deadlineNanos;
    final CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();

    /** Once tried, a receipt under its id may be its own: the first answer, not a repetition. */
    private boolean tried;

    Waiting(CommandRequest request, boolean tried, long nowNanos, long deadlineNanos) {
        this.request = request;
        this.tried = tried;
        this.enqueuedNanos = nowNanos;
        this.deadlineNanos = deadlineNanos;
    }

    boolean isOverAt(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    void markTried() {
        tried = true;
    }

    boolean wasTried() {
        return tried;
    }
}
