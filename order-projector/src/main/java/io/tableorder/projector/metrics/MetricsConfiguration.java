package io.tableorder.projector.metrics;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps the counts fresh beside the projection, never in its way. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class MetricsConfiguration {
    /** This is often enough for a dashboard, and 12 small queries a minute for PostgreSQL. */
    private static final long REFRESH_MS = 5_000;

    private final OrderCounts counts;

    MetricsConfiguration(OrderCounts counts) {
        this.counts = counts;
    }

    @Scheduled(fixedDelay = REFRESH_MS)
    void refresh() {
        counts.refresh();
    }
}
