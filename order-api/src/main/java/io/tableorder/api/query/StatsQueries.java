package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** These statistics say how a store has done. */
@RestController
final class StatsQueries {
    /** A month of hours is 744 lines, and a tenth of a second of the busiest store's orders. */
    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
    private static final String HOUR = "hour";
    /** The answer has the commonest ones. Staff write what they like, so there is no end to them. */
    private static final int MAXIMUM_REASONS = 20;

    /** Counts by the time of ordering, without the cancelled orders. Hours without orders are left out. */
    private static final String PER_HOUR = """
            SELECT date_trunc('hour', ordered_at, :zone) AS hour, count(*), sum(total_amount)
            FROM orders.orders
            WHERE store_id = :store AND ordered_at >= :start AND ordered_at < :end AND status <> 'CANCELLED'
            GROUP BY hour ORDER BY hour""";

    private static final String SECONDS = """
            WITH spans AS (
                SELECT 'PENDING' AS status,
                       coalesce(preparing_at, completed_at, cancelled_at) - ordered_at AS span
                FROM orders.orders WHERE store_id = :store AND ordered_at >= :start AND ordered_at < :end
                UNION ALL
                SELECT 'PREPARING', coalesce(completed_at, cancelled_at) - preparing_at
                FROM orders.orders WHERE store_id = :store AND ordered_at >= :start AND ordered_at < :end)
            SELECT status, count(span),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM span)),
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM span))
            FROM spans WHERE span IS NOT NULL GROUP BY status ORDER BY status""";

    /**
     * Counts the cancellations of the orders placed in the span. The words are cut out of the event as they stand
     * there: a column for them would be written for every order, and read for this alone.
     */
    private static final String CANCELLATIONS = """
            SELECT substring(convert_from(j.value, 'UTF8') FROM '"reason":("(?:[^"\\\\]|\\\\.)*")') AS reason, count(*)
            FROM orders.orders o
            JOIN orders.journal j ON j.store_id = o.store_id AND j.subject = o.order_id
            WHERE o.store_id = :store AND o.ordered_at >= :start AND o.ordered_at < :end AND o.status = 'CANCELLED'
              AND j.type = 'io.tableorder.order.cancelled.v1' AND j.event_time >= :start
            GROUP BY reason ORDER BY count(*) DESC, reason LIMIT\s""" + MAXIMUM_REASONS;

    /** @param cancellations null when the journal is not kept any more for all of the span */
    record Stats(
            String storeId,
            Instant start,
            Instant end,
            String bucket,
            String timeZone,
            long orders,
            long revenue,
            List<Bucket> buckets,
            Map<String, Seconds> secondsInStatus,
            @Nullable List<Cancellations> cancellations) {}

    /** @param start of the hour, as clocks show it where the store is */
    record Bucket(Instant start, long orders, long revenue) {}

    /** These are times of the orders that have left the status. */
    record Seconds(long orders, double p50, double p95) {}

    /** @param reason as it was given; null for none */
    record Cancellations(@Nullable String reason, long orders) {}

    private record Span(Instant start, Instant end) {}

    private final StoreReads reads;
    private final JournalStarts starts;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    StatsQueries(StoreReads reads, JournalStarts starts, JdbcClient jdbc, InstantSource clock) {
        this.reads = reads;
        this.starts = starts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param start a time, or a day where the store is; a day before {@code end} by default */
    @GetMapping(path = "/api/v1/admin/stats", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Stats> stats(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String end,
            @RequestParam(defaultValue = HOUR) String bucket,
            @RequestParam(required = false) @Nullable String after) {
        if (!bucket.equals(HOUR)) {
            throw ProblemException.invalid("bucket", ApiText.ONLY_HOURS);
        }
        return reads.read(
                caller,
                storeId,
                after,
                store -> StoreReads.at(store.position(), stats(store, span(store, start, end))));
    }

    private Span span(StoreEntity store, @Nullable String start, @Nullable String end) {
        Instant until = end == null ? clock.instant() : Times.instantOrDay("end", end, store.timeZone());
        Instant from = start == null ? until.minus(DEFAULT_SPAN) : Times.instantOrDay("start", start, store.timeZone());
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST_SPAN) > 0) {
            throw ProblemException.invalid("end", ApiText.WRONG_SPAN);
        }
        return new Span(from, until);
    }

    private Stats stats(StoreEntity store, Span span) {
        List<Bucket> buckets = ask(PER_HOUR, store, span)
                .param("zone", store.timeZone().getId())
                .query((row, _) ->
                        new Bucket(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2), row.getLong(3)))
                .list();
        Map<String, Seconds> seconds = new LinkedHashMap<>();
        ask(SECONDS, store, span).query(row -> {
            seconds.put(row.getString(1), new Seconds(row.getLong(2), row.getDouble(3), row.getDouble(4)));
        });
        boolean kept = !starts.of(store.storeId()).isAtOrAfter(span.start());
        return new Stats(
                store.storeId(),
                span.start(),
                span.end(),
                HOUR,
                store.timeZone().getId(),
                buckets.stream().mapToLong(Bucket::orders).sum(),
                buckets.stream().mapToLong(Bucket::revenue).sum(),
                buckets,
                seconds,
                kept ? cancellations(store, span) : null);
    }

    private List<Cancellations> cancellations(StoreEntity store, Span span) {
        return ask(CANCELLATIONS, store, span)
                .query((row, _) -> new Cancellations(text(row.getString(1)), row.getLong(2)))
                .list();
    }

    private static @Nullable String text(@Nullable String json) {
        return json == null ? null : Json.mapper().readValue(json, String.class);
    }

    private JdbcClient.StatementSpec ask(String sql, StoreEntity store, Span span) {
        return jdbc.sql(sql)
                .param("store", store.storeId())
                .param("start", span.start().atOffset(ZoneOffset.UTC))
                .param("end", span.end().atOffset(ZoneOffset.UTC));
    }
}
