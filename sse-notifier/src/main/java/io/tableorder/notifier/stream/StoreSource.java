package io.tableorder.notifier.stream;

import io.tableorder.event.Position;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.feed.Signal;
import io.tableorder.notifier.feed.Subscription;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One store's feed. */
final class StoreSource implements Source {

    private final String storeId;
    private final Subscription subscription;
    private final FeedProgress progress;
    private final EventHistory history;

    StoreSource(String storeId, Subscription subscription, FeedProgress progress, EventHistory history) {
        this.storeId = storeId;
        this.subscription = subscription;
        this.progress = progress;
        this.history = history;
    }

    @Override
    public Scope scope() {
        return new Scope.Store(storeId);
    }

    @Override
    public Iterator<ByteBuffer> boards(Siblings siblings) {
        return List.of(siblings.initial(subscription.snapshot())).iterator();
    }

    @Override
    public Resumption after(String eventId) {
        Position held = positionOf(eventId);
        if (held != null && !progress.hasRead(held)) {
            return new Resumption.NotYet();
        }
        // First: what the re-read brings must end exactly where the ring goes on.
        Position last = subscription.snapshot().head().position();
        if (held == null || last == null) {
            return new Resumption.Unknown();
        }
        return switch (subscription.moveAfter(held)) {
            case IN_RING -> new Resumption.With(List.of());
            case BEFORE_RING -> new Resumption.FromLog(sink -> history.after(storeId, held, last, sink));
            case NOT_OF_THIS_STORE -> new Resumption.Unknown();
        };
    }

    private static @Nullable Position positionOf(String eventId) {
        try {
            return Position.parse(eventId);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    @Override
    public Resumption since(Instant time) {
        Position last = subscription.snapshot().head().position();
        return last == null
                ? new Resumption.With(List.of())
                : new Resumption.FromLog(sink -> history.since(storeId, time, last, sink));
    }

    @Override
    public Signal next(int maximumBytes) {
        return subscription.next(maximumBytes);
    }

    @Override
    public String notices() {
        return "";
    }

    @Override
    public void close() {
        subscription.close();
    }
}
