package io.tableorder.notifier.stream;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.Position;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.feed.ChainData;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.FeedPosition;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Frame;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.feed.Signal;
import io.tableorder.notifier.feed.Subscription;
import io.tableorder.notifier.feed.Subscription.Resumed;
import io.tableorder.notifier.feed.Subscription.Snapshot;
import io.tableorder.notifier.sse.SseFrame;
import io.tableorder.store.StoreState;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source gives one stream its frames, from its feed's memory and, behind that, the log. It is for the stream's
 * thread.
 */
final class FeedSource {

    private final Subscription subscription;
    private final FeedProgress progress;
    private final EventHistory history;
    private final ClientPositions positions;
    private final FreeTexts texts;

    FeedSource(
            Subscription subscription,
            FeedProgress progress,
            EventHistory history,
            ClientPositions positions,
            FreeTexts texts) {
        this.texts = texts;
        this.positions = positions;
        this.subscription = subscription;
        this.progress = progress;
        this.history = history;
    }

    Scope scope() {
        return subscription.scope();
    }

    /** Returns the boards of now, encoded as they are asked for. What comes next follows exactly them. */
    Iterator<SseFrame> boards(Siblings siblings) {
        Snapshot snapshot = subscription.snapshot();
        return switch (scope()) {
            case Scope.Store _ ->
                snapshot.states().stream()
                        .map(state -> siblings.board(snapshot.sequence(), () -> board(state)))
                        .iterator();
            case Scope.Chain _ -> chainBoards(snapshot);
        };
    }

    private SseFrame board(StoreState state) {
        return SseFrame.event(text(state.head().position()), "initial", json(state));
    }

    /** Only the last board has an id: a client cut off before it holds no whole chain, and begins anew. */
    private Iterator<SseFrame> chainBoards(Snapshot snapshot) {
        Iterator<StoreState> states = snapshot.states().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return states.hasNext();
            }

            @Override
            public SseFrame next() {
                StoreState state = states.next();
                String json = ChainData.of(state.storeId(), text(state.head().position()), json(state));
                return SseFrame.event(states.hasNext() ? null : positions.write(snapshot.position()), "initial", json);
            }
        };
    }

    private @Nullable String text(@Nullable Position position) {
        return position == null ? null : positions.write(position);
    }

    private String json(StoreState state) {
        return positions.json(BoardView.of(state, Instant.now(), texts));
    }

    /** The place where a stream can go on. */
    sealed interface Resumption {

        /** The stream goes on with these frames, and then with what comes next. */
        record With(List<Frame> missed) implements Resumption {}

        /** The stream goes on with what the log says, and then with what comes next. */
        record FromLog(Reading reading) implements Resumption {}

        /** The log is not read up to there yet, and may soon be. */
        record NotYet() implements Resumption {}

        /** That is no place in this feed. */
        record Unknown() implements Resumption {}
    }

    /** Reads the log again, on a thread that may wait. */
    @FunctionalInterface
    interface Reading {
        EventHistory.Outcome into(EventHistory.Sink<Frame> sink) throws IOException, InterruptedException;
    }

    /** Finds where to go on after the event that the client has last. */
    Resumption after(String eventId) {
        if (!positions.isLogKnown()) {
            return new Resumption.NotYet();
        }
        if (!positions.isOfThisLog(eventId)) {
            return new Resumption.Unknown();
        }
        FeedPosition held;
        try {
            held = FeedPosition.parse(positions.plain(eventId));
        } catch (IllegalArgumentException malformed) {
            return new Resumption.Unknown();
        }
        for (Position position : held.positions()) {
            if (!progress.hasRead(position)) {
                return new Resumption.NotYet();
            }
        }
        return switch (subscription.moveAfter(held)) {
            case Resumed.With(var missed) -> new Resumption.With(missed);
            case Resumed.FromLog(var last) ->
                new Resumption.FromLog(sink -> subscription.reread(history, held, last, sink));
            case Resumed.NotOfThisFeed _ -> new Resumption.Unknown();
        };
    }

    /**
     * Finds where to begin with the events decided at this time or later. A chain's events have no order in time across
     * its partitions, so only a store's can be asked for.
     */
    Resumption since(Instant time) {
        return switch (scope()) {
            case Scope.Chain _ -> new Resumption.Unknown();
            case Scope.Store _ -> {
                FeedPosition last = subscription.snapshot().position();
                yield new Resumption.FromLog(sink -> subscription.rereadSince(history, time, last, sink));
            }
        };
    }

    /** Returns what comes next, if it is there. */
    Signal next(int maximumBytes) {
        return subscription.next(maximumBytes);
    }

    /** Returns what is to be said besides frames, now: which of a chain's stores have stopped. */
    List<SseFrame> notices() {
        return subscription.newlyStopped().stream()
                .map(ResetReason.FEED_BROKEN::frameFor)
                .toList();
    }

    void close() {
        subscription.close();
    }
}
