package io.tableorder.notifier.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tableorder.notifier.feed.Frame;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.operability.metrics.StreamNumbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics count what the streams do. Thread-safe. */
public final class StreamMetrics implements StreamNumbers {

    /** So many stores are shown by name; each is a time series for as long as it is among the first. */
    private static final int SHOWN_STORES = 20;

    private final MultiGauge stores;
    private final AtomicInteger active = new AtomicInteger();
    private final Counter sent;
    private final Counter failures;
    private final Timer latency;
    private final Map<EndReason, Counter> ends = new EnumMap<>(EndReason.class);
    private final Map<StreamState.Name, AtomicInteger> states = new EnumMap<>(StreamState.Name.class);
    private final MeterRegistry meters;
    private final InstantSource clock;

    public StreamMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("tableorder.sse.connections.active", active, AtomicInteger::get)
                .description("Admin screens that are connected now.")
                .register(meters);
        stores = MultiGauge.builder("tableorder.sse.connections.store")
                .description(
                        "Admin screens that are connected now, by store: those with the most, and all others together.")
                .register(meters);
        sent = Counter.builder("tableorder.sse.events.sent")
                .description("Events that were written to a client.")
                .register(meters);
        failures = Counter.builder("tableorder.sse.send.failures")
                .description("Streams that ended because something could not be sent.")
                .register(meters);
        latency = Timer.builder("tableorder.sse.delivery")
                .description("Time from an event's record in Kafka until it is written to a client, for live events.")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        Arrays.stream(EndReason.values())
                .forEach(reason -> ends.put(
                        reason,
                        Counter.builder("tableorder.sse.disconnects")
                                .description("Streams that ended, by reason.")
                                .tag("reason", reason.label())
                                .register(meters)));
        watchStates();
    }

    @Override
    public long activeConnections() {
        return active.get();
    }

    @Override
    public long totalEventsSent() {
        return (long) sent.count();
    }

    /** Counts a new stream, which is in its first state. */
    void opened() {
        active.incrementAndGet();
        inState(StreamState.Name.OPENING).incrementAndGet();
    }

    /** Counts a stream's change of state. */
    void changed(StreamState.Name from, StreamState.Name to) {
        inState(from).decrementAndGet();
        if (to != StreamState.Name.ENDED) {
            inState(to).incrementAndGet();
        }
    }

    private AtomicInteger inState(StreamState.Name state) {
        return Objects.requireNonNull(states.get(state));
    }

    private void watchStates() {
        for (StreamState.Name state : StreamState.Name.values()) {
            AtomicInteger streams = new AtomicInteger();
            states.put(state, streams);
            if (state != StreamState.Name.ENDED) {
                Gauge.builder("tableorder.sse.streams", streams, AtomicInteger::get)
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .description("Current number of streams by state.")
                        .register(meters);
            }
        }
    }

    /** @param how {@code ring}, {@code log}, or a reset's reason */
    void resumed(String how) {
        Counter.builder("tableorder.sse.resumes")
                .description("Streams that resumed, by the source of the events that they had missed.")
                .tag("from", how)
                .register(meters)
                .increment();
    }

    void refused(Refusal bound) {
        Counter.builder("tableorder.sse.connections.refused")
                .description(
                        "Requests refused because of a bound: on streams, on their rate, or on the time for a request's "
                                + "head.")
                .tag("bound", bound.label())
                .register(meters)
                .increment();
    }

    /** Counts a request whose head was not complete in time, whatever it was for. */
    public void lateHead() {
        refused(Refusal.HEAD_TIME);
    }

    void ended(EndReason reason) {
        active.decrementAndGet();
        ends.getOrDefault(reason, failures).increment();
        if (reason.isSendFailure()) {
            failures.increment();
        }
    }

    /** @param live false of what is sent again, which is old by nature and says nothing about the time it takes */
    void sent(List<Frame> frames, boolean live) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        int events = 0;
        for (Frame frame : frames) {
            if (!frame.isSilent()) {
                events++;
                if (live) {
                    latency.record(now - frame.decidedMicros(), TimeUnit.MICROSECONDS);
                }
            }
        }
        sent.increment(events);
    }

    /** Shows the stores with the most screens by name, and the others as one: labels are bounded, stores are not. */
    void showStores(Map<Scope, Integer> streams) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        int[] others = {0};
        streams.entrySet().stream()
                .sorted(Map.Entry.<Scope, Integer>comparingByValue().reversed())
                .forEach(entry -> {
                    if (entry.getKey() instanceof Scope.Store(var storeId) && rows.size() < SHOWN_STORES) {
                        rows.add(MultiGauge.Row.of(Tags.of("store_id", storeId), entry.getValue()));
                    } else {
                        others[0] += entry.getValue();
                    }
                });
        rows.add(MultiGauge.Row.of(Tags.of("store_id", "other"), others[0]));
        stores.register(rows, true);
    }

    void watch(List<StreamLoop> loops) {
        Gauge.builder(
                        "tableorder.sse.queue.tasks",
                        loops,
                        all -> all.stream().mapToInt(StreamLoop::waitingTasks).sum())
                .description("Tasks of streams that wait to be run.")
                .register(meters);
        Gauge.builder(
                        "tableorder.sse.connections.blocked",
                        loops,
                        all -> all.stream()
                                .mapToInt(loop -> loop.backlog().blockedStreams())
                                .sum())
                .description("Streams whose client does not take what it is sent at the moment.")
                .register(meters);
        Gauge.builder(
                        "tableorder.sse.queue.bytes",
                        loops,
                        all -> all.stream()
                                .mapToLong(loop -> loop.backlog().bytes())
                                .sum())
                .baseUnit("bytes")
                .description("Bytes that blocked clients have not taken yet.")
                .register(meters);
    }
}
