package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.EventHistory.Outcome;
import io.tableorder.notifier.feed.Frame;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.feed.Signal;
import io.tableorder.notifier.sse.SseFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A board stream is one connection, from its first byte to its last. It takes frames from its feed at its own pace: what
 * its connection does not take now is sent when it does, and nothing waits meanwhile. All of it happens on its loop's
 * thread, except the public methods, which any thread may call.
 */
public final class BoardStream {

    private static final Logger log = LoggerFactory.getLogger(BoardStream.class);

    /**
     * A batch of frames flushed at once is at most so large, and leaves a slow line well within the time for a write.
     */
    private static final int BATCH_BYTES = 64 * 1024;

    /**
     * A client waits so long for the position that it holds to be read here too: another instance may have been
     * quicker.
     */
    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(2);

    /**
     * A client that acknowledges nothing for so long has vanished. A ping is sent each heartbeat, so its place is free one
     * heartbeat and this later; a shorter time would end screens that walk through a dead spot.
     */
    private static final Duration MAXIMUM_UNANSWERED = Duration.ofSeconds(20);

    private final String account;
    private final Resume from;
    private final FeedSource source;
    private final Surroundings around;
    private final StreamLoop loop;
    private final Lifetime lifetime;
    private final Outbox out = new Outbox();

    private StreamState state = new StreamState.Opening(System.nanoTime());
    private @Nullable Siblings siblings;

    /** These boards are still to be sent before what happens. */
    private Iterator<SseFrame> boards = Collections.emptyIterator();

    /** The events that the outbox holds, for the counts. */
    private List<Frame> batch = List.of();

    /** The stream is live once it has sent what happened before it came. */
    private boolean live;

    private volatile boolean pingDue;

    /** The client's address, once there is a connection. */
    private volatile @Nullable InetSocketAddress peer;

    /** The client has not acknowledged what it was sent since this {@link System#nanoTime}. */
    private volatile OptionalLong unansweredSince = OptionalLong.empty();

