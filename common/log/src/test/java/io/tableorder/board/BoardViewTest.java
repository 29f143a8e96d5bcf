package io.tableorder.board;

import static io.tableorder.fixture.Sample.cancelled;
import static io.tableorder.fixture.Sample.ended;
import static io.tableorder.fixture.Sample.line;
import static io.tableorder.fixture.Sample.moved;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.identity.ClientPositions;
import io.tableorder.store.StoreState;
import io.tableorder.store.Versions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardViewTest {

    private static final OrderLine WITH_NOTE = new OrderLine("2", "menu-soju", "소주", 5_000, 2, "차갑게");

    @Test
    void a_board_has_the_contracts_shape() {
        String board = json(BoardView.of(
                after(
                        opened(),
                        table(4),
                        table(3),
                        started("s", 3),
                        placed("o", 1, "s", 3, line(15_000, 1), WITH_NOTE),
                        moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING)),
                FreeTexts.AS_KEPT));

        assertThat(board).isEqualTo(compact("""
                {"store_id":"hanok-gangnam","position":"7-106","tables":[
                {"table_id":"table-3","table_number":3,"session_id":"s","session_version":%d,"total_amount":25000,
                "order_count":1,"orders":[
                {"order_id":"o","order_number":1,"version":2,"position":"7-106","store_id":"hanok-gangnam",
                "table_id":"table-3","table_number":3,"session_id":"s","status":"PREPARING","total_amount":25000,
                "ordered_at":"2026-11-20T09:00:04Z","updated_at":"2026-11-20T09:00:05Z","items":[
                {"item_id":"1","menu_id":"menu-bulgogi","menu_name":"불고기 정식","unit_price":15000,"quantity":1,
                "subtotal":15000},
                {"item_id":"2","menu_id":"menu-soju","menu_name":"소주","unit_price":5000,"quantity":2,
                "subtotal":10000,"note":"차갑게"}]}]},
                {"table_id":"table-4","table_number":4,"total_amount":0,"order_count":0,"orders":[]}]}
                """.formatted(Versions.ofSession("s", Map.of("o", 2)))));
    }

    @Test
    void a_cancelled_order_is_gone_from_board_and_total() {
        BoardView board = BoardView.of(
                after(
                        opened(),
                        table(3),
                        started("s", 3),
                        placed("o", 1, "s", 3, line(15_000, 1)),
                        placed("p", 2, "s", 3, line(9_000, 1)),
                        cancelled("o", 2, 3, OrderStatus.PENDING, 9_000)),
                FreeTexts.AS_KEPT);

        assertThat(board.tables()).singleElement().satisfies(table -> {
            assertThat(table.totalAmount()).isEqualTo(9_000);
            assertThat(table.orderCount()).isEqualTo(1);
            assertThat(table.orders()).extracting(OrderView::orderId).containsExactly("p");
        });
    }

    @Test
    void a_table_is_empty_when_its_session_has_ended() {
        BoardView board = BoardView.of(
                after(
                        opened(),
                        table(3),
                        started("s", 3),
                        placed("o", 1, "s", 3, line(15_000, 1)),
                        ended("s", 3, 15_000, 1)),
                FreeTexts.AS_KEPT);

        assertThat(board.tables()).singleElement().satisfies(table -> {
            assertThat(table.sessionId()).isNull();
            assertThat(table.orders()).isEmpty();
        });
    }

    @Test
    void a_store_without_events_has_an_empty_board_and_no_position() {
        assertThat(json(BoardView.of(StoreState.unopened(Sample.STORE), FreeTexts.AS_KEPT)))
                .isEqualTo("{\"store_id\":\"hanok-gangnam\",\"tables\":[]}");
    }

    private static StoreState after(StoreEvent... events) {
        StoreLog log = new StoreLog(Sample.STORE, Sample.EVENING);
        StoreState state = StoreState.unopened(Sample.STORE);
        for (StoreEvent event : events) {
            state = state.evolve(log.append(event).event());
        }
        return state;
    }

    private static String json(BoardView board) {
        return new ClientPositions().json(board);
    }

    private static String compact(String lines) {
        return lines.lines().map(String::strip).reduce("", String::concat);
    }
}
