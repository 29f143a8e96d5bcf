package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One stream's place in a chain's feed: a cursor. Whoever follows it from {@link #snapshot()} or {@link #moveAfter} on gets
 * every frame after that, each once. Closing gives the place back. For one thread at a time, and never waits, but for
 * {@link #reread}.
 */
public final class ChainSubscription implements AutoCloseable {

    private final ChainFeed feed;
    private final Set<String> toldBroken = new HashSet<>();
    private long cursor;
    private boolean open = true;

    ChainSubscription(ChainFeed feed) {
        this.feed = feed;
    }

    /** @param states of all stores that anything follows of */
    public record Snapshot(List<StoreState> states, ChainPosition position) {}

    /** All boards of now; the frames after exactly these come next. */
    public Snapshot snapshot() {
        ChainFeed.Snapshot snapshot = feed.snapshot();
        cursor = snapshot.sequence();
        return new Snapshot(snapshot.states(), snapshot.position());
    }

    /** What became of a client's position. */
    public sealed interface Resumed {

        /** These, and then what comes next. */
        record With(List<Frame> missed) implements Resumed {}

        /** Too old for the ring; the log may have it, from there up to this. */
        record FromLog(ChainPosition last) implements Resumed {}

        record NotOfThisChain() implements Resumed {}
    }

    public Resumed moveAfter(ChainPosition held) {
        return switch (feed.placeOf(held)) {
            case ChainFeed.Place.InRing(var missed, var sequence) -> {
                cursor = sequence;
                yield new Resumed.With(missed);
            }
            case ChainFeed.Place.BeforeRing _ -> new Resumed.FromLog(snapshot().position());
            case ChainFeed.Place.NotOfThisChain _ -> new Resumed.NotOfThisChain();
        };
    }

    /** Reads from the log, on a thread that may wait, what came after {@code held} and up to {@code last}. */
    public EventHistory.Outcome reread(
            EventHistory history, ChainPosition held, ChainPosition last, EventHistory.Sink sink)
            throws IOException, InterruptedException {
        ChainPosition[] id = {held};
        for (Position end : last.positions()) {
            Position begin = held.positions().stream()
                    .filter(position -> position.partition() == end.partition())
                    .findFirst()
                    .orElse(null);
            if (begin == null) {
                return EventHistory.Outcome.TOO_OLD;
            }
            EventHistory.Outcome outcome = history.after(feed::hasStore, begin, end, frames -> {
                List<Frame> own = frames.stream()
                        .map(frame -> {
                            id[0] = id[0].with(frame.position());
                            return frame.inChain(id[0], frame.sequence());
                        })
                        .toList();
                sink.take(own);
            });
            if (outcome != EventHistory.Outcome.COMPLETE) {
                return outcome;
            }
        }
        return EventHistory.Outcome.COMPLETE;
    }

    /** What comes next, if it is there. */
    public Signal next(int maximumBytes) {
        Signal signal = feed.after(cursor, maximumBytes);
        if (signal instanceof Signal.Frames(var frames)) {
            cursor = frames.getLast().sequence();
        }
        return signal;
    }

    /** Stores whose feed has stopped, each told once. */
    public List<String> newlyBroken() {
        return feed.broken().stream().filter(toldBroken::add).toList();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            feed.places().giveBack();
        }
    }
}
