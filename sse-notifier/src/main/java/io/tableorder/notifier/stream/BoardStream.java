package io.tableorder.notifier.stream;

import io.tableorder.board.BoardView;
import io.tableorder.event.Position;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.EventHistory.Outcome;
import io.tableorder.notifier.feed.Signal;
import io.tableorder.notifier.feed.Subscription;
import io.tableorder.store.StoreState;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from its first byte to its last, on the thread of its request. Takes frames from its store's ring at
 * its own pace.
 */
public final class BoardStream {

    private static final Logger log = LoggerFactory.getLogger(BoardStream.class);

    /** Of frames flushed at once: a full batch still leaves a slow line well within the time for a write. */
    private static final int BATCH_BYTES = 64 * 1024;

    /** Clients come back after 1 to 4 seconds, spread, so that a restart is not followed by a rush. */
    private static final Duration RETRY_MINIMUM = Duration.ofSeconds(1);

    private static final Duration RETRY_SPREAD = Duration.ofSeconds(3);

    private final StreamRequest request;
    private final Subscription subscription;
    private final EventHistory history;
    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final Lifetime lifetime;
    private volatile boolean pingDue;

    BoardStream(
            StreamRequest request,
            Subscription subscription,
            EventHistory history,
            StreamSettings settings,
            StreamMetrics metrics,
            Lifetime lifetime) {
        this.request = request;
        this.subscription = subscription;
        this.history = history;
        this.settings = settings;
        this.metrics = metrics;
        this.lifetime = lifetime;
    }

    /** Ends at the given time at the latest, on {@link System#nanoTime()}'s clock. */
    void endBy(long nanoTime) {
        lifetime.endBy(nanoTime);
        subscription.wake();
    }

    String storeId() {
        return request.storeId();
    }

    /** Says something soon, so that it ends if nobody is there to hear it. */
    void ping() {
        pingDue = true;
        subscription.wake();
    }

    /** Writes until the stream ends, and says why it did. */
    EndReason run(OutputStream out) {
        FrameWriter writer = new FrameWriter(out, metrics, settings.writeDeadline());
        try {
            writer.text("retry: " + retryMillis() + "\n\n");
            begin(writer);
            return follow(writer);
        } catch (IOException failed) {
            return isTimeout(failed) ? EndReason.WRITE_TIMEOUT : EndReason.CLIENT_GONE;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return EndReason.SHUTDOWN;
        } catch (RuntimeException e) {
            log.error("A stream failed", e);
            return EndReason.FAILURE;
        }
    }

    /** The container's own timeout comes wrapped, in as many layers as there are between it and here. */
    private static boolean isTimeout(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SlowClientException || cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private void begin(FrameWriter writer) throws IOException, InterruptedException {
        switch (request.resume()) {
            case Resume.Fresh _ -> initial(writer);
            case Resume.After(String eventId) -> resumeAfter(eventId, writer);
            case Resume.Since(var time) -> {
                Position last = subscription.snapshot().head().position();
                if (last != null) {
                    resetUnlessComplete(history.since(request.storeId(), time, last, writer::frames), writer);
                }
            }
        }
    }

    private void resumeAfter(String eventId, FrameWriter writer) throws IOException, InterruptedException {
        Position held = positionOf(eventId);
        // First: what the re-read brings must end exactly where the ring goes on.
        Position last = subscription.snapshot().head().position();
        if (held == null || last == null) {
            reset(ResetReason.UNKNOWN_POSITION, writer);
            return;
        }
        switch (subscription.moveAfter(held)) {
            case IN_RING -> metrics.resumed("ring");
            case NOT_OF_THIS_STORE -> reset(ResetReason.UNKNOWN_POSITION, writer);
            case BEFORE_RING ->
                resetUnlessComplete(history.after(request.storeId(), held, last, writer::frames), writer);
        }
    }

    private static @Nullable Position positionOf(String eventId) {
        try {
            return Position.parse(eventId);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private void resetUnlessComplete(Outcome outcome, FrameWriter writer) throws IOException {
        switch (outcome) {
            case COMPLETE -> metrics.resumed("log");
            case TOO_OLD -> reset(ResetReason.TOO_OLD, writer);
            case NOT_OF_THIS_STORE -> reset(ResetReason.UNKNOWN_POSITION, writer);
            case UNAVAILABLE -> reset(ResetReason.HISTORY_UNAVAILABLE, writer);
        }
    }

    private void reset(ResetReason reason, FrameWriter writer) throws IOException {
        metrics.resumed(reason.label());
        writer.text(reason.frame());
        initial(writer);
    }

    private void initial(FrameWriter writer) throws IOException {
        StoreState state = subscription.snapshot();
        Position position = state.head().position();
        String id = position == null ? "" : "id: " + position + "\n";
        String board = Json.mapper().writeValueAsString(BoardView.of(state));
        writer.text(id + "event: initial\ndata: " + board + "\n\n");
    }

    private EndReason follow(FrameWriter writer) throws IOException, InterruptedException {
        while (true) {
            EndReason over = lifetime.over();
            if (over != null) {
                return over;
            }
            if (untilPing(writer) <= 0) {
                pingDue = false;
                writer.text(": ping\n\n");
            }
            switch (subscription.next(BATCH_BYTES, () -> Math.min(untilPing(writer), lifetime.left()))) {
                case Signal.Frames(var frames) -> {
                    writer.frames(frames);
                    metrics.delivered(frames);
                }
                case Signal.Silence _ -> {}
                case Signal.Lagged _ -> {
                    return EndReason.LAGGED;
                }
                case Signal.Ended(var why) -> {
                    writer.text(ResetReason.of(why).frame());
                    return EndReason.of(why);
                }
            }
        }
    }

    private long untilPing(FrameWriter writer) {
        return pingDue ? 0 : settings.heartbeat().toNanos() - (System.nanoTime() - writer.lastFlush());
    }

    private static long retryMillis() {
        return RETRY_MINIMUM.toMillis() + ThreadLocalRandom.current().nextLong(RETRY_SPREAD.toMillis());
    }
}
