package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.consume.ProjectionLoop.PartitionStatus;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** How far behind this instance is, per partition of its own; a partition of another instance has no number here. */
@Component
final class PartitionMetrics {
    PartitionMetrics(ProjectionLoop loop, KafkaSettings kafka, MeterRegistry registry) {
        IntStream.range(0, kafka.partitions())
                .forEach(partition -> Gauge.builder(
                                "tableorder.projection.lag.events", loop, source -> lag(source, partition))
                        .tag("partition", String.valueOf(partition))
                        .description("Committed events not yet in the read models")
                        .register(registry));
    }

    private static double lag(ProjectionLoop loop, int partition) {
        return loop.partitions().stream()
                .filter(status -> status.partition() == partition)
                .map(PartitionStatus::lagEvents)
                .findFirst()
                .map(lag -> lag.isPresent() ? (double) lag.getAsLong() : Double.NaN)
                .orElse(Double.NaN);
    }
}
