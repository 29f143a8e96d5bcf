package io.tableorder.api.writer;

import io.tableorder.event.RecordedEvent;
import java.util.concurrent.CompletableFuture;

/** A command in the writer's queue, and who waits for its outcome. */
final class Waiting {

    final CommandRequest request;
    final int partition;
    final long enqueuedNanos;
    final long deadlineNanos;
    final String traceparent;
    final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    /** Once tried, a receipt under its id may be its own: the first answer, not a repetition. The event then says whose it is. */
    private boolean tried;

    /** @param traceparent what its events' headers say they are part of */
    Waiting(
            CommandRequest request,
            int partition,
            boolean tried,
            long nowNanos,
            long deadlineNanos,
            String traceparent) {
        this.request = request;
        this.partition = partition;
        this.enqueuedNanos = nowNanos;
        this.deadlineNanos = deadlineNanos;
        this.tried = tried;
        this.traceparent = traceparent;
    }

    boolean isOverAt(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    void markTried() {
        tried = true;
    }

    /** Returns true if the event is what an earlier try of this request did, and no repetition by the client. */
    boolean isOwn(RecordedEvent earlier) {
        return tried && earlier.stamp().isOfSameRequest(request.stamp());
    }

    boolean wasTried() {
        return tried;
    }

    void fail(RuntimeException cause) {
        verdict.completeExceptionally(cause);
    }

    /** The partition is not open, or it is not known whether the commit took place. */
    void tryAgain() {
        verdict.completeExceptionally(new TryAgain());
    }

    /** Nobody knows whether the command was done; the same command again will tell. Never leaves the package. */
    static final class TryAgain extends RuntimeException {

        private static final long serialVersionUID = 1;

        TryAgain() {
            super("Try again when the partition is open", null, false, false);
        }
    }
}
