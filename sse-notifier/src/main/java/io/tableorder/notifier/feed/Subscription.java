package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.notifier.feed.EventHistory.Outcome;
import io.tableorder.store.StoreState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A subscription is one stream's place in its feed. Whoever follows it from {@link #snapshot} or {@link #moveAfter} on
 * gets every frame after that, each once. Closing gives the place back. It is for one thread at a time and waits only in
 * {@link #reread} and {@link #rereadSince}.
 */
public final class Subscription implements AutoCloseable {

    private final Feed feed;
    private final Set<String> toldStopped = new HashSet<>();
    private long cursor;
    private boolean open = true;

    Subscription(Feed feed) {
        this.feed = feed;
    }

    public Scope scope() {
        return feed.scope();
    }

    /**
     * A snapshot has the boards of one moment.
     *
     * @param states of all stores that something follows of
     * @param position null before the feed's first event
     * @param sequence another snapshot of this feed with the same number has the same boards
     */
    public record Snapshot(List<StoreState> states, FeedPosition position, long sequence) {

        /** Returns false before the feed's first event. */
        public boolean hasEvents() {
            return !position.positions().isEmpty();
        }
    }

    /** Returns the boards of now; the frames after exactly these come next. */
    public Snapshot snapshot() {
        Feed.Snapshot snapshot = feed.snapshot();
        cursor = snapshot.sequence();
        return new Snapshot(snapshot.states(), snapshot.position(), snapshot.sequence());
    }

    /** This says what became of a client's position. */
    public sealed interface Resumed {

        /** The client gets these frames and then what comes next. */
        record With(List<Frame> missed) implements Resumed {}

        /** The position is too old for the ring. The log may have what followed it, up to this. */
        record FromLog(FeedPosition last) implements Resumed {}

        /** At one of the positions is no event of this feed. */
        record NotOfThisFeed() implements Resumed {}
    }

    /** Moves to right after a client's position, if there is such a place. */
    public Resumed moveAfter(FeedPosition held) {
        return switch (feed.placeOf(held)) {
            case Ring.Place.After(var sequence) -> {
                cursor = sequence;
                yield new Resumed.With(List.of());
            }
            case Ring.Place.Among(var missed, var sequence) -> {
                cursor = sequence;
                yield new Resumed.With(withIdsAfter(held, missed));
            }
            case Ring.Place.BeforeStart _ -> new Resumed.FromLog(snapshot().position());
            case Ring.Place.Unknown _ -> new Resumed.NotOfThisFeed();
        };
    }

    /** Gives frames that come in another order than here ids that say what the client has with each of them. */
    private List<Frame> withIdsAfter(FeedPosition held, List<Frame> missed) {
        List<Frame> frames = new ArrayList<>();
        FeedPosition reached = held;
        for (Frame frame : missed) {
            reached = reached.with(frame.position());
            frames.add(frame.in(scope(), reached));
        }
        return frames;
    }

    /** Reads from the log, on a thread that may wait, what came after {@code held} and up to {@code last}. */
    public Outcome reread(EventHistory history, FeedPosition held, FeedPosition last, EventHistory.Sink<Frame> sink)
            throws IOException, InterruptedException {
        FeedPosition reached = held;
        for (Position end : last.positions()) {
            Optional<Position> begin = held.inPartition(end.partition());
            if (begin.isEmpty()) {
                return Outcome.TOO_OLD;
            }
            FeedPosition before = reached;
            Outcome outcome = history.after(this::isOurs, begin.get(), end, asSentAfter(before, sink));
            if (outcome != Outcome.COMPLETE) {
                return outcome;
            }
            reached = reached.with(end);
        }
        return Outcome.COMPLETE;
    }

    /**
     * Reads from the log, on a thread that may wait, a store's events decided at this time or later, up to {@code
     * last}.
     */
    public Outcome rereadSince(EventHistory history, Instant time, FeedPosition last, EventHistory.Sink<Frame> sink)
            throws IOException, InterruptedException {
        for (Position end : last.positions()) {
            Outcome outcome = history.since(this::isOurs, time, end, asSentAfter(FeedPosition.NONE, sink));
            if (outcome != Outcome.COMPLETE) {
                return outcome;
            }
        }
        return Outcome.COMPLETE;
    }

    private EventHistory.Sink<StoreFrame> asSentAfter(FeedPosition before, EventHistory.Sink<Frame> sink) {
        return frames -> {
            List<Frame> own = new ArrayList<>();
            for (StoreFrame frame : frames) {
                // Frames of one partition come in order, so each says all before it.
                own.add(frame.in(scope(), before.with(frame.position())));
            }
            sink.take(own);
        };
    }

    /** A store that has stopped may have events that cannot be read; its screens are told so when they follow again. */
    private boolean isOurs(String storeId) {
        return feed.state(storeId).isPresent() && !feed.stopped().contains(storeId);
    }

    /** Returns what comes next, if it is there. */
    public Signal next(int maximumBytes) {
        Signal signal = feed.after(cursor, maximumBytes);
        if (signal instanceof Signal.Frames(var frames)) {
            cursor += frames.size();
        }
        return signal;
    }

    /** Returns the stores whose events have stopped since the last call. */
    public List<String> newlyStopped() {
        return feed.stopped().stream().filter(toldStopped::add).toList();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            feed.places().giveBack();
        }
    }
}
