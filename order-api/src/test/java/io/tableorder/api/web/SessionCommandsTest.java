package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import org.junit.jupiter.api.Test;

/** Parties that move, join others and pay apart, as staff ask for it. */
class SessionCommandsTest {

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String one = store.table(1);
    private final String two = store.table(2);

    private Answer place(String tableId, int quantity) {
        return api.post("/api/v1/customer/orders", store.tablet(tableId), store.orderOf(store.bibimbap, quantity))
                .expect(201);
    }

    private Answer ask(String what, String tableId, String body, String... headers) {
        return api.post("/api/v1/admin/tables/" + tableId + "/" + what, store.staff, body, headers);
    }

    private static String to(String tableId) {
        return "{\"to_table_id\":\"" + tableId + "\"}";
    }

    @Test
    void a_party_moves_and_its_order_says_so() {
        Answer order = place(one, 2);

        Answer moved = ask("move", one, to(two)).expect(200);

        assertThat(moved.json().propertyNames())
                .containsExactly(
                        "session_id",
                        "from_table_id",
                        "table_id",
                        "table_number",
                        "total_session_amount",
                        "order_count");
        assertThat(moved.text("session_id")).isEqualTo(order.text("session_id"));
        assertThat(moved.json().path("table_number").asInt()).isEqualTo(2);
        Answer completed = api.patch(
                        "/api/v1/admin/orders/" + order.text("order_id") + "/status",
                        store.staff,
                        "{\"status\":\"COMPLETED\"}")
                .expect(200);
        assertThat(completed.text("table_id")).isEqualTo(two);
        assertThat(completed.json().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void the_same_move_again_is_the_first_answer_and_by_another_hand_no_change() {
        Answer order = place(one, 1);
        String body = "{\"to_table_id\":\"%s\",\"session_id\":\"%s\"}".formatted(two, order.text("session_id"));
        Answer first = ask("move", one, body, "Idempotency-Key", "mv").expect(200);

        Answer again = ask("move", one, body, "Idempotency-Key", "mv").expect(200);
        Answer byAnother = ask("move", one, body).expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(byAnother.body()).isEqualTo(first.body());
        ask("move", one, to(two)).expectProblem(409, "CONFLICT");
    }

    @Test
    void nobody_moves_onto_others_or_as_somebody_else_saw_them() {
        place(one, 1);
        place(two, 1);

        ask("move", one, to(two)).expectProblem(409, "CONFLICT");
        ask("move", one, "{\"to_table_id\":\"%s\",\"expected_total_amount\":1}".formatted(two))
                .expectProblem(409, "SESSION_CHANGED");
        ask("move", one, to("nowhere")).expectProblem(404, "NOT_FOUND");
        ask("move", one, "{}").expectProblem(400, "VALIDATION_ERROR");
        ask("move", one, "{\"to_table_id\":\"%s\",\"table_id\":\"%s\"}".formatted(two, one))
                .expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_party_joins_another_and_the_sum_is_that_of_both() {
        place(one, 1);
        Answer other = place(two, 2);

        Answer merged = ask("merge", one, "{\"into_table_id\":\"" + two + "\"}").expect(200);

        assertThat(merged.text("into_session_id")).isEqualTo(other.text("session_id"));
        assertThat(merged.json().path("total_session_amount").asLong()).isEqualTo(27_000);
        assertThat(merged.json().path("order_count").asInt()).isEqualTo(2);
        Answer ended = ask("end-session", two, "{\"unfinished\":\"complete\"}").expect(200);
        assertThat(ended.json().path("total_session_amount").asLong()).isEqualTo(27_000);
    }

    @Test
    void portions_are_paid_apart_when_they_are_done_and_sit_apart_at_any_time() {
        Answer order = place(one, 3);
        String orderId = order.text("order_id");
        String line = "{\"items\":[{\"order_id\":\"%s\",\"item_id\":\"1\",\"quantity\":1}]%s}";

        ask("split", one, line.formatted(orderId, "")).expectProblem(409, "UNFINISHED_ORDERS");
        Answer apart = ask("split", one, line.formatted(orderId, ",\"to_table_id\":\"" + two + "\""))
                .expect(200);
        api.patch("/api/v1/admin/orders/" + orderId + "/status", store.staff, "{\"status\":\"COMPLETED\"}")
                .expect(200);
        Answer paid = ask("split", one, line.formatted(orderId, "")).expect(200);

        assertThat(apart.json().path("closed").asBoolean()).isFalse();
        assertThat(apart.json().path("new_total_amount").asLong()).isEqualTo(9_000);
        assertThat(apart.json().path("total_session_amount").asLong()).isEqualTo(18_000);
        assertThat(paid.json().path("closed").asBoolean()).isTrue();
        assertThat(paid.text("new_table_id")).isEqualTo(one);
        assertThat(paid.json().path("total_session_amount").asLong()).isEqualTo(9_000);
        ask("split", one, line.formatted(orderId, "")).expectProblem(409, "CONFLICT");
    }

    @Test
    void a_line_is_named_once_and_is_there() {
        String orderId = place(one, 3).text("order_id");
        String line = "{\"order_id\":\"" + orderId + "\",\"item_id\":\"1\"}";

        ask("split", one, "{\"items\":[" + line + "," + line + "]}").expectProblem(400, "VALIDATION_ERROR");
        ask("split", one, "{\"items\":[]}").expectProblem(400, "VALIDATION_ERROR");
        ask("split", one, "{\"items\":[" + line.replace("\"1\"", "\"9\"") + "]}")
                .expectProblem(404, "NOT_FOUND");
    }

    @Test
    void guests_move_nobody() {
        place(one, 1);

        api.post("/api/v1/admin/tables/" + one + "/move", store.tablet(one), to(two))
                .expectProblem(403, "FORBIDDEN");
    }
}
