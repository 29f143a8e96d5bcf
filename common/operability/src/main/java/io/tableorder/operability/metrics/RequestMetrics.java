package io.tableorder.operability.metrics;

import io.tableorder.operability.request.RequestObserver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.web.servlet.HandlerMapping;

/** Counts requests by route and status, and keeps the times of the latest. */
final class RequestMetrics implements RequestObserver {

    /** Routes are few; were they ever many, the rest would be counted together. */
    private static final int MAXIMUM_ENDPOINTS = 500;

    /** This stands for requests that reached no route: unknown paths and refused callers. */
    static final String NO_ROUTE = "(no route)";

    static final String OTHER_ROUTES = "(other)";

    /** The endpoint is kept as parts, so that counting a request joins no strings. */
    private record Endpoint(String method, String route) {

        String shown() {
            return method.isEmpty() ? route : method + " " + route;
        }
    }

    private static final Endpoint NONE = new Endpoint("", NO_ROUTE);
    private static final Endpoint OTHER = new Endpoint("", OTHER_ROUTES);

    private final LongAdder total = new LongAdder();
    private final Map<Endpoint, LongAdder> byEndpoint = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final LatestTimes times = new LatestTimes();

    @Override
    public void answered(HttpServletRequest request, int status, long nanoseconds, boolean stream) {
        total.increment();
        counter(endpoint(request)).increment();
        byStatus.computeIfAbsent(status, _ -> new LongAdder()).increment();
        if (!stream) {
            times.add(nanoseconds);
        }
    }

    private static Endpoint endpoint(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route
                ? new Endpoint(request.getMethod(), route)
                : NONE;
    }

    private LongAdder counter(Endpoint endpoint) {
        LongAdder known = byEndpoint.get(endpoint);
        if (known != null) {
            return known;
        }
        Endpoint counted = byEndpoint.size() < MAXIMUM_ENDPOINTS ? endpoint : OTHER;
        return byEndpoint.computeIfAbsent(counted, _ -> new LongAdder());
    }

    long total() {
        return total.sum();
    }

    Map<String, Long> byEndpoint() {
        Map<String, Long> counts = new TreeMap<>();
        byEndpoint.forEach((endpoint, count) -> counts.put(endpoint.shown(), count.sum()));
        return counts;
    }

    Map<Integer, Long> byStatus() {
        Map<Integer, Long> counts = new TreeMap<>();
        byStatus.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    LatestTimes times() {
        return times;
    }
}
