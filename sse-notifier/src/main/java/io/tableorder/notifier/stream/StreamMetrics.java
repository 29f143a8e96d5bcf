package io.tableorder.notifier.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tableorder.notifier.feed.Frame;
import io.tableorder.operability.metrics.StreamNumbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the streams do, counted. Thread-safe. */
public final class StreamMetrics implements StreamNumbers {

    private final AtomicInteger active = new AtomicInteger();
    private final Counter sent;
    private final Counter failures;
    private final Counter refused;
    private final Timer latency;
    private final Map<EndReason, Counter> ends = new EnumMap<>(EndReason.class);
    private final MeterRegistry meters;
    private final InstantSource clock;

    public StreamMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("tableorder.sse.connections.active", active, AtomicInteger::get)
                .description("Admin screens connected now")
                .register(meters);
        sent = Counter.builder("tableorder.sse.events.sent")
                .description("Events written and flushed to a client")
                .register(meters);
        failures = Counter.builder("tableorder.sse.send.failures")
                .description("Streams that ended because something could not be sent")
                .register(meters);
        refused = Counter.builder("tableorder.sse.connections.refused")
                .description("Streams refused because the store has as many as it may")
                .register(meters);
        latency = Timer.builder("tableorder.sse.delivery")
                .description("From an event's time in Kafka to its flush to a client, for events sent as they happen")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        Arrays.stream(EndReason.values())
                .forEach(reason -> ends.put(
                        reason,
                        Counter.builder("tableorder.sse.disconnects")
                                .description("Streams that ended, by reason")
                                .tag("reason", reason.label())
                                .register(meters)));
    }

    @Override
    public long activeConnections() {
        return active.get();
    }

    @Override
    public long totalEventsSent() {
        return (long) sent.count();
    }

    void opened() {
        active.incrementAndGet();
    }

    /** @param how {@code ring}, {@code log}, or a reset's reason */
    void resumed(String how) {
        Counter.builder("tableorder.sse.resumes")
                .description("Streams that went on where they were, by where what they missed came from")
                .tag("from", how)
                .register(meters)
                .increment();
    }

    void refused() {
        refused.increment();
    }

    void ended(EndReason reason) {
        active.decrementAndGet();
        ends.getOrDefault(reason, failures).increment();
        if (reason.isSendFailure()) {
            failures.increment();
        }
    }

    void sent(List<Frame> frames) {
        sent.increment(frames.stream().filter(frame -> !frame.isSilent()).count());
    }

    /** Only for what is sent as it happens: what is sent again is old by nature. */
    void delivered(List<Frame> frames) {
        Instant now = clock.instant();
        for (Frame frame : frames) {
            if (!frame.isSilent()) {
                latency.record(Duration.between(frame.time(), now));
            }
        }
    }
}
