package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.Allergen;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.Role;
import io.tableorder.event.SlipLanguage;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.identity.ClientPositions;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class QueriesTest extends QueriesOfOneStore {

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
        assertThat(((ObjectNode) answer.json().deepCopy()).without(List.of("store", "server_time", "calls")))
                .isEqualTo(json(BoardView.of(store.state(), FreeTexts.AS_KEPT)));
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
        BoardView before = BoardView.of(store.state(), FreeTexts.AS_KEPT);
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
    void stations_are_listed_with_all_dishes_that_are_prepared_there() {
        String dish = "m1-" + storeId;
        String category = "c1-" + storeId;
        store.append(new CatalogueEvent.CategoryAdded(category, "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(menu("m1", "c1", 2)));
        store.append(new CatalogueEvent.MenuAdded(menu("m2", "c1", 1)));
        assertThat(api.get(staff, "/admin/stations").expect(200).json().at("/stations"))
                .isEmpty();
        store.append(new StationEvent.Added(new Station("g-" + storeId, "그릴", List.of(category), List.of("gone"))));
        store.append(new StationEvent.Added(new Station("b-" + storeId, "바", List.of(), List.of(dish, "gone"))));

        var listed = api.get(staff, "/admin/stations").expect(200);

        assertThat(listed.text("/stations/0/station_name")).isEqualTo("그릴");
        assertThat(listed.json().at("/stations/0/dishes")).hasSize(2);
        assertThat(listed.json().at("/stations/1/dishes")).hasSize(1);
        assertThat(listed.json().at("/stations/1/menu_ids/1").asString()).isEqualTo("gone");
        api.get(staff, "/admin/stations", "If-None-Match", listed.header("ETag"))
                .expect(304);
        store.append(new StationEvent.Removed("b-" + storeId));
        assertThat(api.get(staff, "/admin/stations", "If-None-Match", listed.header("ETag"))
                        .expect(200)
                        .json()
                        .at("/stations"))
                .hasSize(1);
    }

    @Test
    void printers_are_listed_with_what_waits_for_them_and_what_was_wrong() {
        String id = "p-" + storeId;
        store.append(new PrinterEvent.Added(
                new Printer(id, "그릴", "10.0.0.9:9100", List.of("gone"), 42, SlipLanguage.KO, true)));
        assertThat(api.get(staff, "/admin/printers")
                        .expect(200)
                        .json()
                        .at("/printers/0/waiting")
                        .asInt())
                .isZero();
        api.writer().jdbc().update("""
                INSERT INTO orders.print_slips (store_id, printer_id, slip_number, kind, order_id, order_number, table_label,
                    lines, event_time, state, trouble)
                SELECT ?, ?, n, 'ORDER', 'order', 23, 'A-12', '[]', now(), s, 'UNREACHABLE'
                FROM (VALUES (1, 'PRINTED'), (2, 'GIVEN_UP'), (3, 'WAITING')) AS v (n, s)""", storeId, id);
        api.writer()
                .jdbc()
                .update(
                        "INSERT INTO orders.print_queues (store_id, printer_id, trouble) VALUES (?, ?, 'NO_PAPER')",
                        storeId,
                        id);

        var printers = api.get(staff, "/admin/printers").expect(200);
        var slips = api.get(staff, "/admin/print-slips").expect(200);

        assertThat(printers.json().at("/printers")).hasSize(1);
        assertThat(printers.text("/printers/0/address")).isEqualTo("10.0.0.9:9100");
        assertThat(printers.json().at("/printers/0/waiting").asInt()).isEqualTo(1);
        assertThat(printers.text("/printers/0/trouble")).isEqualTo("NO_PAPER");
        assertThat(slips.json().at("/slips")).hasSize(2);
        assertThat(slips.text("/slips/0/state")).isEqualTo("WAITING");
        assertThat(slips.text("/slips/1/state")).isEqualTo("GIVEN_UP");
        assertThat(slips.text("/slips/1/table")).isEqualTo("A-12");
    }

    @Test
    void a_hidden_category_is_gone_for_guests_and_marked_for_staff() {
        String tablet = api.token(Role.TABLE, "hanok", storeId, store.addTable(1));
        String meals = "c1-" + storeId;
        store.append(new CatalogueEvent.CategoryAdded(meals, "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(menu("m1", "c1", 1)));
        var shown = api.get(tablet, "/customer/menus").expect(200);
        String staffTag = api.get(staff, "/admin/categories").expect(200).header("ETag");

        store.append(new CatalogueEvent.CategoryVisibilityChanged(meals, "식사", 1, true));

        var hidden = api.get(tablet, "/customer/menus", "If-None-Match", shown.header("ETag"))
                .expect(200);
        assertThat(hidden.json().at("/categories")).isEmpty();
        assertThat(hidden.header("ETag")).isNotEqualTo(shown.header("ETag"));
        assertThat(api.get(tablet, "/customer/menus?category_id=" + meals)
                        .expect(200)
                        .json()
                        .at("/categories"))
                .isEmpty();
        JsonNode forStaff = api.get(staff, "/admin/categories", "If-None-Match", staffTag)
                .expect(200)
                .json();
        assertThat(forStaff.at("/categories/0/hidden").asBoolean(false)).isTrue();
        assertThat(api.get(staff, "/admin/menus").expect(200).json().at("/menus"))
                .hasSize(1);
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

    @Test
    void guests_see_what_there_is_to_choose_and_what_of_it_is_sold_out() {
        String table = store.addTable(1);
        String tablet = api.token(Role.TABLE, "hanok", storeId, table);
        OptionGroup size = new OptionGroup(
                "size",
                "양",
                0,
                1,
                List.of(new Option("large", "곱빼기", 2_000, true), new Option("half", "반", -500, false)));
        store.append(new CatalogueEvent.CategoryAdded("c1-" + storeId, "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(menu("m1", "c1", 1)));
        String plainTag = api.get(tablet, "/customer/menus").expect(200).header("ETag");
        store.append(new CatalogueEvent.MenuOptionsChanged(menu("m1", "c1", 1).withOptionGroups(List.of(size))));
        store.append(new CatalogueEvent.MenuOptionAvailabilityChanged("m1-" + storeId, "large", false, null));
        store.append(new CatalogueEvent.MenuOptionAvailabilityChanged(
                "m1-" + storeId, "half", false, Instant.parse("2026-03-02T00:00:00Z")));

        var answer =
                api.get(tablet, "/customer/menus", "If-None-Match", plainTag).expect(200);

        JsonNode options = answer.json().at("/categories/0/menus/0/option_groups/0/options");
        assertThat(options.at("/0/available").asBoolean(true)).isFalse();
        assertThat(options.at("/0/preselected").asBoolean(false)).isTrue();
        assertThat(options.at("/1/available").asBoolean(false))
                .as("back by itself since March")
                .isTrue();
        assertThat(options.at("/1/sold_out_until").isMissingNode()).isTrue();
        api.get(tablet, "/customer/menus", "If-None-Match", answer.header("ETag"))
                .expect(304);
        JsonNode kept = api.get(staff, "/admin/menus").expect(200).json().at("/menus/0/option_groups/0/options/1");
        assertThat(kept.at("/price_difference").asLong()).isEqualTo(-500);
    }

    @Test
    void guests_read_what_is_in_a_dish_and_what_it_and_its_category_are_called_in_their_language() {
        String tablet = api.token(Role.TABLE, "hanok", storeId, store.addTable(1));
        Translations english = new Translations(null, new Translation("Meals", "All day"), null, null);
        MenuDetails details = new MenuDetails(english, List.of(Allergen.PINE_NUT, Allergen.EGGS), "쌀: 국내산", 2);
        String meals = "c1-" + storeId;
        store.append(new CatalogueEvent.CategoryAdded(meals, "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(menu("m1", "c1", 1)));
        store.append(new CatalogueEvent.MenuAdded(menu("m2", "c1", 2)));
        String plainTag = api.get(tablet, "/customer/menus").expect(200).header("ETag");
        store.append(new CatalogueEvent.MenuDetailsChanged(menu("m1", "c1", 1).withDetails(details)));
        store.append(new CatalogueEvent.CategoryDetailsChanged(meals, "식사", 1, false, english));

        JsonNode category = api.get(tablet, "/customer/menus", "If-None-Match", plainTag)
                .expect(200)
                .json()
                .at("/categories/0");

        assertThat(category.at("/translations/en/name").asString()).isEqualTo("Meals");
        JsonNode told = category.at("/menus/0/details");
        assertThat(told.toString())
                .isEqualTo("{\"translations\":{\"en\":{\"name\":\"Meals\",\"description\":\"All day\"}},"
                        + "\"allergens\":[\"eggs\",\"pine_nut\"],\"origin\":\"쌀: 국내산\",\"spiciness\":2}");
        assertThat(category.at("/menus/1").has("details")).isFalse();
        assertThat(api.get(staff, "/admin/menus").expect(200).json().at("/menus/0/details"))
                .isEqualTo(told);
        assertThat(api.get(staff, "/admin/categories").expect(200).text("/categories/0/translations/en/name"))
                .isEqualTo("Meals");
    }

    private MenuItem menu(String id, String category, int displayOrder) {
        return new MenuItem(
                id + "-" + storeId,
                category + "-" + storeId,
                "메뉴 " + id,
                5_000,
                null,
                null,
                displayOrder,
                true,
                null,
                null);
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

    private static JsonNode json(Object value) {
        return Json.mapper().readTree(new ClientPositions().json(value));
    }
}
