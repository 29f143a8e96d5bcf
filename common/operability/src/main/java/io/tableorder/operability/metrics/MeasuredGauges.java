package io.tableorder.operability.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a scrape each gauge that has no value at the moment, whoever registered it: the lag of another instance's
 * partition, a client's figure before it was measured. As NaN each is a series that every sum and every comparison has to
 * guard against.
 */
final class MeasuredGauges extends PrometheusRegistry {

    @Override
    public MetricSnapshots scrape(@Nullable PrometheusScrapeRequest request) {
        return measured(super.scrape(request));
    }

    @Override
    public MetricSnapshots scrape(@Nullable Predicate<String> names, @Nullable PrometheusScrapeRequest request) {
        return measured(super.scrape(names, request));
    }

    private static MetricSnapshots measured(MetricSnapshots all) {
        return new MetricSnapshots(
                all.stream().flatMap(MeasuredGauges::measured).toList());
    }

    private static Stream<MetricSnapshot> measured(MetricSnapshot metric) {
        if (!(metric instanceof GaugeSnapshot gauge)) {
            return Stream.of(metric);
        }
        List<GaugeDataPointSnapshot> points = gauge.getDataPoints().stream()
                .filter(point -> !Double.isNaN(point.getValue()))
                .toList();
        if (points.size() == gauge.getDataPoints().size()) {
            return Stream.of(gauge);
        }
        return points.isEmpty() ? Stream.empty() : Stream.of(new GaugeSnapshot(gauge.getMetadata(), points));
    }
}
