package io.tableorder.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Position;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /internal/skipped-records}, as order-projector, the operator's command and everybody else find it. */
class SkippedRecordsTest {

    private static final String PATH = "/internal/skipped-records";
    private static final String HASH = "a".repeat(64);

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "skipping");

    private String decision(Position position, String hash) {
        return """
                {"store_id":"%s","position":"%s","record_hash":"%s","reason":"시험 기록",
                 "actor":{"role":"OPERATOR","id":"boss"},"request_id":"req-1"}""".formatted(store.storeId, position, hash);
    }

    private Answer post(String body) {
        return post(body, signature(RunningApi.SECRET_KEY, api.clock(), PATH, body));
    }

    private Answer post(String body, String signature) {
        return api.postInside(PATH, "", body, InstanceSignature.HEADER, signature);
    }

    private static String signature(String secretKey, Clock clock, String path, String body) {
        return new InstanceSignature(new SecuritySettings(secretKey, Duration.ofHours(1), List.of()), clock)
                .sign("POST", path, body.getBytes(UTF_8));
    }

    private Answer addTable(int number) {
        return api.post(
                "/api/v1/admin/tables",
                store.admin,
                "{\"table_number\":%d,\"table_password\":\"table-pass-%d\"}".formatted(number, number));
    }

    @Test
    void a_held_store_goes_on_when_the_record_that_holds_it_is_left_out() {
        Position garbage = api.gateway().strangerWrote(store.storeId, HASH);
        addTable(1).expectProblem(503, "SERVICE_UNAVAILABLE");

        Answer decided = post(decision(garbage, HASH)).expect(200);

        Position position = Position.parse(decided.text("position"));
        assertThat(position.offset()).isGreaterThan(garbage.offset());
        addTable(1).expect(201);
    }

    @Test
    void the_same_decision_again_is_the_same_event() {
        String decision = decision(api.gateway().strangerWrote(store.storeId, HASH), HASH);
        String first = post(decision).expect(200).text("position");
        long events = api.gateway().events();

        assertThat(post(decision).expect(200).text("position")).isEqualTo(first);
        assertThat(api.gateway().events()).isEqualTo(events);
    }

    @Test
    void what_the_writer_has_applied_or_does_not_hold_the_store_is_refused() {
        post(decision(new Position(0, 0), HASH)).expectProblem(409, "CONFLICT");

        Position garbage = api.gateway().strangerWrote(store.storeId, HASH);
        Answer other = post(decision(garbage, "b".repeat(64))).expectProblem(409, "CONFLICT");

        assertThat(other.text("detail")).contains(garbage.toString());
        addTable(1).expectProblem(503, "SERVICE_UNAVAILABLE");
        post(decision(garbage, HASH)).expect(200);
    }

    @Test
    void to_everybody_without_the_platforms_signature_there_is_nothing() {
        Position garbage = api.gateway().strangerWrote(store.storeId, HASH);
        String decision = decision(garbage, HASH);
        Clock earlier = Clock.offset(api.clock(), Duration.ofSeconds(-31));

        api.postInside(PATH, "", decision).expectProblem(404, "NOT_FOUND");
        api.postInside(PATH, api.operator(), decision).expectProblem(404, "NOT_FOUND");
        post(decision, signature("some-other-key-of-more-than-32-bytes", api.clock(), PATH, decision))
                .expectProblem(404, "NOT_FOUND");
        post(decision, signature(RunningApi.SECRET_KEY, api.clock(), "/internal/commands", decision))
                .expectProblem(404, "NOT_FOUND");
        post(decision, signature(RunningApi.SECRET_KEY, earlier, PATH, decision))
                .expectProblem(404, "NOT_FOUND");
        post(decision + " ", signature(RunningApi.SECRET_KEY, api.clock(), PATH, decision))
                .expectProblem(404, "NOT_FOUND");

        addTable(1).expectProblem(503, "SERVICE_UNAVAILABLE");
        post(decision).expect(200);
    }

    @Test
    void a_decision_that_is_not_understood_changes_nothing() {
        long events = api.gateway().events();

        for (String body :
                List.of("", "{}", "[]", "{\"store_id\":\"a\"}", decision(new Position(0, 0), HASH) + "}", "\0")) {
            post(body).expectProblem(400, "VALIDATION_ERROR");
        }
        post(decision(new Position(0, 0), HASH).replace("\"0-0\"", "\"somewhere\""))
                .expectProblem(400, "VALIDATION_ERROR");
        post(decision(new Position(0, 0), HASH).replace("OPERATOR", "GHOST")).expectProblem(400, "VALIDATION_ERROR");

        assertThat(api.gateway().events()).isEqualTo(events);
    }

    @Test
    void it_is_not_in_the_description_of_the_api() {
        assertThat(api.send("GET", "/v3/api-docs", "", null, Map.of()).body()).doesNotContain("skipped-records");
    }
}
