package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.StoreFeeds;
import io.tableorder.notifier.feed.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All streams of this instance: who gets one, and how they end when the instance does. */
public final class Streams {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    /**
     * Of all stores together; each costs some 50 KiB and a virtual thread. Five screens in each of 2,000 stores, and
     * past it another instance is asked.
     */
    public static final int MAXIMUM = 10_000;

    /** Tokens for longer are not worth a timer; the stream's client resumes by itself. */
    private static final Duration MAXIMUM_LIFETIME = Duration.ofDays(7);

    private final StoreFeeds feeds;
    private final FeedProgress progress;
    private final EventHistory history;
    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final InstantSource clock;
    private final Set<BoardStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    public Streams(
            StoreFeeds feeds,
            FeedProgress progress,
            EventHistory history,
            StreamSettings settings,
            StreamMetrics metrics,
            InstantSource clock) {
        this.feeds = feeds;
        this.progress = progress;
        this.history = history;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What a request for a stream comes to. */
    public sealed interface Admission {

        /** To be followed or closed by whoever asked. */
        record Admitted(AdmittedStream stream) implements Admission {}

        /** The store has as many as it may. */
        record Full() implements Admission {}

        /** No board can be shown now; the words are for the log and the operator. */
        record NotNow(String why) implements Admission {}
    }

    /** What keeps every store's streams from being served, if anything does. */
    public Optional<String> obstacle() {
        if (draining) {
            return Optional.of("shutting down");
        }
        return progress.isCaughtUp() ? Optional.empty() : Optional.of(progress.describe());
    }

    public Admission admit(StreamRequest request) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Admission.NotNow(obstacle.get());
        }
        if (open.size() >= MAXIMUM) {
            return new Admission.NotNow("this instance has as many streams as it takes");
        }
        if (feeds.isBroken(request.storeId())) {
            return new Admission.NotNow("the store's feed is broken");
        }
        if (feeds.state(request.storeId()).isEmpty()) {
            // A token for a store exists only after its first event, which is on its way here.
            return new Admission.NotNow("no event of this store is known here yet");
        }
        Lifetime lifetime = new Lifetime(lifetimeOf(request));
        Optional<Subscription> subscription = feeds.subscribe(request.storeId(), settings.maximumPerStore());
        if (subscription.isEmpty()) {
            metrics.refused();
            ping(request.storeId());
            return new Admission.Full();
        }
        return new Admission.Admitted(open(request, subscription.get(), lifetime));
    }

    /** A browser that reloaded may have left a connection that only a write shows to be dead. */
    private void ping(String storeId) {
        open.stream().filter(stream -> stream.storeId().equals(storeId)).forEach(BoardStream::ping);
    }

    private Duration lifetimeOf(StreamRequest request) {
        Duration untilExpiry = Duration.between(clock.instant(), request.expiresAt());
        return untilExpiry.compareTo(MAXIMUM_LIFETIME) < 0 ? untilExpiry : MAXIMUM_LIFETIME;
    }

    private AdmittedStream open(StreamRequest request, Subscription subscription, Lifetime lifetime) {
        BoardStream stream = new BoardStream(request, subscription, history, settings, metrics, lifetime);
        metrics.opened();
        open.add(stream);
        if (draining) {
            endSoon(stream);
        }
        return new AdmittedStream(stream, subscription);
    }

    /** Makes what a stream writes to. */
    @FunctionalInterface
    public interface Opening {
        OutputStream open() throws IOException;
    }

    /** A stream that has its place and has not begun. */
    public final class AdmittedStream {

        private final BoardStream stream;
        private final Subscription subscription;

        private AdmittedStream(BoardStream stream, Subscription subscription) {
            this.stream = stream;
            this.subscription = subscription;
        }

        /** Writes on the calling thread until the stream ends; then its place is free, as it is if it cannot begin. */
        public EndReason run(Opening opening) throws IOException {
            EndReason reason = EndReason.FAILURE;
            try {
                reason = stream.run(opening.open());
                return reason;
            } finally {
                subscription.close();
                open.remove(stream);
                metrics.ended(reason);
                log.debug("A stream ended: {}", reason);
            }
        }
    }

    /** Refuses new streams and ends the others, spread over the drain time so that their clients do not return at once. */
    public void drain() {
        draining = true;
        open.forEach(this::endSoon);
    }

    public boolean isDrained() {
        return open.isEmpty();
    }

    private void endSoon(BoardStream stream) {
        long spread = ThreadLocalRandom.current().nextLong(settings.drain().toNanos() + 1);
        stream.endBy(System.nanoTime() + spread);
    }
}
