package io.tableorder.api.query;

import io.tableorder.board.StoreInfo;
import io.tableorder.operability.security.Caller;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.StoreProfile;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports a store's business day: what it sold, when, of which dishes, and how long its guests waited. */
@RestController
final class DayReports {
    private static final int DAYS_OF_WEEK = 7;

    private static final String OPEN_SESSIONS =
            "SELECT count(*) FROM orders.sessions WHERE store_id = :store AND ended_at IS NULL";

    /**
     * @param over false while the day goes on, or has not begun
     * @param minorUnits digits behind the point of an amount
     * @param businessDayStart by the store's clocks
     * @param weekBefore the same weekday
     * @param openSessions tables that have not been closed, now
     * @param dishes the one that brought the most first
     * @param cancellations null when the journal is not kept any more for that day
     */
    record DayReport(
            String storeId,
            String storeName,
            LocalDate date,
            boolean over,
            String currency,
            int minorUnits,
            String timeZone,
            String businessDayStart,
            ChainSales.Figures sold,
            ChainSales.Figures weekBefore,
            long openSessions,
            List<OrderFigures.Bucket> hours,
            List<OrderFigures.DishSales> dishes,
            Map<String, OrderFigures.Seconds> secondsInStatus,
            @Nullable List<OrderFigures.Cancellations> cancellations) {}

    private final StoreReads reads;
    private final OrderFigures figures;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    DayReports(StoreReads reads, OrderFigures figures, JdbcClient jdbc, InstantSource clock) {
        this.reads = reads;
        this.figures = figures;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param date the business day; the one that goes on by default */
    @GetMapping(path = "/api/v1/admin/reports/day", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DayReport> report(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(required = false) @Nullable String after) {
        LocalDate wanted = Times.date("date", date);
        return reads.answer(caller, storeId, after, store -> report(store, wanted));
    }

    private DayReport report(StoreEntity store, @Nullable LocalDate wanted) {
        StoreProfile profile = store.profile();
        LocalDate today = OrderNumbers.businessDay(clock.instant(), profile.timeZone(), profile.dayStart());
        LocalDate day = wanted == null ? today : wanted;
        OrderFigures.Selection selection = selection(store, day);
        return new DayReport(
                store.storeId(),
                store.storeName(),
                day,
                day.isBefore(today),
                profile.currency(),
                StoreInfo.minorUnits(profile.currency()),
                profile.timeZone().getId(),
                profile.dayStart().toString(),
                figures.sold(selection),
                figures.sold(selection(store, day.minusDays(DAYS_OF_WEEK))),
                jdbc.sql(OPEN_SESSIONS)
                        .param("store", store.storeId())
                        .query(Long.class)
                        .single(),
                figures.perHour(selection),
                figures.dishes(selection),
                figures.secondsInStatus(selection),
                figures.cancellations(selection));
    }

    private static OrderFigures.Selection selection(StoreEntity store, LocalDate day) {
        Days placed = Days.ofOrders(day, day);
        return new OrderFigures.Selection(store.storeId(), store.timeZone(), placed.start(), placed.end(), day);
    }
}
