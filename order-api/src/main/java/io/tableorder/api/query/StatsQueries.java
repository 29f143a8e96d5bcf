package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    /** @param cancellations null when the journal is not kept any more for all of the span */
    record Stats(
            String storeId,
            Instant start,
            Instant end,
            String bucket,
            String timeZone,
            long orders,
            long revenue,
            List<OrderFigures.Bucket> buckets,
            Map<String, OrderFigures.Seconds> secondsInStatus,
            @Nullable List<OrderFigures.Cancellations> cancellations) {}

    private record Span(Instant start, Instant end) {}

    private final StoreReads reads;
    private final OrderFigures figures;
    private final InstantSource clock;

    StatsQueries(StoreReads reads, OrderFigures figures, InstantSource clock) {
        this.reads = reads;
        this.figures = figures;
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
        return reads.answer(caller, storeId, after, store -> stats(store, span(store, start, end)));
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
        var selection = new OrderFigures.Selection(store.storeId(), store.timeZone(), span.start(), span.end(), null);
        List<OrderFigures.Bucket> buckets = figures.perHour(selection);
        return new Stats(
                store.storeId(),
                span.start(),
                span.end(),
                HOUR,
                store.timeZone().getId(),
                buckets.stream().mapToLong(OrderFigures.Bucket::orders).sum(),
                buckets.stream().mapToLong(OrderFigures.Bucket::revenue).sum(),
                buckets,
                figures.secondsInStatus(selection),
                figures.cancellations(selection));
    }
}
