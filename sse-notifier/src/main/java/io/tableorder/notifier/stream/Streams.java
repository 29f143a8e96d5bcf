package io.tableorder.notifier.stream;

import io.tableorder.board.FreeTexts;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.notifier.feed.Scope;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This class decides who gets a stream of this instance, and ends the streams when the instance ends. */
public final class Streams implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    /** A stream ends after so long whatever its token says; its client resumes by itself. */
    private static final Duration MAXIMUM_LIFETIME = Duration.ofDays(7);

    private static final Duration STORE_REFILL = Duration.ofSeconds(10);

    /** A store may open so many at once, however few it may have: its screens all come back, and each is reloaded. */
    private static final int MINIMUM_STORE_CONNECTS = 20;

    /** Writing is what they do, and two cores write 100,000 frames a second; more of them only take turns. */
    private static final int MAXIMUM_LOOPS = 8;

    /**
     * The watch looks so often: oftener than metrics are asked for, and than a client must be silent to have vanished.
     */
    private static final Duration WATCH = Duration.ofSeconds(5);

    private final Feeds feeds;
    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final InstantSource clock;
    private final SilentPeers peers;
    private final Surroundings around;
    private final Set<BoardStream> open = ConcurrentHashMap.newKeySet();
    private final Map<Scope, ConnectRate> feedConnects = new ConcurrentHashMap<>();
    private final AccountShares shares;
    private final ConnectRate connects;
    private final List<StreamLoop> loops;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stream-watch").daemon().factory());
    private volatile boolean draining;

    public Streams(
            Feeds feeds,
            FeedProgress progress,
            EventHistory history,
            StreamSettings settings,
            StreamMetrics metrics,
            SilentPeers peers,
            ClientPositions positions,
            FreeTexts texts,
            InstantSource clock) {
        this.feeds = feeds;
        this.peers = peers;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.shares = new AccountShares(settings.maximumPerStore());
        this.around = new Surroundings(history, progress, settings, metrics, open, shares, positions, texts);
        this.connects = new ConnectRate(settings.connectsPerSecond(), Duration.ofSeconds(1), System.nanoTime());
        int number = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAXIMUM_LOOPS);
        this.loops = IntStream.range(0, number).mapToObj(StreamLoop::new).toList();
        metrics.watch(loops);
        var _ = watch.scheduleAtFixedRate(
                () -> {
                    guarded(this::showStores);
                    guarded(this::noteUnanswered);
                },
                WATCH.toMillis(),
                WATCH.toMillis(),
                TimeUnit.MILLISECONDS);
        feeds.tell(scope -> loopOf(scope).changed(scope));
    }

    private StreamLoop loopOf(Scope scope) {
        return loops.get(Math.floorMod(scope.hashCode(), loops.size()));
    }

    /** An admission is what a request for a stream comes to. */
    public sealed interface Admission {

        /** The stream is to be started, or told that the client is gone. */
        record Admitted(BoardStream stream) implements Admission {}

        /** The store has as many as it may, or opens them faster than it may. */
        record Full() implements Admission {}

        /** No board can be shown now; the words are for the log and the operator. */
        record NotNow(String why) implements Admission {}
    }

    /** Returns what keeps every store's streams from being served, if anything does. */
    public Optional<String> obstacle() {
        if (draining) {
            return Optional.of("shutting down");
        }
        return around.progress().obstacle();
    }

    public Admission admit(StreamRequest request) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Admission.NotNow(obstacle.get());
        }
        if (open.size() >= settings.maximum()) {
            metrics.refused(Refusal.INSTANCE_FULL);
            return new Admission.NotNow("this instance has as many streams as it takes");
        }
        Optional<String> unknown = unknown(request.scope());
        if (unknown.isPresent()) {
            return new Admission.NotNow(unknown.get());
        }
        long now = System.nanoTime();
        if (!feedConnects(request.scope(), now).take(now)) {
            metrics.refused(Refusal.STORE_RATE);
            return new Admission.Full();
        }
        if (!connects.take(now)) {
            metrics.refused(Refusal.INSTANCE_RATE);
            return new Admission.NotNow("this instance is asked for more streams a second than it takes");
        }
        Lifetime lifetime = new Lifetime(lifetimeOf(request), request.access());
        if (!shares.take(request.scope(), request.account())) {
            metrics.refused(Refusal.ACCOUNT_FULL);
            ping(request.scope());
            return new Admission.Full();
        }
        Optional<FeedSource> source = subscribe(request.scope());
        if (source.isEmpty()) {
            shares.giveBack(request.scope(), request.account());
            metrics.refused(Refusal.STORE_FULL);
            ping(request.scope());
            return new Admission.Full();
        }
        return new Admission.Admitted(open(request, source.get(), lifetime));
    }

    private Optional<String> unknown(Scope scope) {
        return switch (scope) {
            case Scope.Store(var storeId) when feeds.isBroken(storeId) -> Optional.of("the store's feed is broken");
            // A token for a store exists only after its first event, which is on its way here.
            case Scope.Store(var storeId)
            when feeds.state(storeId).isEmpty() -> Optional.of("no event of this store is known here yet");
            case Scope.Store _, Scope.Chain _ -> Optional.empty();
        };
    }

    private Optional<FeedSource> subscribe(Scope scope) {
        return feeds.subscribe(scope, settings.maximumPerStore())
                .map(subscription -> new FeedSource(
                        subscription, around.progress(), around.history(), around.positions(), around.texts()));
    }

    /**
     * Returns the rate of a feed; there is one for each that was ever asked for, and only those that exist come this
     * far.
     */
    private ConnectRate feedConnects(Scope scope, long now) {
        int capacity = Math.max(MINIMUM_STORE_CONNECTS, settings.maximumPerStore());
        return feedConnects.computeIfAbsent(scope, _ -> new ConnectRate(capacity, STORE_REFILL, now));
    }

    /**
     * Pings a feed's streams: a browser that reloaded may have left a connection that only a write shows to be dead.
     */
    private void ping(Scope scope) {
        open.stream().filter(stream -> stream.scope().equals(scope)).forEach(BoardStream::ping);
    }

    private Duration lifetimeOf(StreamRequest request) {
        Duration untilExpiry = Duration.between(clock.instant(), request.expiresAt());
        return untilExpiry.compareTo(MAXIMUM_LIFETIME) < 0 ? untilExpiry : MAXIMUM_LIFETIME;
    }

    private BoardStream open(StreamRequest request, FeedSource source, Lifetime lifetime) {
        BoardStream stream =
                new BoardStream(request.account(), request.resume(), source, around, loopOf(request.scope()), lifetime);
        metrics.opened();
        open.add(stream);
        stream.join();
        if (draining) {
            endSoon(stream);
        }
        return stream;
    }

    /** Runs a task whose failure must not end those that follow, as a scheduler would have it. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("The streams' watch failed and goes on", e);
        }
    }

    private void noteUnanswered() {
        if (!open.isEmpty()) {
            Set<InetSocketAddress> unanswered = peers.unanswered();
            long now = System.nanoTime();
            open.forEach(stream -> stream.note(unanswered, now));
        }
    }

    /** Returns false once a thread that writes to streams is gone for good. */
    public boolean isAlive() {
        return loops.stream().allMatch(StreamLoop::isAlive);
    }

    private void showStores() {
        Map<Scope, Integer> streams = new HashMap<>();
        loops.forEach(loop -> streams.putAll(loop.streams()));
        metrics.showStores(streams);
    }

    /**
     * Refuses new streams and ends the others, spread over the drain time so that their clients do not return at once.
     */
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

    @Override
    public void close() {
        feeds.tell(_ -> {});
        watch.shutdownNow();
        loops.forEach(StreamLoop::close);
    }
}
