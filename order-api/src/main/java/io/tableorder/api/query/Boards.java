package io.tableorder.api.query;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.board.StoreInfo;
import io.tableorder.event.OrderStatus;
import io.tableorder.store.Versions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts boards and orders together from their rows, in a number of queries that does not grow with them. */
@Component
final class Boards {
    private final FloorRepository floor;
    private final OrderRepository orders;
    private final CallReads calls;
    private final FreeTexts texts;
    private final InstantSource clock;

    Boards(FloorRepository floor, OrderRepository orders, CallReads calls, FreeTexts texts, InstantSource clock) {
        this.floor = floor;
        this.orders = orders;
        this.calls = calls;
        this.texts = texts;
        this.clock = clock;
    }

    /** Returns the board as it is now, with the store, the time and what guests wait for. */
    BoardView board(StoreEntity store) {
        List<TableEntity> tables = floor.tables(store.storeId());
        List<String> sessionIds = tables.stream()
                .map(TableEntity::sessionId)
                .filter(Objects::nonNull)
                .toList();
        Map<String, SessionEntity> sessions = sessions(store.storeId(), sessionIds);
        Map<String, List<OrderView>> bySession = ordersBySession(store.storeId(), sessionIds);
        return new BoardView(
                store.storeId(),
                store.position(),
                StoreInfo.of(store.profile(), clock.instant()),
                clock.instant(),
                tables.stream().map(table -> view(table, sessions, bySession)).toList(),
                calls.open(store.storeId()),
                null);
    }

    private static BoardView.TableView view(
            TableEntity table, Map<String, SessionEntity> sessions, Map<String, List<OrderView>> orders) {
        SessionEntity session = table.sessionId() == null ? null : sessions.get(table.sessionId());
        List<OrderView> placed =
                table.sessionId() == null ? List.of() : orders.getOrDefault(table.sessionId(), List.of());
        return new BoardView.TableView(
                table.tableId(),
                table.tableNumber(),
                table.tableName(),
                table.area(),
                table.sessionId(),
                table.sessionId() == null ? null : versionOf(table.sessionId(), placed),
                session == null ? 0 : session.totalAmount(),
                session == null ? 0 : session.orderCount(),
                counted(placed));
    }

    /** Returns what {@code Floor.versionOf} does. */
    private static int versionOf(String sessionId, List<OrderView> placed) {
        return Versions.ofSession(
                sessionId, placed.stream().collect(Collectors.toMap(OrderView::orderId, OrderView::version)));
    }

    Map<String, SessionEntity> sessions(String storeId, Collection<String> sessionIds) {
        return sessionIds.isEmpty()
                ? Map.of()
                : floor.sessions(storeId, sessionIds).stream()
                        .collect(Collectors.toMap(SessionEntity::sessionId, session -> session));
    }

    /** Returns every order of the sessions as placed, the cancelled too. */
    Map<String, List<OrderView>> ordersBySession(String storeId, Collection<String> sessionIds) {
        if (sessionIds.isEmpty()) {
            return Map.of();
        }
        return views(storeId, orders.ofSessions(storeId, sessionIds)).stream()
                .collect(Collectors.groupingBy(OrderView::sessionId, LinkedHashMap::new, Collectors.toList()));
    }

    List<OrderView> views(String storeId, List<OrderEntity> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, List<ItemEntity>> items =
                orders.items(storeId, found.stream().map(OrderEntity::orderId).toList()).stream()
                        .collect(Collectors.groupingBy(ItemEntity::orderId));
        return found.stream()
                .map(order -> order.view(items.getOrDefault(order.orderId(), List.of()), texts))
                .toList();
    }

    /** Returns the orders without the cancelled: they are gone from boards and totals. */
    static List<OrderView> counted(List<OrderView> orders) {
        return orders.stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .toList();
    }

    /** Returns the same board with fewer tables or orders in it; the tables' totals stay those of the whole session. */
    static BoardView filtered(BoardView board, @Nullable OrderStatus status, @Nullable String tableId) {
        return new BoardView(
                board.storeId(),
                board.position(),
                board.store(),
                board.serverTime(),
                board.tables().stream()
                        .filter(table -> tableId == null || table.tableId().equals(tableId))
                        .map(table -> status == null ? table : table.withOnly(status))
                        .toList(),
                board.calls() == null
                        ? null
                        : board.calls().stream()
                                .filter(call ->
                                        tableId == null || call.tableId().equals(tableId))
                                .toList(),
                board.stations());
    }
}
