package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.event.Role;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCommandsTest {

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String tableId = store.table(1);
    private final String tablet = store.tablet(tableId);

    private Answer place(String... headers) {
        return api.post("/api/v1/customer/orders", tablet, store.orderOf(store.bibimbap, 2), headers);
    }

    private Answer status(String orderId, String status, String... headers) {
        return api.patch(
                "/api/v1/admin/orders/" + orderId + "/status", store.staff, "{\"status\":\"" + status + "\"}", headers);
    }

    @Test
    void a_placed_order_is_answered_as_the_contract_shows_it() {
        String body =
                "{\"items\":[{\"menu_id\":\"%s\",\"quantity\":2,\"note\":\"덜 맵게\"},{\"menu_id\":\"%s\",\"quantity\":1}]}"
                        .formatted(store.bibimbap, store.galbi);

        Answer answer = api.post("/api/v1/customer/orders", tablet, body).expect(201);

        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "order_id",
                        "order_number",
                        "version",
                        "position",
                        "store_id",
                        "table_id",
                        "table_number",
                        "session_id",
                        "status",
                        "total_amount",
                        "ordered_at",
                        "updated_at",
                        "items");
        assertThat(answer.text("status")).isEqualTo("PENDING");
        assertThat(answer.json().path("total_amount").asLong()).isEqualTo(50_000);
        assertThat(answer.json().at("/items/0/menu_name").asString()).isEqualTo("비빔밥");
        assertThat(answer.json().at("/items/0/note").asString()).isEqualTo("덜 맵게");
        assertThat(answer.json().at("/items/0/subtotal").asLong()).isEqualTo(18_000);
        assertThat(answer.text("ordered_at")).endsWith("Z");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("X-Position")).isEqualTo(answer.text("position"));
        assertThat(answer.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void the_same_key_and_body_get_the_first_answer_again() {
        Answer first = place("Idempotency-Key", "k-1").expect(201);
        status(first.text("order_id"), "PREPARING").expect(200);

        Answer again = place("Idempotency-Key", "k-1").expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Position")).isEqualTo(first.header("X-Position"));
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void spacing_and_member_order_do_not_make_another_command() {
        Answer first = place("Idempotency-Key", "k-space").expect(201);

        String spaced = " { \"items\" : [ { \"quantity\" : 2, \"menu_id\" : \"%s\" } ] } ".formatted(store.bibimbap);
        Answer again = api.post("/api/v1/customer/orders", tablet, spaced, "Idempotency-Key", "k-space")
                .expect(201);

        assertThat(again.text("order_id")).isEqualTo(first.text("order_id"));
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        place("Idempotency-Key", "k-2").expect(201);

        api.post("/api/v1/customer/orders", tablet, store.orderOf(store.bibimbap, 3), "Idempotency-Key", "k-2")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void keys_of_two_tables_do_not_meet() {
        String other = store.tablet(store.table(2));
        Answer first = place("Idempotency-Key", "k-3").expect(201);

        Answer second = api.post(
                        "/api/v1/customer/orders", other, store.orderOf(store.bibimbap, 2), "Idempotency-Key", "k-3")
                .expect(201);

        assertThat(second.text("order_id")).isNotEqualTo(first.text("order_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"has blank", ""})
    void a_key_of_other_than_visible_ascii_is_refused(String key) {
        place("Idempotency-Key", key).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_key_of_192_characters_is_taken_and_one_more_is_not() {
        place("Idempotency-Key", "k".repeat(192)).expect(201);
        Answer refused = place("Idempotency-Key", "k".repeat(193)).expectProblem(400, "VALIDATION_ERROR");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void items_that_cannot_be_had_are_named() {
        api.patch("/api/v1/admin/menus/" + store.galbi, store.staff, "{\"available\":false}")
                .expect(200);
        String body = "{\"items\":[{\"menu_id\":\"%s\",\"quantity\":1},{\"menu_id\":\"gone\",\"quantity\":1}]}"
                .formatted(store.galbi);

        Answer refused = api.post("/api/v1/customer/orders", tablet, body).expectProblem(409, "CONFLICT");

        assertThat(refused.json().path("menu_ids").valueStream().map(id -> id.asString()))
                .containsExactly(store.galbi, "gone");
        assertThat(refused.json().path("errors")).hasSize(2);
        assertThat(refused.text("detail")).contains("gone");
    }

    @Test
    void an_order_goes_its_way_and_its_version_with_it() {
        String orderId = place().expect(201).text("order_id");

        Answer preparing = status(orderId, "PREPARING", "If-Match", "\"1\"").expect(200);
        assertThat(preparing.header("ETag")).isEqualTo("\"2\"");

        Answer late = status(orderId, "COMPLETED", "If-Match", "\"1\"").expectProblem(412, "VERSION_MISMATCH");
        assertThat(late.json().path("current_version").asInt()).isEqualTo(2);

        Answer completed = status(orderId, "COMPLETED", "If-Match", "\"2\"").expect(200);
        assertThat(completed.text("status")).isEqualTo("COMPLETED");
        status(orderId, "PENDING").expectProblem(409, "CONFLICT");
    }

    @Test
    void the_same_status_again_changes_nothing() {
        String orderId = place().expect(201).text("order_id");
        Answer first = status(orderId, "PREPARING").expect(200);
        long events = api.gateway().events();

        Answer again = status(orderId, "PREPARING").expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(api.gateway().events()).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "W/\"1\"", "\"\"", "\"99999999999\"", "\"7\", \"8\""})
    void a_version_that_is_not_the_current_one_is_a_mismatch(String ifMatch) {
        String orderId = place().expect(201).text("order_id");
        status(orderId, "PREPARING", "If-Match", ifMatch).expectProblem(412, "VERSION_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\", \"1\"", "W/\"9\",\"1\"", "*"})
    void one_of_the_versions_listed_is_enough(String ifMatch) {
        String orderId = place().expect(201).text("order_id");
        status(orderId, "PREPARING", "If-Match", ifMatch).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "", "\"1\",\"2\",\"3\",\"4\",\"5\",\"6\""})
    void a_malformed_version_is_refused(String ifMatch) {
        String orderId = place().expect(201).text("order_id");
        Answer refused = status(orderId, "PREPARING", "If-Match", ifMatch).expectProblem(400, "VALIDATION_ERROR");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("If-Match");
    }

    @Test
    void guests_cancel_their_own_pending_order_only() {
        String orderId = place().expect(201).text("order_id");
        String stranger = store.tablet(store.table(3));
        String cancel = "/api/v1/customer/orders/" + orderId + "/cancel";

        api.post(cancel, stranger, "{}").expectProblem(404, "NOT_FOUND");
        Answer cancelled = api.post(cancel, tablet, "{}").expect(200);

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.header("ETag")).isEqualTo("\"2\"");
        String begun = place().expect(201).text("order_id");
        status(begun, "PREPARING").expect(200);
        api.post("/api/v1/customer/orders/" + begun + "/cancel", tablet, "{}").expectProblem(409, "CONFLICT");
    }

    @Test
    void a_removed_order_leaves_the_tables_total() {
        place().expect(201);
        String orderId = place().expect(201).text("order_id");

        Answer removed = api.delete("/api/v1/admin/orders/" + orderId, store.staff, "Idempotency-Key", "rm")
                .expect(200);

        assertThat(removed.json().propertyNames()).containsExactly("order_id", "table_id", "table_total_amount");
        assertThat(removed.json().path("table_total_amount").asLong()).isEqualTo(18_000);
        Answer again = api.delete("/api/v1/admin/orders/" + orderId, store.staff, "Idempotency-Key", "rm")
                .expect(200);
        assertThat(again.body()).isEqualTo(removed.body());
    }

    @Test
    void a_session_is_ended_once() {
        place().expect(201);
        String end = "/api/v1/admin/tables/" + tableId + "/end-session";

        Answer ended =
                api.post(end, store.staff, "{\"unfinished\":\"complete\"}").expect(200);

        assertThat(ended.json().propertyNames())
                .containsExactly("table_id", "table_number", "session_id", "total_session_amount", "order_count");
        assertThat(ended.json().path("total_session_amount").asLong()).isEqualTo(18_000);
        api.post(end, store.staff, "{}").expectProblem(409, "CONFLICT");
    }

    @Test
    void a_session_with_unfinished_orders_ends_only_when_somebody_says_what_becomes_of_them() {
        String orderId = place().expect(201).text("order_id");
        String end = "/api/v1/admin/tables/" + tableId + "/end-session";

        Answer refused = api.post(end, store.staff, "{}").expectProblem(409, "UNFINISHED_ORDERS");

        assertThat(refused.json().path("order_ids").valueStream().map(id -> id.asString()))
                .containsExactly(orderId);
        api.post(end, store.staff, "{\"unfinished\":\"forget\"}").expectProblem(400, "VALIDATION_ERROR");
        Answer ended = api.post(end, store.staff, "{\"unfinished\":\"cancel\"}").expect(200);
        assertThat(ended.json().path("total_session_amount").asLong()).isZero();
    }

    @Test
    void a_close_of_what_is_not_there_any_more_is_answered_with_what_is() {
        Answer placed = place().expect(201);
        String end = "/api/v1/admin/tables/" + tableId + "/end-session";
        String body = "{\"session_id\":\"%s\",\"expected_total_amount\":1,\"unfinished\":\"complete\"}"
                .formatted(placed.text("session_id"));

        Answer refused = api.post(end, store.staff, body).expectProblem(409, "SESSION_CHANGED");

        assertThat(refused.json().at("/session/session_id").asString()).isEqualTo(placed.text("session_id"));
        assertThat(refused.json().at("/session/total_amount").asLong()).isEqualTo(18_000);
        int version = refused.json().at("/session/version").asInt();
        api.post(end, store.staff, "{\"unfinished\":\"complete\"}", "If-Match", "\"1\"")
                .expectProblem(409, "SESSION_CHANGED");
        api.post(end, store.staff, "{\"unfinished\":\"complete\"}", "If-Match", "\"" + version + "\"")
                .expect(200);
    }

    @Test
    void a_price_that_was_not_shown_is_not_charged() {
        String line = "{\"items\":[{\"menu_id\":\"%s\",\"quantity\":1,\"unit_price\":%d}]}";

        Answer refused = api.post("/api/v1/customer/orders", tablet, line.formatted(store.bibimbap, 8_500))
                .expectProblem(409, "PRICE_CHANGED");

        assertThat(refused.json().at("/prices/0/menu_id").asString()).isEqualTo(store.bibimbap);
        assertThat(refused.json().at("/prices/0/unit_price").asLong()).isEqualTo(9_000);
        api.post("/api/v1/customer/orders", tablet, line.formatted(store.bibimbap, 9_000))
                .expect(201);
    }

    @Test
    void a_dish_of_a_hidden_category_cannot_be_ordered_by_anybody_until_it_is_shown_again() {
        String category = "/api/v1/admin/categories/" + store.categoryId;
        Answer hidden = api.patch(category, store.admin, "{\"hidden\":true}").expect(200);
        assertThat(hidden.json().path("hidden").asBoolean(false)).isTrue();
        assertThat(hidden.json().path("category_name").asString()).isEqualTo("밥");

        Answer refused = place().expectProblem(409, "MENU_HIDDEN");
        api.post("/api/v1/admin/tables/" + tableId + "/orders", store.staff, store.orderOf(store.bibimbap, 1))
                .expectProblem(409, "MENU_HIDDEN");

        assertThat(refused.json().at("/menu_ids/0").asString()).isEqualTo(store.bibimbap);
        assertThat(api.patch(category, store.admin, "{\"category_name\":\"진지\"}")
                        .expect(200)
                        .json()
                        .path("hidden")
                        .asBoolean(false))
                .isTrue();
        api.patch(category, store.admin, "{\"hidden\":false}").expect(200);
        place().expect(201);
    }

    @Test
    void staff_order_for_a_table_in_their_own_name() {
        Answer placed = api.post(
                        "/api/v1/admin/tables/" + tableId + "/orders", store.staff, store.orderOf(store.bibimbap, 1))
                .expect(201);

        assertThat(placed.text("table_id")).isEqualTo(tableId);
        assertThat(api.gateway().lastRequest().stamp().actor().role()).isEqualTo(Role.STAFF);
    }

    @Test
    void a_completed_order_comes_back_to_the_kitchen() {
        String orderId = place().expect(201).text("order_id");
        status(orderId, "COMPLETED").expect(200);

        assertThat(status(orderId, "PREPARING")
                        .expect(200)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void portions_are_taken_back_by_staff() {
        String orderId = place().expect(201).text("order_id");
        String item = "/api/v1/admin/orders/" + orderId + "/items/1";

        Answer left = api.send("DELETE", item, store.staff, "{\"quantity\":1}", Map.of())
                .expect(200);

        assertThat(left.json().path("total_amount").asLong()).isEqualTo(9_000);
        assertThat(left.json().at("/items/0/quantity").asInt()).isEqualTo(1);
        api.send("DELETE", item, store.staff, "{\"quantity\":2}", Map.of()).expectProblem(409, "CONFLICT");
        assertThat(api.delete(item, store.staff).expect(200).text("status")).isEqualTo("CANCELLED");
    }

    private Answer placeTwoLines() {
        String line = "{\"menu_id\":\"%s\",\"quantity\":2}".formatted(store.bibimbap);
        return api.post("/api/v1/customer/orders", tablet, "{\"items\":[%s,%s]}".formatted(line, line))
                .expect(201);
    }

    private Answer line(String orderId, String itemId, String status, String... headers) {
        return api.patch(
                "/api/v1/admin/orders/" + orderId + "/items/" + itemId,
                store.staff,
                "{\"status\":\"" + status + "\"}",
                headers);
    }

    @Test
    void an_order_is_completed_line_by_line() {
        Answer placed = placeTwoLines();
        String orderId = placed.text("order_id");
        assertThat(placed.body()).doesNotContain("completed");

        Answer first = line(orderId, "1", "COMPLETED", "If-Match", "\"1\"").expect(200);
        assertThat(first.text("status")).isEqualTo("PREPARING");
        assertThat(first.json().at("/items/0/completed").asBoolean()).isTrue();
        assertThat(first.json().at("/items/1").has("completed")).isFalse();
        assertThat(first.header("ETag")).isEqualTo("\"3\"");

        Answer last = line(orderId, "2", "COMPLETED").expect(200);
        assertThat(last.text("status")).isEqualTo("COMPLETED");
        assertThat(last.json().at("/items/1/completed").asBoolean()).isTrue();

        Answer back = line(orderId, "1", "PREPARING").expect(200);
        assertThat(back.text("status")).isEqualTo("PREPARING");
        assertThat(back.json().at("/items/0").has("completed")).isFalse();
        assertThat(back.json().at("/items/1/completed").asBoolean()).isTrue();
        assertThat(line(orderId, "1", "PREPARING").expect(200).json().path("version"))
                .isEqualTo(back.json().path("version"));
    }

    @Test
    void what_a_line_cannot_become_is_refused() {
        String orderId = placeTwoLines().text("order_id");

        line(orderId, "9", "COMPLETED").expectProblem(404, "NOT_FOUND");
        line(orderId, "1", "PENDING").expectProblem(400, "VALIDATION_ERROR");
        line(orderId, "1", "COMPLETED", "If-Match", "\"7\"").expectProblem(412, "VERSION_MISMATCH");
        api.delete("/api/v1/admin/orders/" + orderId, store.staff).expect(200);
        line(orderId, "1", "COMPLETED").expectProblem(409, "CONFLICT");
    }

    @Test
    void keys_of_steps_of_lines_get_their_first_answers_again() {
        String orderId = placeTwoLines().text("order_id");
        Answer first = line(orderId, "1", "COMPLETED", "Idempotency-Key", "k-1").expect(200);
        Answer last = line(orderId, "2", "COMPLETED", "Idempotency-Key", "k-2").expect(200);
        Answer recalled =
                status(orderId, "PREPARING", "Idempotency-Key", "k-recall").expect(200);
        assertThat(recalled.body()).doesNotContain("completed\":");

        assertThat(line(orderId, "1", "COMPLETED", "Idempotency-Key", "k-1")
                        .expect(200)
                        .body())
                .isEqualTo(first.body());
        assertThat(line(orderId, "2", "COMPLETED", "Idempotency-Key", "k-2")
                        .expect(200)
                        .body())
                .isEqualTo(last.body());
        assertThat(status(orderId, "PREPARING", "Idempotency-Key", "k-recall")
                        .expect(200)
                        .body())
                .isEqualTo(recalled.body());
    }

    @Test
    void keys_used_before_and_for_a_taking_back_get_their_first_answers_again() {
        Answer placed = place("Idempotency-Key", "k-place").expect(201);
        String orderId = placed.text("order_id");
        Answer prepared =
                status(orderId, "PREPARING", "Idempotency-Key", "k-prepare").expect(200);
        Answer left = takeOneBack(orderId, "k-back").expect(200);
        Answer completed =
                status(orderId, "COMPLETED", "Idempotency-Key", "k-complete").expect(200);

        assertThat(left.json().path("total_amount").asLong()).isEqualTo(9_000);
        assertThat(place("Idempotency-Key", "k-place").expect(201).body()).isEqualTo(placed.body());
        assertThat(status(orderId, "PREPARING", "Idempotency-Key", "k-prepare")
                        .expect(200)
                        .body())
                .isEqualTo(prepared.body());
        assertThat(takeOneBack(orderId, "k-back").expect(200).body()).isEqualTo(left.body());
        assertThat(status(orderId, "COMPLETED", "Idempotency-Key", "k-complete")
                        .expect(200)
                        .body())
                .isEqualTo(completed.body());
    }

    private Answer takeOneBack(String orderId, String key) {
        String item = "/api/v1/admin/orders/" + orderId + "/items/1";
        return api.send("DELETE", item, store.staff, "{\"quantity\":1}", Map.of("Idempotency-Key", key));
    }

    @Test
    void the_longest_order_is_taken_in_the_longest_json() {
        String note = "\\ud83c\\udf5c".repeat(200);
        String line = "{\"menu_id\":\"%s\",\"quantity\":99,\"note\":\"%s\"}".formatted(store.bibimbap, note);
        String body = "{\"items\":[" + String.join(",", Collections.nCopies(50, line)) + "]}";

        api.post("/api/v1/customer/orders", tablet, body).expect(201);
        api.post("/api/v1/admin/tables/" + tableId + "/orders", store.staff, body)
                .expect(201);
        api.post("/api/v1/admin/categories", store.admin, body).expectProblem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void another_stores_order_is_not_there() {
        String orderId = place().expect(201).text("order_id");
        TestStore other = TestStore.open(api, "hanok");

        api.patch("/api/v1/admin/orders/" + orderId + "/status", other.staff, "{\"status\":\"PREPARING\"}")
                .expectProblem(404, "NOT_FOUND");
    }

    @Test
    void a_paused_store_tells_guests_what_is_meant_for_them_and_nothing_else() {
        api.patch(
                        "/api/v1/chain/stores/" + store.storeId,
                        store.chainAdmin,
                        "{\"intake_paused\":true,\"pause_reason\":\"정전\",\"pause_message\":\"곧 다시 받습니다\"}")
                .expect(200);

        assertThat(place().expectProblem(409, "CONFLICT").body())
                .contains("곧 다시 받습니다")
                .doesNotContain("정전");
        api.patch("/api/v1/chain/stores/" + store.storeId, store.chainAdmin, "{\"intake_paused\":false}")
                .expect(200);
        place().expect(201);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void a_writer_that_is_away_is_503_with_a_time_to_retry(Reason reason) {
        api.gateway().fail(reason);
        try {
            place().expectProblem(503, "SERVICE_UNAVAILABLE");
        } finally {
            api.gateway().recover();
        }
    }

    @Test
    void the_event_carries_who_asked_and_in_which_request() {
        place("X-Request-ID", "req-42").expect(201);

        var stamp = api.gateway().lastRequest().stamp();
        assertThat(stamp.requestId()).isEqualTo("req-42");
        assertThat(stamp.actor().id()).isEqualTo(tableId);
        assertThat(stamp.fingerprint()).isNull();
    }
}
