package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.board.StoreInfo;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.Versions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says what each store of a chain has sold on each business day, and on the same weekday a week before. Every amount is in
 * its own store's currency, and nothing is added up across currencies.
 */
@RestController
final class ChainSales {
    private static final int DAYS_OF_WEEK = 7;
    private static final int LONGEST_SPAN_DAYS = 31;

    /**
     * So many business days of stores are read for one answer, with those of the week before: two weeks of 285 stores. At
     * 300 orders each they are read in a second or two.
     */
    private static final int MAXIMUM_STORE_DAYS = 4_000;

    /**
     * Days are those the orders were given when they were placed. They are found by time: whatever zone a store is in and
     * whenever its day begins, an order of a day was placed from the day before until two days behind. Days beyond the span
     * that are found with them are left out of the answer.
     */
    private static final String PER_DAY = """
            SELECT c.store_id, d.business_day, d.orders, d.revenue, d.cancelled
            FROM orders.stores c
            CROSS JOIN LATERAL (
                SELECT o.business_day,
                       count(*) FILTER (WHERE o.status <> 'CANCELLED') AS orders,
                       coalesce(sum(o.total_amount) FILTER (WHERE o.status <> 'CANCELLED'), 0) AS revenue,
                       count(*) FILTER (WHERE o.status = 'CANCELLED') AS cancelled
                FROM orders.orders o
                WHERE o.store_id = c.store_id AND o.ordered_at >= :start AND o.ordered_at < :end
                GROUP BY o.business_day) AS d
            WHERE c.chain_id = :chain""";

    /** @param stores in the order of their ids */
    record Sales(String chainId, LocalDate startDate, LocalDate endDate, List<StoreSales> stores) {}

    /**
     * @param minorUnits digits behind the point of an amount
     * @param businessDayStart by the store's clocks
     * @param days each day of the span, the first one first
     */
    record StoreSales(
            String storeId,
            String storeName,
            String currency,
            int minorUnits,
            String timeZone,
            String businessDayStart,
            List<Day> days) {}

    /**
     * @param over false while the store's business day goes on, or has not begun
     * @param weekBefore the same weekday
     */
    record Day(LocalDate date, boolean over, Figures sold, Figures weekBefore) {}

    /**
     * @param orders without the cancelled
     * @param revenue of those, in the currency's minor unit
     * @param cancelled how many orders were cancelled
     */
    record Figures(long orders, long revenue, long cancelled) {
        static final Figures NONE = new Figures(0, 0, 0);
    }

    private record StoreDay(String storeId, LocalDate date) {}

    private record Span(LocalDate first, LocalDate last) {
        int days() {
            return Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
        }

        LocalDate firstRead() {
            return first.minusDays(DAYS_OF_WEEK);
        }
    }

    private final ReadModels readModels;
    private final ReadPosition position;
    private final StoreRepository stores;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    ChainSales(
            ReadModels readModels,
            ReadPosition position,
            StoreRepository stores,
            JdbcClient jdbc,
            InstantSource clock) {
        this.readModels = readModels;
        this.position = position;
        this.stores = stores;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param endDate the last business day; the one that goes on in the easternmost store by default */
    @GetMapping(path = "/api/v1/chain/sales", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Sales> sales(
            Caller caller,
            @RequestParam(name = "start_date", required = false) @Nullable String startDate,
            @RequestParam(name = "end_date", required = false) @Nullable String endDate,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String after) {
        LocalDate first = Times.date("start_date", startDate);
        LocalDate last = Times.date("end_date", endDate);
        position.await(after);
        return readModels.read(() -> {
            List<StoreEntity> ofChain = stores.findByChainIdOrderByStoreId(caller.chainId());
            Span span = span(first, last, ofChain);
            return Conditional.ofSeveral(version(ofChain, span), held, () -> sales(caller.chainId(), ofChain, span));
        });
    }

    private Span span(@Nullable LocalDate first, @Nullable LocalDate last, List<StoreEntity> ofChain) {
        LocalDate until = last != null
                ? last
                : ofChain.stream()
                        .map(store -> today(store.profile()))
                        .max(LocalDate::compareTo)
                        .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Span span = new Span(first == null ? until.minusDays(DAYS_OF_WEEK - 1) : first, until);
        if (span.first().isAfter(span.last()) || span.days() > LONGEST_SPAN_DAYS) {
            throw ProblemException.invalid("start_date", ApiText.WRONG_DAYS.with(LONGEST_SPAN_DAYS));
        }
        int most = MAXIMUM_STORE_DAYS / Math.max(ofChain.size(), 1) - DAYS_OF_WEEK;
        // A day can always be asked for, however many stores there are.
        if (span.days() > Math.max(most, 1)) {
            throw ProblemException.invalid("start_date", ApiText.WRONG_DAYS.with(Math.max(most, 1)));
        }
        return span;
    }

    private LocalDate today(StoreProfile profile) {
        return OrderNumbers.businessDay(clock.instant(), profile.timeZone(), profile.dayStart());
    }

    /** It is another one after every event of the stores, and when a business day is over. */
    private String version(List<StoreEntity> ofChain, Span span) {
        List<Object> facts = new ArrayList<>(List.of(span));
        ofChain.forEach(store -> {
            facts.add(store.storeId());
            facts.add(store.position());
            facts.add(today(store.profile()));
        });
        return Integer.toString(Versions.hash(facts.toArray()));
    }

    private Sales sales(String chainId, List<StoreEntity> ofChain, Span span) {
        Map<StoreDay, Figures> found = new HashMap<>();
        Days placed = Days.ofOrders(span.firstRead(), span.last());
        jdbc.sql(PER_DAY)
                .param("chain", chainId)
                .param("start", placed.start().atOffset(ZoneOffset.UTC))
                .param("end", placed.end().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    found.put(
                            new StoreDay(row.getString("store_id"), row.getObject("business_day", LocalDate.class)),
                            new Figures(row.getLong("orders"), row.getLong("revenue"), row.getLong("cancelled")));
                });
        return new Sales(
                chainId,
                span.first(),
                span.last(),
                ofChain.stream().map(store -> ofStore(store, span, found)).toList());
    }

    private StoreSales ofStore(StoreEntity store, Span span, Map<StoreDay, Figures> found) {
        StoreProfile profile = store.profile();
        LocalDate today = today(profile);
        return new StoreSales(
                store.storeId(),
                profile.storeName(),
                profile.currency(),
                StoreInfo.minorUnits(profile.currency()),
                profile.timeZone().getId(),
                profile.dayStart().toString(),
                span.first()
                        .datesUntil(span.last().plusDays(1))
                        .map(date -> new Day(
                                date,
                                date.isBefore(today),
                                found.getOrDefault(new StoreDay(store.storeId(), date), Figures.NONE),
                                found.getOrDefault(
                                        new StoreDay(store.storeId(), date.minusDays(DAYS_OF_WEEK)), Figures.NONE)))
                        .toList());
    }
}
