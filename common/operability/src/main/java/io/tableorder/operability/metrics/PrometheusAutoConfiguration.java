package io.tableorder.operability.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Says what Prometheus is shown, in place of the registry that Boot would make for it. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
public class PrometheusAutoConfiguration {

    /** These are what a Kafka client derives over half a minute of its own, and what nobody asks of each partition. */
    private static final Pattern DERIVED =
            Pattern.compile("kafka\\..*\\.(avg|max|min|rate|ratio|records\\.lead|preferred\\.read\\.replica)");

    @Bean
    static PrometheusRegistry prometheusRegistry() {
        return new MeasuredGauges();
    }

    /** Leaves out two thirds of a client's series, most of which are NaN until something was measured. */
    @Bean
    static MeterFilter kafkasTotals() {
        return MeterFilter.deny(id -> DERIVED.matcher(id.getName()).matches());
    }
}
