package io.tableorder.operability.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** Provides the numbers of {@code /metrics}. Prometheus has its own, from Micrometer, on the management port. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class MetricsAutoConfiguration {

    @Bean
    RequestMetrics requestMetrics() {
        return new RequestMetrics();
    }

    @Bean
    HttpTimers httpTimers(MeterRegistry registry) {
        return new HttpTimers(registry);
    }

    @Bean
    MetricsController metricsController(
            RequestMetrics requests, ObjectProvider<StreamNumbers> streams, ObjectProvider<BusinessNumbers> business) {
        return new MetricsController(requests, streams, business);
    }

    @Bean
    AccessPolicy metricsAccess() {
        // They are of the whole service. What a store's admin may see of a store is in its statistics.
        return rules -> rules.allow(HttpMethod.GET, "/metrics", Role.CHAIN_ADMIN, Role.OPERATOR);
    }
}
