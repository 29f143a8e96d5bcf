package io.tableorder.operability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MeasuredGaugesTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new MeasuredGauges(), Clock.SYSTEM);

    private final AtomicReference<Double> latency = new AtomicReference<>(Double.NaN);

    @Test
    void a_gauge_is_shown_only_while_it_has_a_value() {
        Gauge.builder("latency", latency, AtomicReference::get).register(registry);
        assertThat(registry.scrape()).doesNotContain("latency");

        latency.set(3.5);
        assertThat(registry.scrape()).contains("latency 3.5");

        latency.set(Double.NaN);
        assertThat(registry.scrape()).doesNotContain("latency");
    }

    @Test
    void others_of_its_name_are_shown_without_it() {
        Gauge.builder("latency", latency, AtomicReference::get)
                .tag("client_id", "quiet")
                .register(registry);
        Gauge.builder("latency", () -> 2).tag("client_id", "busy").register(registry);

        assertThat(registry.scrape())
                .contains("latency{client_id=\"busy\"} 2.0")
                .doesNotContain("quiet");
    }

    @Test
    void what_counts_is_shown_from_its_first_moment() {
        registry.counter("orders").increment(0);

        assertThat(registry.scrape()).contains("orders_total 0.0");
    }
}
