package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.status.LagWatch;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * This says how far behind this instance is, per partition of its own; a partition of another instance has no number
 * here.
 */
@Component
final class PartitionMetrics {
    private static final double UNKNOWN = Double.NaN;

    private final ProjectionLoop loop;
    private final LagWatch watch;

    PartitionMetrics(ProjectionLoop loop, LagWatch watch, KafkaSettings kafka, MeterRegistry registry) {
        this.loop = loop;
        this.watch = watch;
        IntStream.range(0, kafka.partitions()).forEach(partition -> {
            gauge("events", partition, metrics -> metrics.events(partition))
                    .description("Committed events that are not in the read models yet.")
                    .register(registry);
            gauge("seconds", partition, metrics -> metrics.seconds(partition))
                    .description(
                            "Age of the oldest event that may be missing from the read models, at most a second too high.")
                    .register(registry);
        });
    }

    private Gauge.Builder<PartitionMetrics> gauge(
            String unit, int partition, ToDoubleFunction<PartitionMetrics> value) {
        return Gauge.builder("tableorder.projection.lag." + unit, this, value)
                .tag("partition", String.valueOf(partition));
    }

    private double events(int partition) {
        return loop.partitions().stream()
                .filter(status -> status.partition() == partition)
                .mapToDouble(status ->
                        status.lagEvents().isPresent() ? status.lagEvents().getAsLong() : UNKNOWN)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private double seconds(int partition) {
        boolean own = loop.partitions().stream().anyMatch(status -> status.partition() == partition);
        return watch.latest().stream()
                .filter(lag -> own && lag.partition() == partition)
                .mapToDouble(lag -> seconds(lag.late()))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static double seconds(@Nullable Duration late) {
        return late == null ? UNKNOWN : late.toMillis() / 1_000.0;
    }
}
