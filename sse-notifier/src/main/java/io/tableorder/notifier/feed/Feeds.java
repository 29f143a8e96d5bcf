package io.tableorder.notifier.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.HeldStore;
import io.tableorder.hold.StoreRecord;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.cipher.TextKeys;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.tracing.Traceparent;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.UnreadableEventException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

/** Keeps the feeds of all stores and chains. One thread appends to them; any may follow them. */
public final class Feeds {

    private static final Logger log = LoggerFactory.getLogger(Feeds.class);

    /** Stores that nothing but what cannot be read is known of: a stranger may make up any number of keys. */
    static final int MAXIMUM_BROKEN_STRANGERS = 1_000;

    private final Map<Scope, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<String, BrokenFeed> broken = new ConcurrentHashMap<>();
    /** It has the same stores, to go on with when a decision lets them. Only the thread that appends uses it. */
    private final Map<String, HeldStore> held = new HashMap<>();

    private final EventCodec codec = new EventCodec();
    private final FrameEncoder encoder;
    private final TextKeys texts;
    private final PassedOver passedOver;
    private final int partitions;
    private final RepeatedLine strangersLine = new RepeatedLine();
    private final FeedLimits limits;
    private final MeterRegistry meters;
    private final Traces traces;
    private volatile FeedListener listener = _ -> {};