    BoardStream(
            String account, Resume from, FeedSource source, Surroundings around, StreamLoop loop, Lifetime lifetime) {
        this.account = account;
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
            if (state instanceof StreamState.Opening) {
                peer = connection.peer();
                out.connect(connection);
                out.add(around.retry().frame());
                resume();
            } else {
                connection.close();
            }
        });
    }

    /** Says that the connection takes more, as was asked for. */
    public void writable() {
        execute(() -> {
            out.writable();
            pump();
        });
    }

    /** Says that the client has closed the connection, or never had one. */
    public void gone() {
        execute(() -> end(out.isEmpty() ? EndReason.CLIENT_GONE : EndReason.WRITE_FAILED));
    }

    private void execute(Runnable step) {
        loop.execute(() -> guarded(step));
    }

    /** Runs a step so that whatever is wrong with this stream is none of the others' business. */
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

    String account() {
        return account;
    }

    Scope scope() {
        return source.scope();
    }

    /** Sends a ping soon, so that the stream ends if nobody is there to hear it. */
    void ping() {
        pingDue = true;
    }

    /** Notes whether the client is among those who acknowledge nothing; called every few seconds. */
    void note(Set<InetSocketAddress> unanswered, long now) {
        InetSocketAddress client = peer;
        if (client == null || !unanswered.contains(client)) {
            unansweredSince = OptionalLong.empty();
        } else if (unansweredSince.isEmpty()) {
            unansweredSince = OptionalLong.of(now);
        }
    }

    private boolean hasVanished(long now) {
        OptionalLong since = unansweredSince;
        return since.isPresent() && now - since.getAsLong() > MAXIMUM_UNANSWERED.toNanos();
    }

    /** Returns what the client was sent and has not taken. */
    Outbox outbox() {
        return out;
    }

    /** Says that the feed has something new. */
    void changed() {
        guarded(this::pump);
    }

    /** Looks at the clock; called many times a second. */
    void look(long now) {
        guarded(() -> {
            EndReason over = lifetime.over();
            if (over != null) {
                finish(over, over == EndReason.SHUTDOWN ? List.of(around.retry().frame()) : List.of());
            } else if (out.isBlockedLongerThan(around.settings().writeDeadline(), now)) {
                end(EndReason.WRITE_TIMEOUT);
            } else if (hasVanished(now)) {
                end(EndReason.CLIENT_VANISHED);
            } else {
                lookByState(now);
            }
        });
    }

    private void lookByState(long now) {
        switch (state) {
            case StreamState.Opening(long since)
            when now - since > around.settings().writeDeadline().toNanos() -> end(EndReason.CLIENT_GONE);
            case StreamState.Waiting _ -> resume();
            case StreamState.Following _
            when out.isEmpty() && isPingDue(now) -> {
                pingDue = false;
                out.add(SseFrame.PING);
                pump();
            }
            case StreamState.Opening _, StreamState.Replaying _, StreamState.Following _ -> {}
            case StreamState.Ending _, StreamState.Ended _ -> {}
        }
    }

    private boolean isPingDue(long now) {
        return pingDue || now - out.lastFlush() >= around.settings().heartbeat().toNanos();
    }

    /** Changes the state. Every change is checked, counted and logged here. */
    private void transitionTo(StreamState next) {
        if (!state.name().mayBecome(next.name())) {
            throw new IllegalStateException("A stream that is %s cannot become %s".formatted(state, next));
        }
        around.metrics().changed(state.name(), next.name());
        log.atTrace().addKeyValue("feed", scope()).log("Stream changes from {} to {}", state, next);
        if (state instanceof StreamState.Replaying(var replay)) {
            replay.abandon();
        }
        state = next;
    }

    private void resume() {
        switch (from) {
            case Resume.Fresh _ -> sendBoards();
            case Resume.After(String eventId) -> resume(source.after(eventId));
            case Resume.Since(var time) -> resume(source.since(time));
        }
        pump();
    }

    private void resume(FeedSource.Resumption resumption) {
        switch (resumption) {
            case FeedSource.Resumption.With(var missed) -> {
                around.metrics().resumed("ring");
                queue(missed);
                transitionTo(new StreamState.Following());
            }
            case FeedSource.Resumption.FromLog(var reading) -> replay(reading);
            case FeedSource.Resumption.NotYet _
            when state instanceof StreamState.Opening -> transitionTo(new StreamState.Waiting(System.nanoTime()));
            case FeedSource.Resumption.NotYet _
            when state instanceof StreamState.Waiting(long since)
                    && System.nanoTime() - since < MAXIMUM_WAIT.toNanos() -> {}
            case FeedSource.Resumption.NotYet _, FeedSource.Resumption.Unknown _ -> reset(ResetReason.UNKNOWN_POSITION);
        }
    }

    private void replay(FeedSource.Reading reading) {
        Replay replay = new Replay(reading, this::sendReplayed, this::replayed);
        transitionTo(new StreamState.Replaying(replay));
        replay.start(this::execute);
    }

    private void sendReplayed(List<Frame> frames) {
        queue(frames);
        pump();
    }

    private void replayed(Outcome outcome) {
        switch (outcome) {
            case COMPLETE -> {
                around.metrics().resumed("log");
                transitionTo(new StreamState.Following());
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
        sendBoards();
    }

    private void sendBoards() {
        boards = source.boards(siblings());
        transitionTo(new StreamState.Following());
    }

    /** Sends all there is, until the connection takes no more. */
    private void pump() {
        try {
            while (flush() && state instanceof StreamState.Following) {
                if (boards.hasNext()) {
                    out.add(boards.next());
                } else if (!sendNext()) {
                    live = true;
                    return;
                }
            }
        } catch (IOException failed) {
            end(EndReason.WRITE_FAILED);
        }
    }

    /** Returns false when there is nothing to send now. */
    private boolean sendNext() {
        switch (source.next(BATCH_BYTES)) {
            case Signal.Frames(var frames) -> queue(frames);
            case Signal.Silence _ -> {
                List<SseFrame> notices = source.notices();
                notices.forEach(out::add);
                return !notices.isEmpty();
            }
            case Signal.Lagged _ -> end(EndReason.LAGGED);
            case Signal.Ended(var why) ->
                finish(EndReason.of(why), List.of(ResetReason.of(why).frame()));
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

    /** Returns true when all that was to be sent is sent. */
    private boolean flush() throws IOException {
        if (!out.flush()) {
            return false;
        }
        if (!batch.isEmpty()) {
            around.metrics().sent(batch, live);
            batch = List.of();
        }
        switch (state) {
            case StreamState.Replaying(var replay) -> replay.taken();
            case StreamState.Ending(var reason) -> end(reason);
            case StreamState.Opening _, StreamState.Waiting _, StreamState.Following _, StreamState.Ended _ -> {}
        }
        return true;
    }

    /** Ends after these words, or without them if the client takes nothing now. */
    private void finish(EndReason reason, List<SseFrame> words) {
        if (!state.name().mayBecome(StreamState.Name.ENDING)) {
            return;
        }
        if (!out.takesMore()) {
            end(reason);
            return;
        }
        transitionTo(new StreamState.Ending(reason));
        words.forEach(out::add);
        pump();
    }

    private void end(EndReason reason) {
        if (state instanceof StreamState.Ended) {
            return;
        }
        transitionTo(new StreamState.Ended(reason));
        out.close();
        source.close();
        siblings().remove(this);
        around.ended(this, reason);
    }

    private Siblings siblings() {
        return Objects.requireNonNull(siblings, "A stream joins before anything else");
    }
}
