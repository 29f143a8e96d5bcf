package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One dish in several stores of a chain: found, changed in all of them, taken back. */
class ChainMenuTest {

    private static final AtomicInteger CHAINS = new AtomicInteger();
    private static final String MENUS = "/api/v1/chain/menus";
    private static final String ROLLOUTS = MENUS + "/rollouts";

    private final RunningApi api = RunningApi.shared();
    private final String chain = "rollout-" + CHAINS.incrementAndGet();
    private final TestStore first = TestStore.open(api, chain);
    private final TestStore second = TestStore.open(api, chain);

    @AfterEach
    void the_writer_is_there_again() {
        api.gateway().recover();
    }

    private List<JsonNode> find(String name) {
        return api.get(MENUS + "?name=" + name, first.chainAdmin)
                .expect(200)
                .json()
                .path("menus")
                .valueStream()
                .sorted(Comparator.comparing(
                        dish -> dish.path("store_id").asString().equals(second.storeId)))
                .toList();
    }

    private Answer rollOut(String key, String... changes) {
        String body = "{\"changes\":[%s]}".formatted(String.join(",", changes));
        return api.post(ROLLOUTS, first.chainAdmin, body, "Idempotency-Key", key);
    }

    private static String change(JsonNode dish, String what) {
        return "{\"store_id\":\"%s\",\"menu_id\":\"%s\",\"version\":%d,%s}"
                .formatted(
                        dish.path("store_id").asString(),
                        dish.path("menu_id").asString(),
                        dish.path("version").asInt(),
                        what);
    }

    private String[] toAll(String what) {
        return find("%EB%B9%84%EB%B9%94").stream()
                .map(dish -> change(dish, what))
                .toArray(String[]::new);
    }

    private Stream<Long> prices() {
        return find("%EB%B9%84%EB%B9%94").stream()
                .map(dish -> dish.path("price").asLong());
    }

    @Test
    void a_dish_is_found_in_the_stores_of_the_own_chain_by_a_part_of_its_name() {
        TestStore.open(api, "another-chain");

        assertThat(find("%EB%B9%84%EB%B9%94"))
                .extracting(dish -> dish.path("store_id").asString())
                .containsExactly(first.storeId, second.storeId);
        assertThat(find("%EC%97%86%EB%8A%94")).isEmpty();
        api.get(MENUS, first.chainAdmin).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_price_changes_in_all_stores_once_however_often_it_is_sent() {
        String[] changes = toAll("\"price\":9500");

        Answer done = rollOut("spring", changes).expect(200);

        assertThat(done.json().path("changed").asInt()).isEqualTo(2);
        assertThat(prices()).containsExactly(9_500L, 9_500L);
        long events = api.gateway().events();
        Answer again = rollOut("spring", changes).expect(200);
        assertThat(api.gateway().events()).isEqualTo(events);
        assertThat(again.json().path("outcomes").valueStream())
                .allSatisfy(outcome ->
                        assertThat(outcome.path("replayed").asBoolean()).isTrue());
    }

    @Test
    void a_dish_that_somebody_has_changed_is_told_and_left_alone_and_the_others_change() {
        String[] changes = toAll("\"price\":9500");
        api.patch("/api/v1/admin/menus/" + first.bibimbap, first.admin, "{\"price\":9900}")
                .expect(200);

        JsonNode done = rollOut("summer", changes).expect(200).json();

        assertThat(done.path("changed").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(1);
        assertThat(done.at("/outcomes/0/error_code").asString()).isEqualTo("VERSION_MISMATCH");
        assertThat(done.at("/outcomes/0/detail").asString()).isNotBlank();
        assertThat(done.at("/outcomes/0/current_version").asInt())
                .isEqualTo(find("%EB%B9%84%EB%B9%94").getFirst().path("version").asInt());
        assertThat(prices()).containsExactly(9_900L, 9_500L);
    }

    @Test
    void stores_that_are_not_reached_are_told_and_the_same_again_reaches_them() {
        String[] changes = toAll("\"available\":false");
        api.gateway().fail(Reason.NOT_OWNED);
        JsonNode failed = rollOut("autumn", changes).expect(200).json();
        assertThat(failed.path("refused").asInt()).isEqualTo(2);
        assertThat(failed.at("/outcomes/1/error_code").asString()).isEqualTo("SERVICE_UNAVAILABLE");

        api.gateway().recover();

        assertThat(rollOut("autumn", changes).expect(200).json().path("changed").asInt())
                .isEqualTo(2);
        assertThat(find("%EB%B9%84%EB%B9%94"))
                .allSatisfy(dish ->
                        assertThat(dish.path("available").asBoolean(true)).isFalse());
    }

    @Test
    void a_roll_out_is_taken_back_where_nothing_has_changed_since() {
        rollOut("winter", toAll("\"price\":9500")).expect(200);
        String[] back = toAll("\"price\":9000");
        api.patch("/api/v1/admin/menus/" + second.bibimbap, second.admin, "{\"price\":8000}")
                .expect(200);

        JsonNode done = rollOut("winter-back", back).expect(200).json();

        assertThat(done.path("changed").asInt()).isEqualTo(1);
        assertThat(prices()).containsExactly(9_000L, 8_000L);
    }

    @Test
    void another_request_under_the_same_key_is_refused_for_each_dish() {
        String[] changes = toAll("\"price\":9500");
        rollOut("again", changes).expect(200);

        JsonNode other = rollOut("again", toAll("\"price\":9600")).expect(200).json();

        assertThat(other.path("changed").asInt()).isZero();
        assertThat(other.at("/outcomes/0/error_code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(prices()).containsExactly(9_500L, 9_500L);
    }

    @Test
    void a_store_of_another_chain_is_not_there_and_nothing_changes() {
        TestStore other = TestStore.open(api, "another-chain");
        String foreign = "{\"store_id\":\"%s\",\"menu_id\":\"%s\",\"version\":1,\"price\":1}"
                .formatted(other.storeId, other.bibimbap);

        rollOut("foreign", toAll("\"price\":9500")[0], foreign).expectProblem(404, "NOT_FOUND");

        assertThat(prices()).containsExactly(9_000L, 9_000L);
    }

    @Test
    void what_makes_no_sense_is_a_bad_request() {
        String change = toAll("\"price\":9500")[0];
        String nothing = toAll("\"price\":null")[0];

        rollOut("bad", change, change).expectProblem(400, "VALIDATION_ERROR");
        rollOut("bad", nothing).expectProblem(400, "VALIDATION_ERROR");
        rollOut("bad").expectProblem(400, "VALIDATION_ERROR");
        api.post(ROLLOUTS, first.chainAdmin, "{\"changes\":[%s]}".formatted(change))
                .expectProblem(400, "VALIDATION_ERROR");
        assertThat(prices()).containsExactly(9_000L, 9_000L);
    }
}
