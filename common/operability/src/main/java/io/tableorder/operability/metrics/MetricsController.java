package io.tableorder.operability.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class MetricsController {

    record Metrics(Requests requests, Performance performance, Sse sse, Business business) {}

    record Requests(
            long total,
            @JsonProperty("by_endpoint") Map<String, Long> byEndpoint,
            @JsonProperty("by_status") Map<Integer, Long> byStatus) {}

    record Performance(
            @JsonProperty("avg_response_time_ms") double average,
            @JsonProperty("p95_response_time_ms") double p95,
            @JsonProperty("p99_response_time_ms") double p99) {}

    record Sse(
            @JsonProperty("active_connections") long activeConnections,
            @JsonProperty("total_events_sent") long totalEventsSent) {}

    record Business(
            @JsonProperty("orders_created") long ordersCreated,
            @JsonProperty("orders_by_status") Map<String, Long> ordersByStatus) {}

    private final RequestMetrics requests;
    private final ObjectProvider<StreamNumbers> streams;
    private final ObjectProvider<BusinessNumbers> business;

    MetricsController(
            RequestMetrics requests, ObjectProvider<StreamNumbers> streams, ObjectProvider<BusinessNumbers> business) {
        this.requests = requests;
        this.streams = streams;
        this.business = business;
    }

    @GetMapping("/metrics")
    Metrics metrics() {
        LatestTimes.Summary times = requests.times().summary();
        return new Metrics(
                new Requests(requests.total(), requests.byEndpoint(), requests.byStatus()),
                new Performance(times.average(), times.p95(), times.p99()),
                sse(streams.getIfAvailable()),
                business(business.getIfAvailable()));
    }

    private static Sse sse(@Nullable StreamNumbers numbers) {
        return numbers == null ? new Sse(0, 0) : new Sse(numbers.activeConnections(), numbers.totalEventsSent());
    }

    private static Business business(@Nullable BusinessNumbers numbers) {
        return numbers == null
                ? new Business(0, Map.of())
                : new Business(numbers.ordersCreated(), numbers.ordersByStatus());
    }
}
