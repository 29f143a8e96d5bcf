package io.tableorder.board;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Floor;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board has a store's tables by number, each with its open session's orders but the cancelled.
 *
 * @param position the board includes every event of the store up to here; null for a store without events
 * @param store as it is now; null on a board of the past
 * @param serverTime by which waiting times are counted, whatever a screen's clock says; null on a board of the past
 * @param calls what guests wait for, the longest waiting first; null on a board of the past
 * @param stations by name, on a board that a stream begins with, since a kitchen must not need PostgreSQL; null on others,
 *     and in a store without stations
 */
public record BoardView(
        String storeId,
        @Nullable Position position,
        @Nullable StoreInfo store,
        @Nullable Instant serverTime,
        List<TableView> tables,
        @Nullable List<CallView> calls,
        @Nullable List<BoardStation> stations) {

    /** Makes a board of the tables alone. */
    public BoardView(String storeId, @Nullable Position position, List<TableView> tables) {
        this(storeId, position, null, null, tables, null, null);
    }

    /**
     * A view has one table as screens show it.
     *
     * @param sessionId null when nobody has ordered at the table since its last session ended
     * @param sessionVersion what a close may name in If-Match; null without a session
     */
    public record TableView(
            String tableId,
            int tableNumber,
            @Nullable String tableName,
            @Nullable String area,
            @Nullable String sessionId,
            @Nullable Integer sessionVersion,
            long totalAmount,
            int orderCount,
            List<OrderView> orders) {

        /** Returns the table with the orders in one status; its totals stay those of the whole session. */
        public TableView withOnly(OrderStatus status) {
            return new TableView(
                    tableId,
                    tableNumber,
                    tableName,
                    area,
                    sessionId,
                    sessionVersion,
                    totalAmount,
                    orderCount,
                    orders.stream().filter(order -> order.status() == status).toList());
        }
    }

    /** Returns the board with the store as it is at that time, what guests wait for, and the stations. */
    public static BoardView of(StoreState state, Instant now, FreeTexts texts) {
        BoardView board = of(state, texts);
        StoreProfile profile = state.profile();
        return new BoardView(
                board.storeId,
                board.position,
                profile == null ? null : StoreInfo.of(profile, now),
                now,
                board.tables,
                state.floor().openCalls().stream().map(CallView::of).toList(),
                stations(state.catalogue()));
    }

    private static @Nullable List<BoardStation> stations(Catalogue catalogue) {
        return catalogue.stations().isEmpty()
                ? null
                : catalogue.stationsInOrder().stream()
                        .map(station -> BoardStation.of(catalogue, station))
                        .toList();
    }

    public static BoardView of(StoreState state, FreeTexts texts) {
        return of(state.storeId(), state.head().position(), state.floor(), texts);
    }

    /**
     * Returns the board of a floor.
     *
     * @param position of the last event included; null when there is none
     */
    public static BoardView of(String storeId, @Nullable Position position, Floor floor, FreeTexts texts) {
        return new BoardView(
                storeId,
                position,
                floor.tablesByNumber().stream()
                        .map(table -> tableOf(storeId, floor, table, texts))
                        .toList());
    }

    private static TableView tableOf(String storeId, Floor floor, Table table, FreeTexts texts) {
        Session session = table.session();
        if (session == null) {
            return new TableView(
                    table.tableId(), table.tableNumber(), table.tableName(), table.area(), null, null, 0, 0, List.of());
        }
        return new TableView(
                table.tableId(),
                table.tableNumber(),
                table.tableName(),
                table.area(),
                session.sessionId(),
                floor.versionOf(session),
                session.totalAmount(),
                session.orderCount(),
                floor.ordersOf(session).stream()
                        .filter(order -> order.status() != OrderStatus.CANCELLED)
                        .map(order -> OrderView.of(storeId, order, texts))
                        .toList());
    }
}
