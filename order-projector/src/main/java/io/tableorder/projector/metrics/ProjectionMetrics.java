package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.projector.consume.LaneState;
import io.tableorder.projector.consume.ProjectionObserver;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;
import io.tableorder.wire.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** This is what this instance has projected since it started. */
@Component
final class ProjectionMetrics implements ProjectionObserver {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final BatchLogLines log = new BatchLogLines();
    private final AtomicLong ordersCreated = new AtomicLong();
    private final Timer batchTime;
    private final DistributionSummary batchEvents;
    private final Timer delay;
    private final Counter ordersCreatedCounter;
    private final Counter repeated;
    private final OrderMetrics orders;
    private final Traces traces;

    ProjectionMetrics(MeterRegistry registry, InstantSource clock, OrderMetrics orders, Traces traces) {
        this.registry = registry;
        this.clock = clock;
        this.orders = orders;
        this.traces = traces;
        this.batchTime = Timer.builder("tableorder.projection.batch")
                .description("Time of the database transaction that applies one batch.")
                .publishPercentileHistogram()
                .register(registry);
        this.batchEvents = DistributionSummary.builder("tableorder.projection.batch.events")
                .description("Number of events in one batch.")
                .register(registry);
        this.delay = Timer.builder("tableorder.projection.delay")
                .description("Time from an event until queries can see it.")
                .publishPercentileHistogram()
                .register(registry);
        this.repeated = Counter.builder("tableorder.projection.repeated")
                .description("Records passed over because the log holds them twice.")
                .register(registry);
        // Not "created": Prometheus keeps that suffix for itself, and the counter would take the name of the gauge of
        // orders.
        this.ordersCreatedCounter = Counter.builder("tableorder.orders.placed")
                .description(
                        "Orders placed. Each is counted once, when it is projected live; replays, rebuilds and restarts "
                                + "count none again.")
                .register(registry);
    }

    @Override
    public void applied(int partition, Applied applied, Duration took) {
        batchTime.record(took);
        batchEvents.record(applied.events().size());
        Instant now = clock.instant();
        applied.events().forEach(event -> count(event, now));
        applied.parked().forEach(this::count);
        repeated.increment(applied.repeated().size());
        orders.applied(applied);
        log.write(applied, took);
    }

    @Override
    public void entered(int partition, LaneState state) {
        Counter.builder("tableorder.projection.lane.transitions")
                .description("Times that a partition's lane entered a state.")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void projected(List<ConsumerRecord<byte[], byte[]>> records, Duration took) {
        traces.consumed("project", records, took);
    }

    private void count(RecordedEvent event, Instant now) {
        Counter.builder("tableorder.projection.events")
                .description("Events applied to the read models, by type.")
                .tag("type", EventTypes.nameOf(event.event()))
                .register(registry)
                .increment();
        Duration late = Duration.between(event.time(), now);
        delay.record(late.isNegative() ? Duration.ZERO : late);
        if (event.event() instanceof OrderEvent.Placed) {
            ordersCreated.incrementAndGet();
            ordersCreatedCounter.increment();
        }
    }

    private void count(ParkedEvent parked) {
        Counter.builder("tableorder.projection.parked")
                .description("Events parked since this process started, by the reason why they could not be applied.")
                .tag("reason", parked.reason().name())
                .register(registry)
                .increment();
    }

    long ordersCreated() {
        return ordersCreated.get();
    }
}
