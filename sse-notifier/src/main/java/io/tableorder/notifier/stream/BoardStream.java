package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.EventHistory.Outcome;
import io.tableorder.notifier.feed.Frame;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.feed.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from its first byte to its last. Takes frames from its feed at its own pace: what its
 * connection does not take now is sent when it does, and nothing waits meanwhile. All of it happens on its loop's thread,
 * but for the public methods, which any thread may call.
 */
public final class BoardStream {

    private static final Logger log = LoggerFactory.getLogger(BoardStream.class);

    /** Of frames flushed at once: a full batch still leaves a slow line well within the time for a write. */
    private static final int BATCH_BYTES = 64 * 1024;

    /** For the position that a client holds to be read here too: another instance may have been quicker. */
    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(2);

    private enum Phase {
        /** Admitted; the connection is still the request's. */
        OPENING,
        /** For the log to be read up to where the client is. */
        WAITING,
        /** Sends what the log is re-read for. */
        REPLAYING,
        /** Sends what comes from the ring. */
        FOLLOWING,
        /** Sends its last words. */
        ENDING,
        ENDED
    }

    private final Resume from;
    private final Source source;
    private final Surroundings around;
    private final StreamLoop loop;
    private final Lifetime lifetime;
    private final Outbox out = new Outbox();

    private Phase phase = Phase.OPENING;
    private long phaseSince = System.nanoTime();
    private @Nullable Siblings siblings;
    private EndReason ending = EndReason.FAILURE;

    /** Still to be sent before what happens. */
    private Iterator<ByteBuffer> boards = Collections.emptyIterator();

    /** What the outbox holds, for the counts; null when that is no events. */
    private @Nullable List<Frame> batch;

    /** Of the re-read that waits for the outbox to be empty. */
    private @Nullable CompletableFuture<Void> taken;

    /** False while it sends what happened before it came. */
    private boolean live;

    private volatile boolean pingDue;

    BoardStream(Resume from, Source source, Surroundings around, StreamLoop loop, Lifetime lifetime) {
        this.from = from;
        this.source = source;
        this.around = around;
        this.loop = loop;
        this.lifetime = lifetime;
    }

    /** Takes its place among its feed's streams; before anything else. */
    void join() {
        loop.execute(() -> {
            siblings = loop.of(source.scope());
            siblings.add(this);
        });
    }

    /** Begins to send, once the answer's head has been sent. */
    public void start(Outlet connection) {
        execute(() -> {
            if (phase == Phase.OPENING) {
                out.connect(connection);
                begin();
            } else {
                connection.close();
            }
        });
    }

    /** The connection takes more, as was asked for. */
    public void writable() {
        execute(() -> {
            out.writable();
            pump();
        });
    }

    /** The client has closed the connection, or never had one. */
    public void gone() {
        execute(() -> end(out.isEmpty() ? EndReason.CLIENT_GONE : EndReason.WRITE_FAILED));
    }

    private void execute(Runnable step) {
        loop.execute(() -> guarded(step));
    }

    /** Whatever is wrong with one stream is none of the others' business. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("A stream failed", e);
            end(EndReason.FAILURE);
        }
    }

    /** Ends at the given time at the latest, on {@link System#nanoTime()}'s clock. */
    void endBy(long nanoTime) {
        lifetime.endBy(nanoTime);
    }

    Scope scope() {
        return source.scope();
    }

    /** Says something soon, so that it ends if nobody is there to hear it. */
    void ping() {
        pingDue = true;
    }

    /** What the client was sent and has not taken. */
    Outbox outbox() {
        return out;
    }

    /** The feed has something new. */
    void changed() {
        guarded(this::pump);
    }

    /** Looks at the clock; called many times a second. */
    void look(long now) {
        guarded(() -> {
            EndReason over = lifetime.over();
            if (phase == Phase.ENDED) {
                return;
            } else if (over != null) {
                finish(over, over == EndReason.SHUTDOWN ? around.retry().frame() : "");
            } else if (out.isBlockedLongerThan(around.settings().writeDeadline(), now)) {
                end(EndReason.WRITE_TIMEOUT);
            } else if (phase == Phase.OPENING
                    && now - phaseSince > around.settings().writeDeadline().toNanos()) {
                end(EndReason.CLIENT_GONE);
            } else if (phase == Phase.WAITING) {
                resume();
            } else if (phase == Phase.FOLLOWING && out.isEmpty() && isPingDue(now)) {
                pingDue = false;
                out.add(": ping\n\n");
                pump();
            }
        });
    }

    private boolean isPingDue(long now) {
        return pingDue || now - out.lastFlush() >= around.settings().heartbeat().toNanos();
    }

    private void enter(Phase next) {
        phase = next;
        phaseSince = System.nanoTime();
    }

    private void begin() {
        out.add(around.retry().frame());
        resume();
    }

    private void resume() {
        switch (from) {
            case Resume.Fresh _ -> initial();
            case Resume.After(String eventId) -> resume(source.after(eventId));
            case Resume.Since(var time) -> resume(source.since(time));
        }
        pump();
    }

