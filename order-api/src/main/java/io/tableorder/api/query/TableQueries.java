package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.board.OrderView;
import io.tableorder.board.StoreInfo;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
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
    /** This is as many as a store can have standing at once. */
    private static final int MAXIMUM_REMOVED = 1_000;

    /** @param store as it is now, for staff */
    record Tables(String storeId, StoreInfo store, List<Table> tables) {}

    /**
     * @param sessionId the open one
     * @param removedAt null for a table that is there
     * @param version to be sent back as If-Match
     */
    record Table(
            String tableId,
            String storeId,
            int tableNumber,
            @Nullable String tableName,
            @Nullable String area,
            @Nullable String sessionId,
            @Nullable Instant removedAt,
            int version) {

        static Table of(TableEntity table) {
            return new Table(
                    table.tableId(),
                    table.storeId(),
                    table.tableNumber(),
                    table.tableName(),
                    table.area(),
                    table.sessionId(),
                    table.removedAt(),
                    table.version());
        }
    }

    record History(
            String tableId,
            int tableNumber,
            List<PastSession> history,
            @Nullable String nextCursor) {}

    /**
     * A past session has its cancelled orders, which its amount is without.
     *
     * @param mergedInto the session that its party joined, and which has its orders; null for one that ended by itself
     */
    record PastSession(
            String sessionId,
            Instant startedAt,
            Instant endedAt,
            long totalAmount,
            List<OrderView> orders,
            @Nullable MergedInto mergedInto) {}

    /** @param tableNumber of the table where that session is now, or was last */
    record MergedInto(String sessionId, int tableNumber) {}

    private final StoreReads reads;
    private final Boards boards;
    private final FloorRepository floor;
    private final SessionHistory history;
    private final InstantSource clock;

    TableQueries(StoreReads reads, Boards boards, FloorRepository floor, SessionHistory history, InstantSource clock) {
        this.reads = reads;
        this.boards = boards;
        this.floor = floor;
        this.history = history;
        this.clock = clock;
    }

    /** @param removed the tables that were taken away instead, the latest first: their history can be read by id */
    @GetMapping
    ResponseEntity<Tables> tables(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(defaultValue = "false") boolean removed,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, storeId, after, store -> {
            List<TableEntity> found = removed
                    ? floor.removedTables(store.storeId(), Limit.of(MAXIMUM_REMOVED))
                    : floor.tables(store.storeId());
            List<Table> tables = found.stream().map(Table::of).toList();
            return StoreReads.at(
                    store.position(),
                    new Tables(store.storeId(), StoreInfo.of(store.profile(), clock.instant()), tables));
        });
    }

    /**
     * Returns ended sessions, the latest first, with those of removed tables that had this one's number: guests and
     * books know a table by its number. The dates are days where the store is, of the sessions' beginning.
     */
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
            throw ProblemException.invalid("limit", ApiText.LIMIT_OUT_OF_RANGE);
        }
        HistoryCursor from = cursor == null ? null : HistoryCursor.parse(cursor);
        var firstDay = Times.date("start_date", startDate);
        var lastDay = Times.date("end_date", endDate);
        return reads.read(caller, storeId, after, store -> {
            TableEntity table = floor.table(store.storeId(), tableId)
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_TABLE.with(tableId)));
            Days days = Days.of(firstDay, lastDay, store.timeZone());
            List<SessionEntity> found = history.endedSessions(store.storeId(), tableIds(table), days, from, limit + 1);
            return StoreReads.at(store.position(), answer(table, found, limit));
        });
    }

    /** Returns the table, and the removed ones whose number it has now. */
    private List<String> tableIds(TableEntity table) {
        if (table.isRemoved()) {
            return List.of(table.tableId());
        }
        List<String> ids =
                new ArrayList<>(floor.removedNumbered(table.storeId(), table.tableNumber(), Limit.of(MAXIMUM_REMOVED)));
        ids.add(table.tableId());
        return ids;
    }

    private History answer(TableEntity table, List<SessionEntity> found, int limit) {
        List<SessionEntity> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, List<OrderView>> orders = boards.ordersBySession(
                table.storeId(), page.stream().map(SessionEntity::sessionId).toList());
        Map<String, SessionEntity> joined = boards.sessions(
                table.storeId(),
                page.stream()
                        .map(SessionEntity::mergedInto)
                        .filter(Objects::nonNull)
                        .toList());
        return new History(
                table.tableId(),
                table.tableNumber(),
                page.stream()
                        .map(session -> new PastSession(
                                session.sessionId(),
                                session.startedAt(),
                                Objects.requireNonNull(session.endedAt(), "Only ended sessions are asked for"),
                                session.totalAmount(),
                                orders.getOrDefault(session.sessionId(), List.of()),
                                mergedInto(session, joined)))
                        .toList(),
                found.size() > limit ? HistoryCursor.behind(page.getLast()).toString() : null);
    }

    private static @Nullable MergedInto mergedInto(SessionEntity session, Map<String, SessionEntity> joined) {
        SessionEntity into = session.mergedInto() == null ? null : joined.get(session.mergedInto());
        return into == null ? null : new MergedInto(into.sessionId(), into.tableNumber());
    }
}
