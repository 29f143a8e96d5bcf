package io.tableorder.operability.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tableorder.operability.request.RequestObserver;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Keeps Prometheus' {@code http_server_requests_seconds}, with the labels dashboards expect of Spring Boot. Boot's own
 * way to the same numbers took 20 µs of a request's 60; this takes less than one.
 */
final class HttpTimers implements RequestObserver {

    /** Routes, methods and statuses are few; past this, what is new is counted under one label. */
    private static final int MAXIMUM_TIMERS = 1_000;

    /** Around the thresholds that are watched: 500 ms on average, 1 s for 95 %, 2 s for 99 %. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private record Key(String method, String uri, int status) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    HttpTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(HttpServletRequest request, int status, long nanoseconds, boolean stream) {
        if (!stream) {
            timer(key(request, status)).record(nanoseconds, TimeUnit.NANOSECONDS);
        }
    }

    private static Key key(HttpServletRequest request, int status) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route
                ? new Key(request.getMethod(), route, status)
                // Without a route the method too is whatever the caller made up.
                : new Key("UNKNOWN", "UNKNOWN", status);
    }

    private Timer timer(Key key) {
        Timer known = timers.get(key);
        if (known != null) {
            return known;
        }
        Key labels = timers.size() < MAXIMUM_TIMERS ? key : new Key("UNKNOWN", "OTHER", key.status());
        return timers.computeIfAbsent(labels, this::register);
    }

    private Timer register(Key key) {
        return Timer.builder("http.server.requests")
                .description("Duration of requests, without event streams.")
                .tag("method", key.method())
                .tag("uri", key.uri())
                .tag("status", Integer.toString(key.status()))
                .tag("outcome", outcome(key.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            default -> "SERVER_ERROR";
        };
    }
}
