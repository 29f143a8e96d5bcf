package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.api.validation.Bounds;
import io.tableorder.event.Allergen;
import io.tableorder.event.MenuDetails;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What else guests are told of a dish, and what it and its category are called in their languages: kept up by admins. */
class DetailCommandsTest {

    private static final String DETAILS = """
            {"translations":{"en":{"name":"Bibimbap","description":"Rice with vegetables"},"ja":{"name":"ビビンバ"}},
             "allergens":["pine_nut","eggs"],"origin":"쌀: 국내산, 쇠고기: 호주산","spiciness":1}""";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String dish = "/api/v1/admin/menus/" + store.bibimbap;
    private final String category = "/api/v1/admin/categories/" + store.categoryId;

    private Answer setDetails(String details) {
        return api.patch(dish, store.admin, "{\"details\":" + details + "}");
    }

    @Test
    void a_dish_is_added_with_details_and_answered_with_them() {
        Answer added = api.post(
                        "/api/v1/admin/menus",
                        store.admin,
                        "{\"category_id\":\"%s\",\"menu_name\":\"돌솥비빔밥\",\"price\":11000,\"details\":%s}"
                                .formatted(store.categoryId, DETAILS),
                        "Idempotency-Key",
                        "k-details")
                .expect(201);

        assertThat(added.text("menu_name")).isEqualTo("돌솥비빔밥");
        assertThat(added.json().at("/details/translations/ja/name").asString()).isEqualTo("ビビンバ");
        assertThat(added.json().at("/details/translations/ja").has("description"))
                .isFalse();
        assertThat(added.json().at("/details/allergens").valueStream().map(one -> one.asString()))
                .as("in the order of the law")
                .containsExactly("eggs", "pine_nut");
        assertThat(added.json().at("/details/origin").asString()).isEqualTo("쌀: 국내산, 쇠고기: 호주산");
        assertThat(added.json().at("/details/spiciness").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_not_named_stays_and_what_is_empty_is_cleared() {
        Answer plain = api.patch(dish, store.admin, "{\"price\":9100}").expect(200);
        Answer changed = setDetails(DETAILS).expect(200);
        assertThat(changed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        api.patch(dish, store.admin, "{\"price\":9200}", "If-Match", plain.header("ETag"))
                .expectProblem(412, "VERSION_MISMATCH");

        assertThat(api.patch(dish, store.admin, "{\"price\":9200}")
                        .expect(200)
                        .json()
                        .path("details"))
                .isEqualTo(changed.json().path("details"));
        assertThat(setDetails("{\"spiciness\":3}")
                        .expect(200)
                        .json()
                        .at("/details/origin")
                        .asString())
                .isEqualTo("쌀: 국내산, 쇠고기: 호주산");
        assertThat(setDetails("{\"translations\":{},\"allergens\":[]}")
                        .expect(200)
                        .json()
                        .path("details")
                        .propertyNames())
                .containsExactly("origin", "spiciness");
        assertThat(setDetails("{\"origin\":\"\",\"spiciness\":0}")
                        .expect(200)
                        .json()
                        .has("details"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                {"translations":{"fr":{"name":"Riz"}}}                     | fr
                {"translations":{"en":{"description":"Rice"}}}             | details.translations.en.name
                {"translations":{"en":{"name":" "}}}                       | details.translations.en.name
                {"translations":{"en":"Rice"}}                             | en
                {"allergens":["gluten"]}                                   | allergens
                {"allergens":[null]}                                       | details.allergens[0]
                {"allergens":"eggs"}                                       | allergens
                {"spiciness":4}                                            | details.spiciness
                {"spiciness":-1}                                           | details.spiciness
                {"spiciness":1.5}                                          | spiciness
                """)
    void what_nobody_knows_is_refused_and_changes_nothing(String details, String field) {
        setDetails(DETAILS).expect(200);
        long events = api.gateway().events();

        Answer refused = setDetails(details).expectProblem(400, "VALIDATION_ERROR");

        assertThat(refused.json().at("/errors/0/field").asString()).contains(field);
        assertThat(api.gateway().events()).isEqualTo(events);
    }

    @Test
    void longer_texts_than_there_is_room_for_are_refused() {
        setDetails("{\"origin\":\"%s\"}".formatted("가".repeat(Bounds.MAXIMUM_ORIGIN + 1)))
                .expectProblem(400, "VALIDATION_ERROR");
        setDetails("{\"translations\":{\"zh\":{\"name\":\"%s\"}}}".formatted("饭".repeat(Bounds.MAXIMUM_NAME + 1)))
                .expectProblem(400, "VALIDATION_ERROR");
        setDetails("{\"translations\":{\"zh\":{\"name\":\"饭\",\"description\":\"%s\"}}}"
                        .formatted("饭".repeat(Bounds.MAXIMUM_DESCRIPTION + 1)))
                .expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void every_allergen_of_the_law_is_taken_at_once() {
        String all = Arrays.stream(Allergen.values()).map("\"%s\""::formatted).collect(Collectors.joining(","));

        assertThat(setDetails("{\"allergens\":[" + all + "]}")
                        .expect(200)
                        .json()
                        .at("/details/allergens"))
                .hasSize(Bounds.MAXIMUM_ALLERGENS);
        assertThat(MenuDetails.HOTTEST).isEqualTo(3);
    }

    @Test
    void staff_do_not_say_what_is_in_a_dish() {
        api.patch(dish, store.staff, "{\"details\":{\"spiciness\":1}}").expectProblem(403, "FORBIDDEN");
    }

    @Test
    void a_roll_out_of_a_price_leaves_the_details_as_they_are() {
        Answer told = setDetails(DETAILS).expect(200);

        Answer done = api.post(
                        "/api/v1/chain/menus/rollouts",
                        store.chainAdmin,
                        "{\"changes\":[{\"store_id\":\"%s\",\"menu_id\":\"%s\",\"version\":%d,\"price\":9900}]}"
                                .formatted(
                                        store.storeId,
                                        store.bibimbap,
                                        told.json().path("version").asInt()),
                        "Idempotency-Key",
                        "k-rollout-" + store.storeId)
                .expect(200);

        assertThat(done.json().at("/outcomes/0/menu/price").asLong()).isEqualTo(9_900);
        assertThat(done.json().at("/outcomes/0/menu/details"))
                .isEqualTo(told.json().path("details"));
    }

    @Test
    void a_category_is_called_something_in_other_languages() {
        Answer named = api.patch(
                        category,
                        store.admin,
                        "{\"translations\":{\"en\":{\"name\":\"Rice\"},\"zh\":{\"name\":\"饭\"}}}")
                .expect(200);
        assertThat(named.json().at("/translations/zh/name").asString()).isEqualTo("饭");

        Answer moved = api.patch(category, store.admin, "{\"display_order\":7}").expect(200);
        assertThat(moved.json().path("translations")).isEqualTo(named.json().path("translations"));
        assertThat(moved.header("ETag")).isNotEqualTo(named.header("ETag"));
        assertThat(api.patch(category, store.admin, "{\"translations\":{}}")
                        .expect(200)
                        .json()
                        .has("translations"))
                .isFalse();
        api.patch(category, store.admin, "{\"translations\":{\"en\":{\"name\":\"Rice\",\"description\":\"x\"}}}")
                .expectProblem(400, "VALIDATION_ERROR");
    }
}
