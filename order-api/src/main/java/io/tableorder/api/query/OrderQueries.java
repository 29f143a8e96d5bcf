package io.tableorder.api.query;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tableorder.api.account.StoreScope;
import io.tableorder.api.text.ApiText;
import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.event.OrderStatus;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers for the board, single orders, and what happened to them. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
final class OrderQueries {
    /** An order has four events at most today; a bound on what one answer can hold all the same. */
    private static final int MAXIMUM_EVENTS = 1_000;

    /** No party stays longer; so a look at those who left is a look at the last few, not at a table's whole history. */
    private static final Duration LONGEST_STAY = Duration.ofDays(2);

    /** @param cancelledOrderIds what became of orders that are listed no more; others have gone to another bill */
    record SessionOrders(
            @Nullable String sessionId,
            int tableNumber,
            long totalSessionAmount,
            List<OrderView> orders,
            List<String> cancelledOrderIds) {}

    record OrderEvents(String orderId, List<EventView> events) {}

    private final StoreReads reads;
    private final StoreScope scope;
    private final ReadPosition position;
    private final Boards boards;
    private final BoardHistory history;
    private final OwnTable ownTable;
    private final FloorRepository floor;
    private final OrderRepository orders;
    private final JournalRepository journal;
    private final JournalStarts starts;
    private final FreeTexts texts;
    private final InstantSource clock;

    OrderQueries(
            StoreReads reads,
            StoreScope scope,
            ReadPosition position,
            Boards boards,
            BoardHistory history,
            OwnTable ownTable,
            FloorRepository floor,
            OrderRepository orders,
            JournalRepository journal,
            JournalStarts starts,
            FreeTexts texts,
            InstantSource clock) {
        this.reads = reads;
        this.scope = scope;
        this.position = position;
        this.boards = boards;
        this.history = history;
        this.ownTable = ownTable;
        this.floor = floor;
        this.orders = orders;
        this.journal = journal;
        this.starts = starts;
        this.texts = texts;
        this.clock = clock;
    }

    /** Returns the open session of the caller's own table, whatever else the caller names. */
    @GetMapping("/customer/orders")
    ResponseEntity<SessionOrders> ofOwnSession(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, null, after, store -> {
            TableEntity table = ownTable.of(caller, store);
            requireSameParty(caller, table);
            return Conditional.on(store, reads.tag(store.position()), held, () -> sessionOrders(store.storeId(), table))
                    .answer();
        });
    }

    /**
     * A tablet with a credential of its own logs in anew for each party, so that a token which a guest has copied shows
     * nothing of the next guests. One that somebody got by a password is theirs for as long as it lives.
     */
    private void requireSameParty(Caller caller, TableEntity table) {
        Instant since = caller.login().at();
        if (caller.login().by() == null || since == null) {
            return;
        }
        boolean othersCame = !floor.endedSince(
                        table.storeId(), table.tableId(), since, since.minus(LONGEST_STAY), Limit.of(1))
                .isEmpty();
        if (othersCame) {
            throw new ProblemException(ErrorCode.AUTH_ERROR, ApiText.PARTY_LEFT);
        }
    }

    private SessionOrders sessionOrders(String storeId, TableEntity table) {
        String sessionId = table.sessionId();
        if (sessionId == null) {
            return new SessionOrders(null, table.tableNumber(), 0, List.of(), List.of());
        }
        SessionEntity session = boards.sessions(storeId, List.of(sessionId)).get(sessionId);
        List<OrderView> placed =
                boards.ordersBySession(storeId, List.of(sessionId)).getOrDefault(sessionId, List.of());
        return new SessionOrders(
                sessionId,
                table.tableNumber(),
                session == null ? 0 : session.totalAmount(),
                Boards.counted(placed),
                placed.stream()
                        .filter(order -> order.status() == OrderStatus.CANCELLED)
                        .map(OrderView::orderId)
                        .toList());
    }

    @GetMapping("/admin/orders")
    ResponseEntity<BoardView> board(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(name = "table_id", required = false) @Nullable String tableId,
            @RequestParam(required = false) @Nullable String at,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String after) {
        if (at != null) {
            String scoped = scope.storeOf(caller, storeId);
            position.await(after);
            BoardView then = history.boardAt(scoped, Times.instant("at", at));
            return ResponseEntity.ok(Boards.filtered(then, status, tableId));
        }
        return reads.read(
                caller,
                storeId,
                after,
                store -> Conditional.on(
                                store,
                                reads.tag(store.position()) + "-"
                                        + store.profile().isPausedAt(clock.instant()),
                                held,
                                () -> Boards.filtered(boards.board(store), status, tableId))
                        .answer());
    }

    // Spring reads this header, by the answer's tag.
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER, schema = @Schema(type = "string"))
    @GetMapping("/admin/orders/{order_id}")
    ResponseEntity<OrderView> order(
            Caller caller,
            @PathVariable("order_id") String orderId,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String after) {
        return readOrder(caller, orderId, storeId, after, (store, order) -> {
            OrderView view = boards.views(store.storeId(), List.of(order)).getFirst();
            return Conditional.on(store, Integer.toString(view.version()), held, () -> view)
                    .answer();
        });
    }

    @GetMapping("/admin/orders/{order_id}/events")
    ResponseEntity<OrderEvents> events(
            Caller caller,
            @PathVariable("order_id") String orderId,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return readOrder(caller, orderId, storeId, after, (store, order) -> {
            starts.of(store.storeId()).requireBefore(order.orderedAt());
            List<EventView> events = journal
                    .findByStoreIdAndSubjectAndEventTimeGreaterThanEqualOrderBySequence(
                            store.storeId(), orderId, order.orderedAt(), Limit.of(MAXIMUM_EVENTS))
                    .stream()
                    .map(entry -> EventView.of(entry, texts))
                    .toList();
            return StoreReads.at(store.position(), new OrderEvents(orderId, events));
        });
    }

    private <T> T readOrder(
            Caller caller,
            String orderId,
            @Nullable String storeId,
            @Nullable String after,
            BiFunction<StoreEntity, OrderEntity, T> answer) {
        return reads.read(
                caller,
                storeId,
                after,
                store -> answer.apply(
                        store, orders.order(store.storeId(), orderId).orElseThrow(() -> noOrder(orderId))));
    }

    private static ProblemException noOrder(String orderId) {
        return new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_ORDER.with(orderId));
    }
}
