package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.consume.ProjectionObserver;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;
import io.tableorder.wire.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What this instance has projected since it started. */
@Component
final class ProjectionMetrics implements ProjectionObserver {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final BatchLog log = new BatchLog();
    private final AtomicLong ordersCreated = new AtomicLong();
    private final Timer batchTime;
    private final DistributionSummary batchEvents;
    private final Timer delay;
    private final Counter ordersCreatedCounter;
    private final OrderMetrics orders;

    ProjectionMetrics(MeterRegistry registry, InstantSource clock, OrderMetrics orders) {
        this.registry = registry;
        this.clock = clock;
        this.orders = orders;
        this.batchTime = Timer.builder("tableorder.projection.batch")
                .description("One batch's transaction")
                .publishPercentileHistogram()
                .register(registry);
        this.batchEvents = DistributionSummary.builder("tableorder.projection.batch.events")
                .description("Events of one batch")
                .register(registry);
        this.delay = Timer.builder("tableorder.projection.delay")
                .description("From an event's time to its being visible to queries")
                .publishPercentileHistogram()
                .register(registry);
        // Not "created": Prometheus keeps that suffix for itself, and the counter would take the name of the gauge of
        // orders.
        this.ordersCreatedCounter = Counter.builder("tableorder.orders.placed")
                .description(
                        "Orders placed, counted once as they come live; replays, rebuilds and restarts count none again")
                .register(registry);
    }

    @Override
    public void applied(int partition, Applied applied, Duration took) {
        batchTime.record(took);
        batchEvents.record(applied.events().size());
        Instant now = clock.instant();
        applied.events().forEach(event -> count(event, now));
        applied.parked().forEach(this::count);
        orders.applied(applied);
        log.write(applied, took);
    }

    private void count(RecordedEvent event, Instant now) {
        registry.counter("tableorder.projection.events", "type", EventTypes.nameOf(event.event()))
                .increment();
        Duration late = Duration.between(event.time(), now);
        delay.record(late.isNegative() ? Duration.ZERO : late);
        if (event.event() instanceof OrderEvent.Placed) {
            ordersCreated.incrementAndGet();
            ordersCreatedCounter.increment();
        }
    }

    private void count(ParkedEvent parked) {
        registry.counter(
                        "tableorder.projection.parked",
                        "reason",
                        parked.reason().name())
                .increment();
    }

    long ordersCreated() {
        return ordersCreated.get();
    }
}
