package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.tracing.Traceparent;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.UnreadableEventException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** The feeds of all stores and chains. One thread appends to them; any may follow them. */
public final class Feeds {

    private static final Logger log = LoggerFactory.getLogger(Feeds.class);

    private final Map<Scope, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<String, BrokenFeed> broken = new ConcurrentHashMap<>();
    private final EventCodec codec = new EventCodec();
    private final FrameEncoder encoder = new FrameEncoder();
    private final FeedLimits limits;
    private final MeterRegistry meters;
    private final Traces traces;
    private volatile FeedListener listener = _ -> {};

    public Feeds(FeedLimits limits, MeterRegistry meters, Traces traces) {
        this.limits = limits;
        this.meters = meters;
        this.traces = traces;
        Gauge.builder("tableorder.feed.broken.stores", broken, Map::size)
                .description("Stores whose live board has stopped at an event that could not be applied.")
                .register(meters);
        Gauge.builder("tableorder.feed.stores", feeds, Feeds::stores)
                .description("Stores whose events this instance follows.")
                .register(meters);
    }

    private static long stores(Map<Scope, Feed> feeds) {
        return feeds.keySet().stream().filter(Scope.Store.class::isInstance).count();
    }

    /** Tells this listener from now on; there is one at a time. */
    public void tell(FeedListener listener) {
        this.listener = listener;
    }

    /** Returns a store's state; empty if no event of it is known. */
    public Optional<StoreState> state(String storeId) {
        return Optional.ofNullable(feeds.get(new Scope.Store(storeId))).flatMap(feed -> feed.state(storeId));
    }

    /** Returns the stores that nothing is shown of, by id. */
    public List<BrokenFeed> broken() {
        return broken.values().stream()
                .sorted(Comparator.comparing(BrokenFeed::storeId))
                .toList();
    }

    public boolean isBroken(String storeId) {
        return broken.containsKey(storeId);
    }

    /**
     * Takes a place in a feed; empty if the feed has so many already, or no event of the store is known. A chain that has
     * no store so far has a feed too.
     */
    public Optional<Subscription> subscribe(Scope scope, int maximum) {
        Feed feed = switch (scope) {
            case Scope.Store _ -> feeds.get(scope);
            case Scope.Chain _ -> feed(scope);
        };
        return feed != null && feed.places().take(maximum) ? Optional.of(new Subscription(feed)) : Optional.empty();
    }

    private Feed feed(Scope scope) {
        return feeds.computeIfAbsent(scope, key -> new Feed(key, limits));
    }

    void restore(StoreState state) {
        scopesOf(state).forEach(scope -> feed(scope).restore(state));
    }

    private static List<Scope> scopesOf(StoreState state) {
        Scope store = new Scope.Store(state.storeId());
        StoreProfile profile = state.profile();
        return profile == null ? List.of(store) : List.of(store, new Scope.Chain(profile.chainId()));
    }

    /** Forgets all; every stream ends. */
    void restart() {
        feeds.forEach((scope, feed) -> {
            feed.end(Signal.End.FEED_RESTARTED);
            listener.changed(scope);
        });
        feeds.clear();
        broken.clear();
    }

    /** @param level of the line about the event: the past is of less interest than the present */
    void apply(ConsumerRecord<byte[], byte[]> record, Level level) {
        String storeId = storeOf(record);
        if (isBroken(storeId)) {
            count("parked");
            return;
        }
        long started = System.nanoTime();
        try {
            RecordedEvent event = codec.decode(record);
            publish(event, encoder.encode(event));
            traces.consumed("deliver", List.of(record), Duration.ofNanos(System.nanoTime() - started));
            report(event, record, level);
        } catch (UnreadableEventException e) {
            stop(storeId, record, e.reason().name().toLowerCase(Locale.ROOT), e);
        } catch (ImpossibleEventException e) {
            stop(storeId, record, "impossible", e);
        } catch (RuntimeException e) {
            // Whatever went wrong, this store's board is no longer known to be right, and the others' are.
            stop(storeId, record, "failure", e);
        }
    }

    private void publish(RecordedEvent event, StoreFrame frame) {
        StoreState next = state(event.storeId())
                .orElseGet(() -> StoreState.unopened(event.storeId()))
                .evolve(event);
        for (Scope scope : scopesOf(next)) {
            feed(scope).append(next, frame);
            listener.changed(scope);
        }
    }

    /** Under the id of the request that caused the event, so that one search follows an order through every service. */
    private static void report(RecordedEvent event, ConsumerRecord<byte[], byte[]> record, Level level) {
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        about(
                event.storeId(),
                event.stamp().requestId(),
                traceId(record),
                () -> log.atLevel(level)
                        .addKeyValue("type", EventTypes.nameOf(event.event()))
                        .addKeyValue("subject", event.subject())
                        .addKeyValue("position", event.position())
                        .log("Event published to streams"));
    }

    private static void about(String storeId, @Nullable String requestId, @Nullable String traceId, Runnable line) {
        try {
            MDC.put(LogContext.STORE_ID, storeId);
            MDC.put(LogContext.REQUEST_ID, requestId);
            MDC.put(LogContext.TRACE_ID, traceId);
            line.run();
        } finally {
            MDC.clear();
        }
    }

    private static @Nullable String traceId(ConsumerRecord<byte[], byte[]> record) {
        String traceparent = Traceparent.wellFormed(EventHeaders.text(record, EventHeaders.TRACE_PARENT));
        return traceparent == null ? null : Traceparent.traceId(traceparent);
    }

    private void stop(String storeId, ConsumerRecord<byte[], byte[]> record, String reason, RuntimeException cause) {
        Position position = new Position(record.partition(), record.offset());
        broken.put(storeId, new BrokenFeed(storeId, position.toString(), reason, String.valueOf(cause.getMessage())));
        count(reason);
        state(storeId).map(Feeds::scopesOf).orElse(List.of()).forEach(scope -> {
            feed(scope).stop(storeId);
            listener.changed(scope);
        });
        about(
                storeId,
                null,
                traceId(record),
                () -> log.atError()
                        .setCause(cause)
                        .addKeyValue("position", position)
                        .addKeyValue("reason", reason)
                        .log(
                                "The store's live board stops here: its event cannot be applied. Its streams end and new ones get"
                                        + " 503 until a version that knows the event, or a repaired log, is started"));
    }

    private void count(String reason) {
        Counter.builder("tableorder.feed.events.unapplied")
                .description(
                        "Events that were not applied to a live board: unreadable, impossible, or after such an event.")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }

    /** By the key, as the partition was chosen; a record that no store can be named for stands for itself. */
    private String storeOf(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        if (key != null) {
            return new String(key, UTF_8);
        }
        try {
            return codec.decode(record.value(), new Position(record.partition(), record.offset()))
                    .storeId();
        } catch (UnreadableEventException e) {
            return "(no key, " + record.partition() + "-" + record.offset() + ")";
        }
    }
}
