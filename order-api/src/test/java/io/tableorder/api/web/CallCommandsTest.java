package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import org.junit.jupiter.api.Test;

/** Guests call from their table, and staff say that they come. */
class CallCommandsTest {

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String table = store.table(1);

    private Answer call(String kind, String... headers) {
        return api.post("/api/v1/customer/calls", store.tablet(table), "{\"kind\":\"" + kind + "\"}", headers);
    }

    private Answer answer(String callId, String... headers) {
        return api.post("/api/v1/admin/calls/" + callId + "/answer", store.staff, null, headers);
    }

    @Test
    void guests_call_and_somebody_comes() {
        Answer made = call("water").expect(201);

        assertThat(made.json().propertyNames())
                .containsExactly("call_id", "kind", "table_id", "table_number", "called_at");
        Answer answered = answer(made.text("call_id")).expect(200);
        assertThat(answered.json().propertyNames())
                .containsExactly("call_id", "kind", "table_id", "table_number", "answered_at");
        assertThat(answered.text("table_id")).isEqualTo(table);
    }

    @Test
    void a_call_of_a_party_that_has_ordered_says_whose_it_is() {
        Answer order = api.post("/api/v1/customer/orders", store.tablet(table), store.orderOf(store.bibimbap, 1))
                .expect(201);

        assertThat(call("bill").expect(201).text("session_id")).isEqualTo(order.text("session_id"));
    }

    @Test
    void the_same_call_again_is_the_call_that_is_open_with_its_key_and_without() {
        Answer first = call("water", "Idempotency-Key", "call-1").expect(201);

        Answer again = call("water", "Idempotency-Key", "call-1").expect(201);
        Answer another = call("water", "Idempotency-Key", "call-2").expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(another.body()).isEqualTo(first.body());
        assertThat(another.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void two_who_answer_have_both_answered() {
        String callId = call("plates").expect(201).text("call_id");

        Answer first = answer(callId).expect(200);
        Answer second = answer(callId).expect(200);

        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void nobody_answers_a_call_of_guests_who_have_left() {
        api.post("/api/v1/customer/orders", store.tablet(table), store.orderOf(store.bibimbap, 1))
                .expect(201);
        String callId = call("bill").expect(201).text("call_id");

        Answer ended = api.post(
                        "/api/v1/admin/tables/" + table + "/end-session", store.staff, "{\"unfinished\":\"complete\"}")
                .expect(200);

        assertThat(ended.json().path("order_count").asInt()).isEqualTo(1);
        answer(callId).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void what_is_not_offered_cannot_be_called_for() {
        call("taxi").expectProblem(404, "NOT_FOUND");
        call("Water!").expectProblem(400, "VALIDATION_ERROR");
        api.post("/api/v1/customer/calls", store.tablet(table), "{\"kind\":\"water\",\"table_id\":\"x\"}")
                .expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void guests_answer_nobody_and_staff_of_another_store_find_no_call() {
        String callId = call("water").expect(201).text("call_id");

        api.post("/api/v1/admin/calls/" + callId + "/answer", store.tablet(table), null)
                .expectProblem(403, "FORBIDDEN");
        TestStore other = TestStore.open(api, "hanok");
        api.post("/api/v1/admin/calls/" + callId + "/answer", other.staff, null).expectProblem(404, "NOT_FOUND");
    }
}
