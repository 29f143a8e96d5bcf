package io.tableorder.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code POST /internal/erasures}, as the operator's command and everybody else find it. */
class ErasuresTest {

    private static final String PATH = "/internal/erasures";
    private static final String NOTE = "땅콩 빼 주세요";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "erasing");
    private final String table = store.table(1);

    private String erasure(String sessionId) {
        return """
                {"store_id":"%s","session_id":"%s","reason":"손님 요청","actor":{"role":"OPERATOR","id":"boss"}}""".formatted(store.storeId, sessionId);
    }

    private Answer post(String body) {
        String signature = new InstanceSignature(
                        new SecuritySettings(RunningApi.SECRET_KEY, Duration.ofHours(1), List.of()), api.clock())
                .sign("POST", PATH, body.getBytes(UTF_8));
        return api.postInside(PATH, "", body, InstanceSignature.HEADER, signature);
    }

    private Answer order(String key, String note) {
        String body =
                "{\"items\":[{\"menu_id\":\"%s\",\"quantity\":1,\"note\":\"%s\"}]}".formatted(store.bibimbap, note);
        return api.post("/api/v1/customer/orders", store.tablet(table), body, "Idempotency-Key", key)
                .expect(201);
    }

    private void leave() {
        api.post("/api/v1/admin/tables/" + table + "/end-session", store.admin, "{\"unfinished\":\"complete\"}")
                .expect(200);
    }

    private static JsonNode line(Answer order) {
        return Json.mapper().readTree(order.body()).path("items").path(0);
    }

    @Test
    void the_first_answer_has_the_note_and_the_same_answer_after_the_erasure_has_it_no_more() {
        Answer placed = order("k1", NOTE);
        leave();
        assertThat(line(placed).path("note").asString()).isEqualTo(NOTE);
        assertThat(line(placed).has("note_erased")).isFalse();

        Answer erased = post(erasure(placed.text("session_id"))).expect(200);

        assertThat(erased.text("position")).matches("[0-9]+-[0-9]+");
        assertThat(Json.mapper().readTree(erased.body()).path("nothing_left").asBoolean())
                .isFalse();
        JsonNode again = line(order("k1", NOTE));
        assertThat(again.has("note")).isFalse();
        assertThat(again.path("note_erased").asBoolean()).isTrue();
    }

    @Test
    void the_same_erasure_again_is_the_same_event() {
        Answer placed = order("k2", NOTE);
        leave();
        String erasure = erasure(placed.text("session_id"));
        String first = post(erasure).expect(200).text("position");
        long events = api.gateway().events();

        assertThat(post(erasure).expect(200).text("position")).isEqualTo(first);
        assertThat(api.gateway().events()).isEqualTo(events);
    }

    @Test
    void a_party_that_is_here_is_refused() {
        Answer placed = order("k3", NOTE);

        post(erasure(placed.text("session_id"))).expectProblem(409, "CONFLICT");
    }

    @Test
    void a_note_still_tells_two_requests_under_one_key_apart() {
        order("k4", NOTE);
        String other = "{\"items\":[{\"menu_id\":\"%s\",\"quantity\":1,\"note\":\"다른 말\"}]}".formatted(store.bibimbap);

        api.post("/api/v1/customer/orders", store.tablet(table), other, "Idempotency-Key", "k4")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void to_everybody_without_the_platforms_signature_there_is_nothing() {
        api.postInside(PATH, "", erasure("s")).expectProblem(404, "NOT_FOUND");
        api.postInside(PATH, api.operator(), erasure("s")).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void an_erasure_that_is_not_understood_changes_nothing() {
        long events = api.gateway().events();

        for (String body : List.of("", "{}", "[]", "{\"store_id\":\"a\"}", erasure("s") + "}", "\0")) {
            post(body).expectProblem(400, "VALIDATION_ERROR");
        }
        post(erasure("s").replace("OPERATOR", "GHOST")).expectProblem(400, "VALIDATION_ERROR");

        assertThat(api.gateway().events()).isEqualTo(events);
    }

    @Test
    void it_is_not_in_the_description_of_the_api() {
        assertThat(api.send("GET", "/v3/api-docs", "", null, Map.of()).body()).doesNotContain("erasures");
    }
}
