package io.tableorder.operability.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Takes the place of the registry that Boot would make for Prometheus. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
public class PrometheusAutoConfiguration {

    @Bean
    PrometheusRegistry prometheusRegistry() {
        return new MeasuredGauges();
    }
}