    private void resume(Source.Resumption resumption) {
        switch (resumption) {
            case Source.Resumption.With(var missed) -> {
                around.metrics().resumed("ring");
                queue(missed);
                enter(Phase.FOLLOWING);
            }
            case Source.Resumption.FromLog(var reading) -> replay(reading);
            case Source.Resumption.NotYet _ when phase != Phase.WAITING -> enter(Phase.WAITING);
            case Source.Resumption.NotYet _ when System.nanoTime() - phaseSince < MAXIMUM_WAIT.toNanos() -> {}
            case Source.Resumption.NotYet _, Source.Resumption.Unknown _ -> reset(ResetReason.UNKNOWN_POSITION);
        }
    }

    /** On a thread of its own, which waits for Kafka and for the client; the ring is followed when it is through. */
    private void replay(Source.Reading reading) {
        enter(Phase.REPLAYING);
        Thread.ofVirtual().name("history").start(() -> {
            Outcome outcome;
            try {
                outcome = reading.into(this::sendReplayed);
            } catch (IOException ended) {
                return;
            } catch (InterruptedException e) {
                throw new AssertionError("Nobody has this thread to interrupt it", e);
            } catch (RuntimeException e) {
                log.error("A re-read of the log failed", e);
                outcome = Outcome.UNAVAILABLE;
            }
            Outcome read = outcome;
            execute(() -> replayed(read));
        });
    }

    /** Returns when the client has taken them all. */
    private void sendReplayed(List<Frame> frames) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        execute(() -> {
            if (phase == Phase.REPLAYING) {
                taken = done;
                queue(frames);
                pump();
            } else {
                done.completeExceptionally(new IOException("The stream has ended"));
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private void replayed(Outcome outcome) {
        if (phase != Phase.REPLAYING) {
            return;
        }
        switch (outcome) {
            case COMPLETE -> {
                around.metrics().resumed("log");
                enter(Phase.FOLLOWING);
            }
            case TOO_OLD -> reset(ResetReason.TOO_OLD);
            case NOT_OF_THIS_STORE -> reset(ResetReason.UNKNOWN_POSITION);
            case UNAVAILABLE -> reset(ResetReason.HISTORY_UNAVAILABLE);
        }
        pump();
    }

    private void reset(ResetReason reason) {
        around.metrics().resumed(reason.label());
        out.add(reason.frame());
        initial();
    }

    private void initial() {
        boards = source.boards(siblings());
        enter(Phase.FOLLOWING);
    }

    /** Sends all there is, until the connection takes no more. */
    private void pump() {
        try {
            while (flush() && phase == Phase.FOLLOWING) {
                if (boards.hasNext()) {
                    out.add(List.of(boards.next()));
                } else if (!sendNext()) {
                    live = true;
                    return;
                }
            }
        } catch (IOException failed) {
            end(EndReason.WRITE_FAILED);
        }
    }

    /** False when there is nothing to send now. */
    private boolean sendNext() {
        switch (source.next(BATCH_BYTES)) {
            case Signal.Frames(var frames) -> queue(frames);
            case Signal.Silence _ -> {
                String notices = source.notices();
                if (notices.isEmpty()) {
                    return false;
                }
                out.add(notices);
            }
            case Signal.Lagged _ -> end(EndReason.LAGGED);
            case Signal.Ended(var why) ->
                finish(EndReason.of(why), ResetReason.of(why).frame());
        }
        return true;
    }

    private void queue(List<Frame> frames) {
        List<ByteBuffer> bytes = frames.stream()
                .filter(frame -> !frame.isSilent())
                .map(Frame::bytes)
                .toList();
        if (!bytes.isEmpty()) {
            out.add(bytes);
            batch = frames;
        }
    }

    /** True when all that was to be sent is sent. */
    private boolean flush() throws IOException {
        if (!out.flush()) {
            return false;
        }
        if (batch != null) {
            around.metrics().sent(batch, live);
            batch = null;
        }
        if (taken != null) {
            CompletableFuture<Void> done = taken;
            taken = null;
            done.complete(null);
        }
        if (phase == Phase.ENDING) {
            end(ending);
        }
        return true;
    }

    /** Ends after these words, or without them if the client takes nothing now. */
    private void finish(EndReason reason, String words) {
        if (phase == Phase.ENDING || phase == Phase.ENDED) {
            return;
        }
        if (!out.takesMore()) {
            end(reason);
            return;
        }
        ending = reason;
        enter(Phase.ENDING);
        if (!words.isEmpty()) {
            out.add(words);
        }
        pump();
    }

    private void end(EndReason reason) {
        if (phase == Phase.ENDED) {
            return;
        }
        enter(Phase.ENDED);
        out.close();
        if (taken != null) {
            taken.completeExceptionally(new IOException("The stream has ended"));
        }
        source.close();
        siblings().remove(this);
        around.ended(this, reason);
    }

    private Siblings siblings() {
        return Objects.requireNonNull(siblings, "A stream joins before anything else");
    }
}
