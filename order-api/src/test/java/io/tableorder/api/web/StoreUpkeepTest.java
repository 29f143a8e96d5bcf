package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The store itself and its tables, as their admins keep them up and as screens are told. */
class StoreUpkeepTest {

    private static final String REASON = "재료 소진";
    private static final String MESSAGE = "잠시 뒤에 다시 주문해 주세요";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String tableId = store.table(1);

    private Answer patchStore(String body, String... headers) {
        return api.patch("/api/v1/admin/store", store.admin, body, headers);
    }

    @Test
    void a_store_admin_pauses_for_some_minutes_and_everybody_is_told_what_is_theirs_to_know() {
        Answer paused = patchStore(
                        "{\"intake_paused\":true,\"pause_reason\":\"%s\",\"pause_message\":\"%s\",\"pause_minutes\":20}"
                                .formatted(REASON, MESSAGE))
                .expect(200);

        assertThat(paused.json().path("resumes_at").asString()).endsWith("Z");
        Answer board = api.get("/api/v1/admin/orders", store.staff).expect(200);
        assertThat(board.json().at("/store/intake_paused").asBoolean()).isTrue();
        assertThat(board.json().at("/store/pause_reason").asString()).isEqualTo(REASON);
        assertThat(board.json().path("server_time").asString()).endsWith("Z");
        Answer menu = api.get("/api/v1/customer/menus", store.tablet(tableId)).expect(200);
        assertThat(menu.json().at("/store/pause_message").asString()).isEqualTo(MESSAGE);
        assertThat(menu.body()).doesNotContain(REASON);

        api.clock().moveOn(Duration.ofMinutes(20));
        Answer over = api.get("/api/v1/admin/store", store.staff).expect(200);
        assertThat(over.json().path("intake_paused").asBoolean()).isFalse();
        assertThat(api.get("/api/v1/customer/menus", store.tablet(tableId)).header("ETag"))
                .isNotEqualTo(menu.header("ETag"));
    }

    @Test
    void a_table_is_added_with_what_people_call_it() {
        Answer added = api.post(
                        "/api/v1/admin/tables",
                        store.admin,
                        "{\"table_number\":12,\"table_password\":\"lamp-and-ladder\",\"table_name\":\"A-12\",\"area\":\"1층\"}")
                .expect(201);

        assertThat(added.text("table_name")).isEqualTo("A-12");
        assertThat(added.text("area")).isEqualTo("1층");
        assertThat(added.header("ETag"))
                .isEqualTo("\"" + added.json().path("version").asInt() + "\"");
    }

    @Test
    void zone_and_currency_are_corrected_until_the_first_order() {
        String path = "/api/v1/chain/stores/" + store.storeId;

        Answer changed = api.patch(path, store.chainAdmin, "{\"time_zone\":\"America/New_York\"}")
                .expect(200);

        assertThat(changed.text("time_zone")).isEqualTo("America/New_York");
        assertThat(changed.text("business_day_start")).isEqualTo("05:00");
        api.patch(path, store.chainAdmin, "{\"business_day_start\":\"24:00\"}").expectProblem(400, "VALIDATION_ERROR");
        api.patch(path, store.chainAdmin, "{\"timezone\":\"Asia/Seoul\"}").expectProblem(400, "VALIDATION_ERROR");
        api.post("/api/v1/customer/orders", store.tablet(tableId), store.orderOf(store.bibimbap, 1))
                .expect(201);
        api.patch(path, store.chainAdmin, "{\"currency\":\"USD\"}").expectProblem(409, "CONFLICT");
    }

    @Test
    void two_editors_of_a_dish_do_not_undo_each_other() {
        String path = "/api/v1/admin/menus/" + store.bibimbap;
        Answer first = api.patch(path, store.admin, "{\"price\":9500}").expect(200);

        api.patch(path, store.admin, "{\"price\":9900}", "If-Match", first.header("ETag"))
                .expect(200);

        Answer late = api.patch(path, store.admin, "{\"price\":9000}", "If-Match", first.header("ETag"))
                .expectProblem(412, "VERSION_MISMATCH");
        assertThat(late.json().path("current_version").asInt()).isPositive();
    }

    @Test
    void a_dish_is_sold_out_until_it_is_not() {
        String path = "/api/v1/admin/menus/" + store.galbi;
        String until = api.clock().instant().plus(Duration.ofHours(1)).toString();

        api.patch(path, store.staff, "{\"available\":false,\"sold_out_until\":\"%s\"}".formatted(until))
                .expect(200);
        String order = store.orderOf(store.galbi, 1);
        String tablet = store.tablet(tableId);
        api.post("/api/v1/customer/orders", tablet, order).expectProblem(409, "CONFLICT");

        api.clock().moveOn(Duration.ofHours(1));
        api.post("/api/v1/customer/orders", store.tablet(tableId), order).expect(201);
        api.patch(path, store.admin, "{\"sold_out_until\":\"%s\"}".formatted(until))
                .expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_lost_tablets_token_opens_nothing_once_the_tables_password_has_changed() {
        String lost = store.tablet(tableId);
        api.clock().moveOn(Duration.ofSeconds(2));

        Answer changed = api.patch(
                        "/api/v1/admin/tables/" + tableId,
                        store.admin,
                        "{\"table_number\":77,\"table_name\":\"A-12\",\"area\":\"1층\",\"table_password\":\"quiet-harbour-52\"}")
                .expect(200);

        assertThat(changed.text("table_name")).isEqualTo("A-12");
        api.post("/api/v1/customer/orders", lost, store.orderOf(store.bibimbap, 1))
                .expectProblem(401, "AUTH_ERROR");
        api.get("/api/v1/customer/orders", lost).expectProblem(401, "AUTH_ERROR");
        Answer listed = api.get("/api/v1/admin/tables", store.staff).expect(200);
        assertThat(listed.json().at("/tables/0/area").asString()).isEqualTo("1층");
        api.clock().moveOn(Duration.ofSeconds(2));
        String login = "{\"store_id\":\"%s\",\"table_number\":77,\"table_password\":\"quiet-harbour-52\"}"
                .formatted(store.storeId);
        Answer in = api.post("/api/v1/customer/login", "", login).expect(200);
        assertThat(in.json().at("/store/currency").asString()).isEqualTo("KRW");
        assertThat(in.json().at("/store/minor_units").asInt()).isZero();
        api.post("/api/v1/customer/orders", in.text("access_token"), store.orderOf(store.bibimbap, 1))
                .expect(201);
    }

    @Test
    void what_was_sold_at_a_removed_table_is_found_by_its_id_in_the_list_and_under_its_number() {
        api.post("/api/v1/customer/orders", store.tablet(tableId), store.orderOf(store.bibimbap, 1))
                .expect(201);
        String path = "/api/v1/admin/tables/" + tableId;
        api.post(path + "/end-session", store.staff, "{\"unfinished\":\"complete\"}")
                .expect(200);
        api.delete(path, store.admin).expect(204);
        String again = store.table(1);

        assertThat(api.get("/api/v1/admin/tables?removed=true", store.staff).body())
                .contains(tableId);
        assertThat(api.get(path + "/history", store.staff).json().path("history"))
                .hasSize(1);
        assertThat(api.get("/api/v1/admin/tables/" + again + "/history", store.staff)
                        .json()
                        .path("history"))
                .hasSize(1);
    }
}
