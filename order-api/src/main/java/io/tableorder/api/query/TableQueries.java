package io.tableorder.api.query;

import io.tableorder.api.account.StoreInfo;
import io.tableorder.board.OrderView;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.operability.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A store's tables, and the sessions that were at them. */
@RestController
@RequestMapping(path = "/api/v1/admin/tables", produces = MediaType.APPLICATION_JSON_VALUE)
final class TableQueries {
    private static final int MAXIMUM_LIMIT = 100;
    private static final Wording NO_TABLE = new Wording("테이블 %s을(를) 찾을 수 없습니다", "There is no table %s in this store");
    private static final Wording LIMIT = new Wording("1에서 100 사이여야 합니다", "Must be from 1 to 100");

    record Tables(String storeId, StoreInfo store, List<Table> tables) {}

    /** @param sessionId the open one */
    record Table(
            String tableId,
            String storeId,
            int tableNumber,
            @Nullable String sessionId) {}

    record History(
            String tableId,
            int tableNumber,
            List<PastSession> history,
            @Nullable String nextCursor) {}

    /** With its cancelled orders, which its amount is without. */
    record PastSession(
            String sessionId, Instant startedAt, Instant endedAt, long totalAmount, List<OrderView> orders) {}

    private final StoreReads reads;
    private final Boards boards;
    private final FloorRepository floor;
    private final SessionHistory history;

    TableQueries(StoreReads reads, Boards boards, FloorRepository floor, SessionHistory history) {
        this.reads = reads;
        this.boards = boards;
        this.floor = floor;
        this.history = history;
    }

    @GetMapping
    ResponseEntity<Tables> tables(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, storeId, after, store -> {
            List<Table> tables = floor.tables(store.storeId()).stream()
                    .map(table -> new Table(table.tableId(), table.storeId(), table.tableNumber(), table.sessionId()))
                    .toList();
            return StoreReads.at(store.position(), new Tables(store.storeId(), store.info(), tables));
        });
    }

    /** Ended sessions, the latest first; the dates are days where the store is, of the sessions' beginning. */
    @GetMapping("/{table_id}/history")
    ResponseEntity<History> history(
            Caller caller,
            @PathVariable("table_id") String tableId,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(name = "start_date", required = false) @Nullable String startDate,
            @RequestParam(name = "end_date", required = false) @Nullable String endDate,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw ProblemException.invalid("limit", LIMIT);
        }
        HistoryCursor from = cursor == null ? null : HistoryCursor.parse(cursor);
        var firstDay = Times.date("start_date", startDate);
        var lastDay = Times.date("end_date", endDate);
        return reads.read(caller, storeId, after, store -> {
            TableEntity table = floor.table(store.storeId(), tableId)
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, NO_TABLE.with(tableId)));
            Days days = Days.of(firstDay, lastDay, store.timeZone());
            List<SessionEntity> found = history.endedSessions(store.storeId(), tableId, days, from, limit + 1);
            return StoreReads.at(store.position(), answer(table, found, limit));
        });
    }

    private History answer(TableEntity table, List<SessionEntity> found, int limit) {
        List<SessionEntity> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, List<OrderView>> orders = boards.ordersBySession(
                table.storeId(), page.stream().map(SessionEntity::sessionId).toList());
        return new History(
                table.tableId(),
                table.tableNumber(),
                page.stream()
                        .map(session -> new PastSession(
                                session.sessionId(),
                                session.startedAt(),
                                Objects.requireNonNull(session.endedAt(), "Only ended sessions are asked for"),
                                session.totalAmount(),
                                orders.getOrDefault(session.sessionId(), List.of())))
                        .toList(),
                found.size() > limit ? HistoryCursor.behind(page.getLast()).toString() : null);
    }
}
