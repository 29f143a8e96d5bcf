package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.decide.Decision;
import io.tableorder.decide.StoreDecider;
import io.tableorder.decide.TableCommand;
import io.tableorder.decide.TableCommand.SeenSession;
import io.tableorder.event.Ids;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import io.tableorder.event.TableEvent;
import io.tableorder.identity.ClientPositions;
import io.tableorder.store.Order;
import io.tableorder.store.Table;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardHistoryTest {
    private static final int COMMANDS = 250;
    private static final int TIMES = 120;

    private static QueryApi api;

    /** The board after everything that happened up to a time. */
    private final TreeMap<Instant, BoardView> boards = new TreeMap<>();

    @BeforeAll
    static void start() {
        api = new QueryApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_board_at_any_time_is_the_fold_up_to_then(long seed) {
        String storeId = "history-" + seed;
        ProjectedStore store = ProjectedStore.opened(storeId, "hanok", (int) seed, api.writer());
        Random random = new Random(seed);
        for (int i = 0; i < COMMANDS; i++) {
            // Often several things happen in one instant.
            store.pass(random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(600)));
            happen(store, random, i);
            boards.put(store.now(), BoardView.of(store.state(), FreeTexts.AS_KEPT));
        }

        for (int i = 0; i < TIMES; i++) {
            Instant at = anyTime(random);
            assertThat(boardAt(storeId, at))
                    .as("at %s", at)
                    .isEqualTo(json(boards.floorEntry(at).getValue()));
        }
        assertThat(boardAt(storeId, store.now().plusSeconds(1)))
                .isEqualTo(json(BoardView.of(store.state(), FreeTexts.AS_KEPT)));
    }

    @Test
    void a_past_with_a_parked_event_cannot_be_shown_and_the_time_before_it_can() {
        ProjectedStore store = ProjectedStore.opened("history-parked", "hanok", 4, api.writer());
        store.addTable(1);
        Instant before = store.now();
        BoardView board = BoardView.of(store.state(), FreeTexts.AS_KEPT);
        store.pass(Duration.ofMinutes(1));
        api.writer().jdbc().update("""
                        INSERT INTO orders_g1.parked_events (log_partition, log_offset, scope, store_id, reason, detail,
                            record_time, headers)
                        VALUES (4, 1001, 'store', 'history-parked', 'INVALID_JSON', '', ?::timestamptz, '[]')""", store.now().toString());

        var refused = api.get(staff("history-parked"), "/admin/orders?at=" + store.now());

        assertThat(refused.expect(409).text("/detail")).contains("4-1001");
        assertThat(boardAt("history-parked", before)).isEqualTo(json(board));
    }

    @Test
    void a_time_whose_events_are_dropped_is_gone_and_later_ones_are_as_they_were() {
        ProjectedStore store = ProjectedStore.opened("history-dropped", "hanok", 5, api.writer());
        String table = store.addTable(1);
        store.order(table);
        store.endSession(table);
        store.timeIs("2026-04-01T00:00:00Z");
        Instant before = Instant.parse("2026-03-20T00:00:00Z");
        BoardView quiet = BoardView.of(store.state(), FreeTexts.AS_KEPT);
        String orderId = store.order(table);
        api.writer().drop("history-dropped", store.state().head().sequence() - 2);

        assertThat(boardAt("history-dropped", before)).isEqualTo(json(quiet));
        assertThat(boardAt("history-dropped", store.now()))
                .isEqualTo(json(BoardView.of(store.state(), FreeTexts.AS_KEPT)));
        assertThat(at("2026-03-02T03:00:00Z").expect(410).text("/error_code")).isEqualTo("GONE");
        assertThat(api.get(staff("history-dropped"), "/admin/orders/" + orderId + "/events")
                        .expect(200)
                        .json()
                        .path("events"))
                .hasSize(1);
    }

    @Test
    void a_board_on_which_a_session_was_open_that_began_in_a_dropped_month_is_gone() {
        ProjectedStore store = ProjectedStore.opened("history-open", "hanok", 6, api.writer());
        String table = store.addTable(1);
        String orderId = store.order(table);
        store.timeIs("2026-04-01T00:00:00Z");
        store.order(table);
        Instant open = store.now();
        store.pass(Duration.ofHours(1));
        store.endSession(table);
        api.writer().drop("history-open", store.state().head().sequence() - 2);

        assertThat(api.get(staff("history-open"), "/admin/orders?at=" + open)
                        .expect(410)
                        .text("/detail"))
                .contains("2026-03-02");
        assertThat(api.get(staff("history-open"), "/admin/orders/" + orderId + "/events")
                        .expect(410)
                        .text("/error_code"))
                .isEqualTo("GONE");
        assertThat(api.get(staff("history-open"), "/admin/orders/" + orderId)
                        .expect(200)
                        .text("/order_id"))
                .isEqualTo(orderId);
        assertThat(boardAt("history-open", store.now()))
                .isEqualTo(json(BoardView.of(store.state(), FreeTexts.AS_KEPT)));
    }

    private static QueryApi.Answer at(String time) {
        return api.get(staff("history-dropped"), "/admin/orders?at=" + time);
    }

    private static void happen(ProjectedStore store, Random random, int number) {
        List<Table> tables = store.state().floor().tablesByNumber();
        List<Order> orders = store.state().floor().orders().values().stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .sorted(Comparator.comparing(Order::orderId))
                .toList();
        int kind = random.nextInt(16);
        if (tables.size() < 3 || kind == 0) {
            store.addTable(number + 1);
        } else if (kind == 1) {
            removeAFree(store, tables);
        } else if (kind <= 3) {
            tables.stream()
                    .filter(table -> table.session() != null)
                    .findAny()
                    .ifPresent(table -> store.endSession(table.tableId()));
        } else if (kind <= 5 && !orders.isEmpty()) {
            store.cancel(any(orders, random).orderId());
        } else if (kind <= 8 && !orders.isEmpty()) {
            moveOn(store, any(orders, random));
        } else if (kind <= 11 && !orders.isEmpty()) {
            moveAbout(store, any(tables, random).tableId(), any(orders, random), random);
        } else {
            store.order(any(tables, random).tableId());
        }
    }

    /** The order's party moves to the table, joins the one there, or some of it sits there or pays apart. */
    private static void moveAbout(ProjectedStore store, String tableId, Order order, Random random) {
        SeenSession any = SeenSession.ANY;
        OrderLine line = order.items().getFirst();
        var part = new TableCommand.SplitLine(order.orderId(), line.itemId(), 1 + random.nextInt(line.quantity()));
        TableCommand command = switch (random.nextInt(4)) {
            case 0 -> new TableCommand.MoveSession(order.tableId(), tableId, any);
            case 1 -> new TableCommand.MergeSession(order.tableId(), tableId, null, any);
            case 2 ->
                new TableCommand.SplitSession(
                        order.tableId(), List.of(part), Ids.next(), List.of(Ids.next()), tableId, any);
            default ->
                new TableCommand.SplitSession(
                        order.tableId(), List.of(part), Ids.next(), List.of(Ids.next()), null, any);
        };
        if (StoreDecider.decide(store.state(), command, store.now()) instanceof Decision.Granted(var events)) {
            events.forEach(store::append);
        }
    }

    private static void removeAFree(ProjectedStore store, List<Table> tables) {
        tables.stream()
                .filter(table -> table.session() == null)
                .findFirst()
                .ifPresent(table -> store.append(new TableEvent.Removed(table.tableId(), table.tableNumber())));
    }

    private static void moveOn(ProjectedStore store, Order order) {
        switch (order.status()) {
            case PENDING -> store.become(order.orderId(), OrderStatus.PREPARING);
            case PREPARING -> store.become(order.orderId(), OrderStatus.COMPLETED);
            case COMPLETED, CANCELLED -> {}
        }
    }

    /** An event's own time as often as one between. */
    private Instant anyTime(Random random) {
        Instant event = any(List.copyOf(boards.keySet()), random);
        return random.nextBoolean() ? event : event.plusMillis(random.nextInt(300_000));
    }

    private static <T> T any(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }

    private static String staff(String storeId) {
        return api.token(Role.STAFF, "hanok", storeId, null);
    }

    private static Object boardAt(String storeId, Instant at) {
        return api.get(staff(storeId), "/admin/orders?at=" + at).expect(200).json();
    }

    private static Object json(BoardView board) {
        return Json.mapper().readTree(new ClientPositions().json(board));
    }
}