    /** @param partitions of the log */
    public Feeds(
            int partitions,
            FeedLimits limits,
            ClientPositions positions,
            TextKeys texts,
            MeterRegistry meters,
            Traces traces) {
        this.encoder = new FrameEncoder(positions, texts);
        this.texts = texts;
        this.partitions = partitions;
        this.passedOver = new PassedOver(meters);
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

    /** Takes a store's state, which no event here has led to. */
    void restore(StoreState state) {
        StoreState board = state.withoutReceipts();
        scopesOf(board).forEach(scope -> feed(scope).restore(board));
    }

    /**
     * Ends the streams of these stores' chains, which have not been sent these boards. Their screens come back for all.
     */
    void renewChainsOf(Collection<StoreState> states) {
        states.stream()
                .flatMap(state -> scopesOf(state).stream())
                .filter(Scope.Chain.class::isInstance)
                .distinct()
                .forEach(chain -> {
                    Feed former = feed(chain);
                    feeds.put(chain, former.renewed(limits));
                    former.end(Signal.End.FEED_RESTARTED);
                    listener.changed(chain);
                });
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
        held.clear();
    }

    /** This says what became of a record. */
    enum Applied {
        /** The record is an event, and its store's board shows it. */
        SHOWN,
        /** The record is nobody's, or repeats an event; nothing depends on it. */
        PASSED_OVER,
        /** The record's store has stopped, here or earlier. */
        STOPPED,
        /** The record is a whole event that cannot follow what is known of its store, which has stopped. */
        IMPOSSIBLE
    }

    /** @param level of the line about the event: the past is of less interest than the present */
    Applied apply(ConsumerRecord<byte[], byte[]> record, Level level) {
        return switch (RecordKey.of(record, partitions)) {
            case RecordKey.OfStore(var storeId) -> apply(storeId, record, level);
            case RecordKey.OfNobody(var reason) -> {
                passedOver.count(record, reason.name().toLowerCase(Locale.ROOT));
                yield Applied.PASSED_OVER;
            }
        };
    }

    private Applied apply(String storeId, ConsumerRecord<byte[], byte[]> record, Level level) {
        HeldStore stopped = held.get(storeId);
        if (stopped != null) {
            count("parked");
            return take(stopped.next(StoreRecord.read(storeId, record, codec)));
        }
        long started = System.nanoTime();
        try {
            RecordedEvent event = codec.decode(record);
            if (isRepeated(event)) {
                passedOver.count(record, "repeated");
                return Applied.PASSED_OVER;
            }
            publish(event, encoder.encode(event));
            traces.consumed("deliver", List.of(record), Duration.ofNanos(System.nanoTime() - started));
            report(event, record, level);
            return Applied.SHOWN;
        } catch (UnreadableEventException e) {
            stop(storeId, record, e.reason().name().toLowerCase(Locale.ROOT), e);
            return Applied.STOPPED;
        } catch (ImpossibleEventException e) {
            stop(storeId, record, "impossible", e);
            return Applied.IMPOSSIBLE;
        } catch (RuntimeException e) {
            // Whatever went wrong, this store's board is no longer known to be right, and the others' are.
            stop(storeId, record, "failure", e);
            return Applied.STOPPED;
        }
    }

    private Applied take(HeldStore.Step step) {
        return switch (step) {
            case HeldStore.Step.Held(HeldStore store, var _) -> {
                held.put(store.storeId(), store);
                broken.put(store.storeId(), brokenBy(store, reasonOf(store.cause())));
                yield Applied.STOPPED;
            }
            case HeldStore.Step.Released(StoreState state, var _) -> {
                release(state.withoutReceipts());
                yield Applied.SHOWN;
            }
        };
    }

    /** Screens come back for the whole board: their streams have ended, or have missed what waited. */
    private void release(StoreState board) {
        held.remove(board.storeId());
        broken.remove(board.storeId());
        renew(board);
        log.atWarn()
                .addKeyValue("store_id", board.storeId())
                .log("The store's live board goes on: the record that stopped it is left out by decision");
    }

    private static BrokenFeed brokenBy(HeldStore store, String reason) {
        return new BrokenFeed(store.storeId(), store.cause().position().toString(), reason, store.detail());
    }

    private static String reasonOf(StoreRecord cause) {
        return switch (cause) {
            case StoreRecord.Whole _ -> "impossible";
            case StoreRecord.Unreadable unreadable -> unreadable.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * Returns true of a copy of an event that has been applied. The latest is known by its hash. Of earlier ones only the
     * number is known here; each is whole and sealed by its own hash, and no board can depend on it any more.
     */
    private boolean isRepeated(RecordedEvent event) {
        return state(event.storeId())
                .map(StoreState::head)
                .filter(head -> event.sequence() < head.sequence()
                        || (event.sequence() == head.sequence() && event.hash().equals(head.hash())))
                .isPresent();
    }

    private void publish(RecordedEvent event, StoreFrame frame) {
        StoreState next = state(event.storeId())
                .orElseGet(() -> StoreState.unopened(event.storeId()))
                .evolve(event)
                .withoutReceipts();
        if (event.event() instanceof OperatorEvent.TextErased erased) {
            texts.erased(event.storeId(), erased.sessionId());
            renew(next);
            return;
        }
        for (Scope scope : scopesOf(next)) {
            feed(scope).append(next, frame);
            listener.changed(scope);
        }
    }

    /** Gives the store's screens its board anew, and no frame of before again: their streams end, and come back for all. */
    private void renew(StoreState board) {
        scopesOf(board).forEach(scope -> {
            Feed former = feed(scope);
            feeds.put(scope, former.renewedWith(board, limits));
            former.end(Signal.End.FEED_RESTARTED);
            listener.changed(scope);
        });
    }

    /**
     * Reports under the id of the request that caused the event, so that one search follows an order through every
     * service.
     */
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
        count(reason);
        boolean stranger = state(storeId).isEmpty();
        if (!stranger || broken.size() < MAXIMUM_BROKEN_STRANGERS) {
            StoreState before = state(storeId).orElseGet(() -> StoreState.unopened(storeId));
            HeldStore store =
                    HeldStore.by(StoreRecord.read(storeId, record, codec), before, String.valueOf(cause.getMessage()));
            held.put(storeId, store);
            broken.put(storeId, brokenBy(store, reason));
        }
        state(storeId).map(Feeds::scopesOf).orElse(List.of()).forEach(scope -> {
            feed(scope).stop(storeId);
            listener.changed(scope);
        });
        if (stranger) {
            strangersLine.write(others -> log.atError()
                    .addKeyValue("store_id", storeId)
                    .addKeyValue("position", position)
                    .addKeyValue("reason", reason)
                    .addKeyValue("others", others)
                    .log("A record cannot be applied, and no store was ever opened under its key"));
            return;
        }
        about(
                storeId,
                null,
                traceId(record),
                () -> log.atError()
                        .setCause(cause)
                        .addKeyValue("position", position)
                        .addKeyValue("reason", reason)
                        .log(
                                "The store's live board stops here because its event cannot be applied. Its streams end, and new"
                                        + " ones get 503 until ./orders parked skip leaves the record out, or a version that knows it is started"));
    }

    private void count(String reason) {
        Counter.builder("tableorder.feed.events.unapplied")
                .description(
                        "Events that were not applied to a live board: unreadable, impossible, or after such an event.")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }
}
