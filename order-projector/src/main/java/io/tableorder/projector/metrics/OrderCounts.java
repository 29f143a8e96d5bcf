package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.OrderStatus;
import io.tableorder.operability.metrics.BusinessNumbers;
import io.tableorder.projector.parked.ParkReason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * This says how many orders stand where, and how many events are parked, over all partitions: from the tables, so a
 * restart loses nothing and every instance says the same. At most a few seconds old; while PostgreSQL is away, as old
 * as its absence.
 */
@Component
final class OrderCounts implements BusinessNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(OrderCounts.class);
    private static final String ORDERS = "SELECT status, sum(orders) FROM orders.order_counts GROUP BY status";
    private static final String PARKED = "SELECT reason, count(*) FROM orders.parked_events GROUP BY reason";

    private final JdbcTemplate jdbc;
    private final ProjectionMetrics projected;
    private volatile Map<String, Long> orders = Map.of();
    private volatile Map<String, Long> parked = Map.of();

    OrderCounts(JdbcTemplate jdbc, ProjectionMetrics projected, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.projected = projected;
        for (OrderStatus status : OrderStatus.values()) {
            gauge(
                    registry,
                    "tableorder.orders",
                    "Current number of orders by status, across all partitions.",
                    "status",
                    status.name(),
                    counts -> of(counts.orders, status.name()));
        }
        for (ParkReason reason : ParkReason.values()) {
            gauge(
                    registry,
                    "tableorder.projection.parked.events",
                    "Current number of parked events by reason, across all partitions.",
                    "reason",
                    reason.name(),
                    counts -> of(counts.parked, reason.name()));
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            String tag,
            String value,
            ToDoubleFunction<OrderCounts> count) {
        Gauge.builder(name, this, count)
                .tag(tag, value)
                .description(description)
                .register(registry);
    }

    private static long of(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Asks the tables again; keeps what it knew when they do not answer. */
    void refresh() {
        try {
            orders = read(ORDERS);
            parked = read(PARKED);
        } catch (DataAccessException e) {
            LOG.debug("Order counts are not refreshed: {}", e.getMessage());
        }
    }

    private Map<String, Long> read(String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(sql, row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return Map.copyOf(counts);
    }

    @Override
    public long ordersCreated() {
        return projected.ordersCreated();
    }

    @Override
    public Map<String, Long> ordersByStatus() {
        Map<String, Long> counts = orders;
        return Arrays.stream(OrderStatus.values())
                .map(OrderStatus::name)
                .collect(LinkedHashMap::new, (map, status) -> map.put(status, of(counts, status)), Map::putAll);
    }
}
