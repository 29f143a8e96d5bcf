package io.tableorder.api.query;

import io.tableorder.operability.security.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Activity says how a chain's stores have done over the last hours, all of them in one query. */
@RestController
final class ChainActivity {
    /** The hours span an opening day. Reads every order of it, of which a chain of 500 stores has some 300,000. */
    private static final int HOURS = 12;

    /** Store by store, since a chain's share of all orders says nothing about how few are of these hours. */
    private static final String PER_HOUR = """
            SELECT c.store_id, h.hour, h.orders, h.wait
            FROM orders.stores c
            LEFT JOIN LATERAL (
                SELECT date_trunc('hour', o.ordered_at, 'UTC') AS hour,
                       count(*) FILTER (WHERE o.status <> 'CANCELLED') AS orders,
                       percentile_cont(0.5) WITHIN GROUP (
                           ORDER BY extract(epoch FROM coalesce(o.preparing_at, o.completed_at) - o.ordered_at)) AS wait
                FROM orders.orders o
                WHERE o.store_id = c.store_id AND o.ordered_at >= :start
                GROUP BY hour) AS h ON true
            WHERE c.chain_id = :chain ORDER BY c.store_id, h.hour""";

    /** @param end of the hour that has begun */
    record Activity(String chainId, Instant start, Instant end, List<StoreActivity> stores) {}

    /** @param hours without those in which nobody ordered */
    record StoreActivity(String storeId, List<Hour> hours) {}

    /**
     * @param start by UTC, so that stores of several time zones share an axis
     * @param orders placed in it, without the cancelled
     * @param medianWaitSeconds from an order to the start of its preparation; null before the first has started
     */
    record Hour(Instant start, long orders, @Nullable Double medianWaitSeconds) {}

    private final ReadModels readModels;
    private final ReadPosition position;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    ChainActivity(ReadModels readModels, ReadPosition position, JdbcClient jdbc, InstantSource clock) {
        this.readModels = readModels;
        this.position = position;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/chain/activity", produces = MediaType.APPLICATION_JSON_VALUE)
    Activity activity(Caller caller, @RequestParam(required = false) @Nullable String after) {
        position.await(after);
        Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant start = end.minus(HOURS, ChronoUnit.HOURS);
        return readModels.read(() -> new Activity(caller.chainId(), start, end, stores(caller.chainId(), start)));
    }

    private List<StoreActivity> stores(String chainId, Instant start) {
        Map<String, List<Hour>> byStore = new LinkedHashMap<>();
        jdbc.sql(PER_HOUR)
                .param("chain", chainId)
                .param("start", start.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    List<Hour> hours = byStore.computeIfAbsent(row.getString("store_id"), _ -> new ArrayList<>());
                    OffsetDateTime hour = row.getObject("hour", OffsetDateTime.class);
                    if (hour != null) {
                        hours.add(
                                new Hour(hour.toInstant(), row.getLong("orders"), row.getObject("wait", Double.class)));
                    }
                });
        return byStore.entrySet().stream()
                .map(store -> new StoreActivity(store.getKey(), List.copyOf(store.getValue())))
                .toList();
    }
}
