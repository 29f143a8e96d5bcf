package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.identity.ClientPositions;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class QueriesTest {
    private static QueryApi api;
    private static int stores;

    private String storeId;
    private ProjectedStore store;
    private String staff;

    @BeforeAll
    static void start() {
        api = new QueryApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void open() {
        storeId = "store-" + ++stores;
        store = ProjectedStore.opened(storeId, "hanok", stores % 12, api.writer());
        staff = api.token(Role.STAFF, "hanok", storeId, null);
    }

    @Test
    void the_board_is_the_fold() {
        String first = store.addTable(1);
        String second = store.addTable(2);
        store.addTable(3);
        store.order(first);
        store.become(store.order(first), OrderStatus.PREPARING);
        store.cancel(store.order(second));
        store.endSession(first);
        store.order(second);

        var answer = api.get(staff, "/admin/orders").expect(200);

        assertThat(answer.json().at("/store/currency").asString()).isEqualTo("KRW");
        assertThat(((ObjectNode) answer.json().deepCopy()).without(List.of("store", "server_time")))
                .isEqualTo(json(BoardView.of(store.state())));
        assertThat(answer.header("X-Position")).isEqualTo(store.position().toString());
        api.get(staff, "/admin/orders", "If-None-Match", answer.header("ETag")).expect(304);
        store.order(first);
        api.get(staff, "/admin/orders", "If-None-Match", answer.header("ETag")).expect(200);
    }

    @Test
    void the_board_can_be_narrowed_to_a_status_and_a_table() {
        String first = store.addTable(1);
        String second = store.addTable(2);
        store.order(first);
        store.become(store.order(second), OrderStatus.PREPARING);

        JsonNode board =
                api.get(staff, "/admin/orders?status=PREPARING").expect(200).json();
        assertThat(board.at("/tables/0/orders")).isEmpty();
        assertThat(board.at("/tables/1/orders")).hasSize(1);
        assertThat(board.at("/tables/0/total_amount").asLong()).isEqualTo(18_000);
        assertThat(api.get(staff, "/admin/orders?table_id=" + first).json().at("/tables"))
                .hasSize(1);
        api.get(staff, "/admin/orders?status=EATEN").expect(400);
    }

    @Test
    void the_board_as_it_was_is_the_fold_up_to_then() {
        String table = store.addTable(1);
        String order = store.order(table);
        Instant then = store.now();
        BoardView before = BoardView.of(store.state());
        store.pass(Duration.ofMinutes(5));
        store.become(order, OrderStatus.COMPLETED);
        store.endSession(table);

        assertThat(api.get(staff, "/admin/orders?at=" + then).expect(200).json())
                .isEqualTo(json(before));
        assertThat(api.get(staff, "/admin/orders?at=2020-01-01T00:00:00Z")
                        .expect(200)
                        .json()
                        .at("/tables"))
                .isEmpty();
        api.get(staff, "/admin/orders?at=yesterday").expect(400);
    }

    @Test
    void an_order_is_told_by_its_version_and_told_again_only_when_that_changed() {
        String order = store.order(store.addTable(1));

        var answer = api.get(staff, "/admin/orders/" + order).expect(200);

        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.text("/items/0/menu_name")).isEqualTo("비빔밥");
        assertThat(answer.json().at("/items/0/subtotal").asLong()).isEqualTo(18_000);
        for (String held : new String[] {"\"1\"", "W/\"1\"", "\"x\", \"1\"", "\"a,b\", \"1\"", "*"}) {
            api.get(staff, "/admin/orders/" + order, "If-None-Match", held).expect(304);
        }
        for (String held : new String[] {"\"2\"", "\"1,2\"", "1", "\"1"}) {
            api.get(staff, "/admin/orders/" + order, "If-None-Match", held).expect(200);
        }
        store.become(order, OrderStatus.PREPARING);
        var changed = api.get(staff, "/admin/orders/" + order, "If-None-Match", "\"1\"");
        assertThat(changed.expect(200).text("/status")).isEqualTo("PREPARING");
        api.get(staff, "/admin/orders/none").expect(404);
    }

    @Test
    void an_orders_events_are_shown_as_they_were_written() {
        String order = store.order(store.addTable(1));
        store.become(order, OrderStatus.PREPARING);
        store.cancel(order);

        JsonNode events = api.get(staff, "/admin/orders/" + order + "/events")
                .expect(200)
                .json()
                .at("/events");

        assertThat(events).hasSize(3);
        assertThat(events.at("/0/type").asString()).isEqualTo("io.tableorder.order.placed.v1");
        assertThat(events.at("/1/version").asInt()).isEqualTo(2);
        assertThat(events.at("/1/data/to").asString()).isEqualTo("PREPARING");
        assertThat(events.at("/2/actor/role").asString()).isEqualTo("staff");
        assertThat(events.at("/2/request_id").asString()).startsWith("request-");
        assertThat(Position.parse(events.at("/2/position").asString())).isEqualTo(store.position());
    }

    @Test
    void a_tablet_sees_its_own_sessions_orders_but_the_cancelled() {
        String own = store.addTable(7);
        String other = store.addTable(8);
        String tablet = api.token(Role.TABLE, "hanok", storeId, own);
        assertThat(api.get(tablet, "/customer/orders").expect(200).json().at("/orders"))
                .isEmpty();
        store.order(other);
        store.order(own);
        store.cancel(store.order(own));

        JsonNode session = api.get(tablet, "/customer/orders").expect(200).json();

        assertThat(session.at("/orders")).hasSize(1);
        assertThat(session.at("/table_number").asInt()).isEqualTo(7);
        assertThat(session.at("/total_session_amount").asLong()).isEqualTo(18_000);
        store.endSession(own);
        assertThat(api.get(tablet, "/customer/orders")
                        .json()
                        .at("/total_session_amount")
                        .asLong())
                .isZero();
    }

    @Test
    void menus_come_by_category_and_again_only_after_a_change() {
        String tablet = api.token(Role.TABLE, "hanok", storeId, store.addTable(1));
        store.append(new CatalogueEvent.CategoryAdded("c2-" + storeId, "음료", 2));
        store.append(new CatalogueEvent.CategoryAdded("c1-" + storeId, "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(menu("m1", "c1", 2)));
        store.append(new CatalogueEvent.MenuAdded(menu("m2", "c1", 1)));

        var answer = api.get(tablet, "/customer/menus").expect(200);

        assertThat(answer.text("/categories/0/category_name")).isEqualTo("식사");
        assertThat(answer.text("/categories/0/menus/0/menu_id")).isEqualTo("m2-" + storeId);
        assertThat(answer.json().at("/categories/1/menus")).isEmpty();
        String etag = answer.header("ETag");
        api.get(tablet, "/customer/menus", "If-None-Match", etag).expect(304);
        assertThat(api.get(tablet, "/customer/menus?category_id=c2-" + storeId)
                        .json()
                        .at("/categories"))
                .hasSize(1);
        store.append(new CatalogueEvent.MenuAvailabilityChanged("m2-" + storeId, false));
        var changed = api.get(tablet, "/customer/menus", "If-None-Match", etag).expect(200);
        assertThat(changed.json().at("/categories/0/menus/0/available").asBoolean(true))
                .isFalse();
        assertThat(api.get(staff, "/admin/menus").expect(200).text("/menus/0/category_id"))
                .isEqualTo("c1-" + storeId);
        assertThat(api.get(staff, "/admin/categories").expect(200).json().at("/categories"))
                .hasSize(2);
    }

    @Test
    void a_screen_is_told_of_its_store_and_guests_are_not_told_why_it_pauses() {
        String tablet = api.token(Role.TABLE, "hanok", storeId, store.addTable(1));
        var answer = api.get(tablet, "/customer/menus").expect(200);
        assertThat(answer.text("/store/currency")).isEqualTo("KRW");
        assertThat(answer.json().at("/store/minor_units").asInt(-1)).isZero();
        assertThat(answer.json().at("/store/intake_paused").asBoolean(true)).isFalse();

        store.append(new StoreLifecycleEvent.IntakePaused("점검"));

        String etag = answer.header("ETag");
        JsonNode paused = api.get(tablet, "/customer/menus", "If-None-Match", etag)
                .expect(200)
                .json();
        assertThat(paused.at("/store/intake_paused").asBoolean(false)).isTrue();
        assertThat(paused.toString()).doesNotContain("점검");
        JsonNode tables = api.get(staff, "/admin/tables").expect(200).json();
        assertThat(tables.at("/store/pause_reason").asString()).isEqualTo("점검");
    }

    private MenuItem menu(String id, String category, int displayOrder) {
        return new MenuItem(
                id + "-" + storeId, category + "-" + storeId, "메뉴 " + id, 5_000, null, null, displayOrder, true);
    }

    @Test
    void tables_are_listed_until_they_are_removed() {
        String table = store.addTable(4);
        store.addTable(2);
        store.order(table);

        JsonNode tables = api.get(staff, "/admin/tables").expect(200).json().at("/tables");

        assertThat(tables).hasSize(2);
        assertThat(tables.at("/0/table_number").asInt()).isEqualTo(2);
        assertThat(tables.at("/1/session_id").asString()).isNotEmpty();
    }

    @Test
    void history_pages_through_ended_sessions_newest_first_without_gap_or_repetition() {
        String table = store.addTable(1);
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            store.pass(Duration.ofHours(1));
            store.cancel(store.order(table));
            store.order(table);
            sessions.addFirst(store.endSession(table));
        }
        store.order(table);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get(staff, "/admin/tables/" + table + "/history?limit=2" + cursor)
                    .expect(200);
            page.json().at("/history").forEach(session -> {
                seen.add(session.path("session_id").asString());
                assertThat(session.path("orders")).hasSize(2);
                assertThat(session.path("total_amount").asLong()).isEqualTo(18_000);
            });
            cursor = page.text("/next_cursor").isEmpty() ? "" : "&cursor=" + page.text("/next_cursor");
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(sessions);
        api.get(staff, "/admin/tables/" + table + "/history?limit=101").expect(400);
        api.get(staff, "/admin/tables/" + table + "/history?cursor=nonsense").expect(400);
        api.get(staff, "/admin/tables/none/history").expect(404);
    }

    @Test
    void history_dates_are_days_where_the_store_is() {
        String table = store.addTable(1);
        store.timeIs("2026-03-02T14:59:00Z");
        store.order(table);
        String lateOnTheSecond = store.endSession(table);
        store.timeIs("2026-03-02T15:01:00Z");
        store.order(table);
        String earlyOnTheThird = store.endSession(table);

        assertThat(sessionsOn(table, "2026-03-02")).containsExactly(lateOnTheSecond);
        assertThat(sessionsOn(table, "2026-03-03")).containsExactly(earlyOnTheThird);
        api.get(staff, "/admin/tables/" + table + "/history?start_date=03/02").expect(400);
    }

    private List<String> sessionsOn(String table, String day) {
        List<String> found = new ArrayList<>();
        api.get(staff, "/admin/tables/%s/history?start_date=%s&end_date=%s".formatted(table, day, day))
                .expect(200)
                .json()
                .at("/history")
                .forEach(session -> found.add(session.path("session_id").asString()));
        return found;
    }

    @Test
    void a_read_after_a_write_waits_until_it_is_included() {
        store.addTable(1);
        Position next =
                new Position(store.position().partition(), store.position().offset() + 2);
        var waiting = CompletableFuture.supplyAsync(() -> api.get(staff, "/admin/tables?after=" + next));

        store.addTable(2);

        assertThat(waiting.join().expect(200).json().at("/tables")).hasSize(2);
    }

    @Test
    void a_read_after_a_write_that_does_not_come_is_told_to_try_again() {
        Position never = new Position(store.position().partition(), 1_000_000);

        var answer = api.get(staff, "/admin/orders?after=" + never).expect(503);

        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.text("/error_code")).isEqualTo("SERVICE_UNAVAILABLE");
        for (String wrong : List.of("yes", "99-1", "3", "-1-2")) {
            assertThat(api.get(staff, "/admin/orders?after=" + wrong)
                            .expect(400)
                            .text("/errors/0/field"))
                    .isEqualTo("after");
        }
    }

    @Test
    void stats_count_per_hour_and_say_how_long_orders_waited() {
        String admin = api.token(Role.STORE_ADMIN, "hanok", storeId, null);
        String table = store.addTable(1);
        store.timeIs("2026-03-02T03:10:00Z");
        String order = store.order(table);
        store.cancel(store.order(table));
        store.pass(Duration.ofSeconds(60));
        store.become(order, OrderStatus.PREPARING);
        store.pass(Duration.ofMinutes(5));
        store.become(order, OrderStatus.COMPLETED);
        store.timeIs("2026-03-02T04:10:00Z");
        store.order(table);

        JsonNode stats = api.get(admin, "/admin/stats?start=2026-03-02&end=2026-03-03")
                .expect(200)
                .json();

        assertThat(stats.at("/orders").asLong()).isEqualTo(2);
        assertThat(stats.at("/revenue").asLong()).isEqualTo(36_000);
        assertThat(stats.at("/buckets/0/start").asString()).isEqualTo("2026-03-02T03:00:00Z");
        assertThat(stats.at("/buckets")).hasSize(2);
        assertThat(stats.at("/seconds_in_status/PREPARING/p50").asDouble()).isEqualTo(300);
        assertThat(stats.at("/cancellations")).hasSize(1);
        assertThat(stats.at("/cancellations/0/orders").asLong()).isEqualTo(1);
        api.writer().drop(storeId, 3);
        assertThat(api.get(admin, "/admin/stats?start=2026-03-02&end=2026-03-03")
                        .expect(200)
                        .json()
                        .has("cancellations"))
                .isFalse();
        api.get(admin, "/admin/stats?start=2026-01-01&end=2026-03-03").expect(400);
        api.get(admin, "/admin/stats?bucket=day").expect(400);
    }

    @Test
    void a_chain_admin_sees_the_chains_stores_and_how_busy_they_are() {
        String chain = api.token(Role.CHAIN_ADMIN, "chain-of-" + storeId, null, null);
        ProjectedStore own = ProjectedStore.opened("own-" + storeId, "chain-of-" + storeId, 5, api.writer());
        String table = own.addTable(1);
        own.become(own.order(table), OrderStatus.PREPARING);
        own.cancel(own.order(table));
        own.append(new StoreLifecycleEvent.IntakePaused("점검"));

        JsonNode overview = api.get(chain, "/chain/overview").expect(200).json();

        assertThat(overview.at("/stores")).hasSize(1);
        assertThat(overview.at("/stores/0/open_sessions").asInt()).isEqualTo(1);
        assertThat(overview.at("/stores/0/orders_by_status/PREPARING").asLong()).isEqualTo(1);
        assertThat(overview.at("/stores/0/total_amount").asLong()).isEqualTo(18_000);
        JsonNode stores = api.get(chain, "/chain/stores").expect(200).json().at("/stores");
        assertThat(stores.at("/0/pause_reason").asString()).isEqualTo("점검");
        api.get(chain, "/admin/orders?store_id=own-" + storeId).expect(200);
        api.get(chain, "/admin/orders?store_id=" + storeId).expect(403);
        api.get(chain, "/admin/orders").expect(400);
    }

    @Test
    void a_chain_admin_sees_how_much_was_ordered_and_how_long_it_waited() {
        String chain = api.token(Role.CHAIN_ADMIN, "busy-" + storeId, null, null);
        ProjectedStore own = ProjectedStore.opened("busy-" + storeId, "busy-" + storeId, 5, api.writer());
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
        own.timeIs(anHourAgo.minus(Duration.ofHours(20)).toString());
        String table = own.addTable(1);
        own.order(table);
        own.timeIs(anHourAgo.toString());
        String order = own.order(table);
        own.cancel(own.order(table));
        own.pass(Duration.ofSeconds(90));
        own.become(order, OrderStatus.PREPARING);
        own.order(table);

        JsonNode hours = api.get(chain, "/chain/activity").expect(200).json().at("/stores/0/hours");

        assertThat(hours).hasSize(1);
        assertThat(hours.at("/0/start").asString()).isEqualTo(anHourAgo.toString());
        assertThat(hours.at("/0/orders").asLong()).isEqualTo(2);
        assertThat(hours.at("/0/median_wait_seconds").asDouble()).isEqualTo(90);
        JsonNode overview = api.get(chain, "/chain/overview").expect(200).json();
        assertThat(Instant.parse(overview.at("/stores/0/waiting_since").asString()))
                .isEqualTo(anHourAgo.minus(Duration.ofHours(20)));
    }

    private static JsonNode json(Object value) {
        return Json.mapper().readTree(new ClientPositions().json(value));
    }
}
