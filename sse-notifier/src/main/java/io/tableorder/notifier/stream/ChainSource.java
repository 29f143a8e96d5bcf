package io.tableorder.notifier.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.board.BoardView;
import io.tableorder.event.Position;
import io.tableorder.notifier.feed.ChainData;
import io.tableorder.notifier.feed.ChainPosition;
import io.tableorder.notifier.feed.ChainSubscription;
import io.tableorder.notifier.feed.ChainSubscription.Resumed;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.feed.Signal;
import io.tableorder.store.StoreState;
import io.tableorder.wire.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Collectors;

/** All stores of a chain. */
final class ChainSource implements Source {

    private final String chainId;
    private final ChainSubscription subscription;
    private final FeedProgress progress;
    private final EventHistory history;

    ChainSource(String chainId, ChainSubscription subscription, FeedProgress progress, EventHistory history) {
        this.chainId = chainId;
        this.subscription = subscription;
        this.progress = progress;
        this.history = history;
    }

    @Override
    public Scope scope() {
        return new Scope.Chain(chainId);
    }

    /** Only the last has an id: a client cut off before it holds no whole chain, and begins anew. */
    @Override
    public Iterator<ByteBuffer> boards(Siblings siblings) {
        ChainSubscription.Snapshot snapshot = subscription.snapshot();
        Iterator<StoreState> states = snapshot.states().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return states.hasNext();
            }

            @Override
            public ByteBuffer next() {
                StoreState state = states.next();
                String id = states.hasNext() ? "" : "id: " + snapshot.position() + "\n";
                return ByteBuffer.wrap((id + board(state)).getBytes(UTF_8));
            }
        };
    }

    private static String board(StoreState state) {
        String board = Json.mapper().writeValueAsString(BoardView.of(state));
        return "event: initial\ndata: "
                + ChainData.of(state.storeId(), state.head().position(), board) + "\n\n";
    }

    @Override
    public Resumption after(String eventId) {
        ChainPosition held;
        try {
            held = ChainPosition.parse(eventId);
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
            case Resumed.NotOfThisChain _ -> new Resumption.Unknown();
        };
    }

    /** A chain's events have no order in time across its partitions; whoever needs a past asks a store for it. */
    @Override
    public Resumption since(Instant time) {
        return new Resumption.Unknown();
    }

    @Override
    public Signal next(int maximumBytes) {
        return subscription.next(maximumBytes);
    }

    @Override
    public String notices() {
        return subscription.newlyBroken().stream()
                .map(storeId -> ResetReason.FEED_BROKEN.frameFor(storeId))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
