package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.api.validation.Bounds;
import io.tableorder.event.Allergen;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What there is to choose of a dish: kept up by admins, chosen by guests. */
class OptionCommandsTest {

    private static final String SPICE = """
            {"group_id":"spice","group_name":"맵기","min_choices":1,"max_choices":1,"options":[
             {"option_id":"mild","option_name":"순한맛","preselected":true},{"option_id":"hot","option_name":"매운맛"}]}""";
    private static final String EXTRAS = """
            {"group_id":"extras","group_name":"추가","max_choices":2,"options":[
             {"option_id":"large","option_name":"곱빼기","price_difference":2000},
             {"option_id":"less","option_name":"밥 적게","price_difference":-500}]}""";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String tablet = store.tablet(store.table(1));
    private final String dish = "/api/v1/admin/menus/" + store.bibimbap;

    private Answer setOptions(String... groups) {
        return api.patch(dish, store.admin, "{\"option_groups\":[" + String.join(",", groups) + "]}");
    }

    private Answer order(String... lines) {
        return api.post("/api/v1/customer/orders", tablet, "{\"items\":[" + String.join(",", lines) + "]}");
    }

    private String line(String more) {
        return "{\"menu_id\":\"%s\",\"quantity\":1%s}".formatted(store.bibimbap, more);
    }

    @Test
    void a_dish_gets_options_and_guests_order_it_twice_with_different_ones() {
        Answer changed = setOptions(SPICE, EXTRAS).expect(200);
        assertThat(changed.json().at("/option_groups/0/options/0/preselected").asBoolean())
                .isTrue();
        assertThat(changed.json().at("/option_groups/1/min_choices").asInt()).isZero();

        Answer placed = order(
                        line(",\"options\":[\"hot\",\"large\"],\"unit_price\":11000"),
                        line(",\"options\":[\"less\",\"mild\"],\"unit_price\":8500"))
                .expect(201);

        assertThat(placed.json().path("total_amount").asLong()).isEqualTo(19_500);
        assertThat(placed.json().at("/items/0/options/0/option_name").asString())
                .isEqualTo("매운맛");
        assertThat(placed.json().at("/items/0/options/1/price_difference").asLong())
                .isEqualTo(2_000);
        assertThat(placed.json().at("/items/1/options/1/group_name").asString()).isEqualTo("추가");
        assertThat(placed.json().at("/items/1/unit_price").asLong()).isEqualTo(8_500);
    }

    @Test
    void a_line_without_options_is_answered_as_ever() {
        setOptions(EXTRAS).expect(200);

        Answer placed = order(line(",\"options\":[]")).expect(201);

        assertThat(placed.json().at("/items/0").propertyNames())
                .containsExactly("item_id", "menu_id", "menu_name", "unit_price", "quantity", "subtotal");
    }

    @Test
    void new_groups_and_options_get_ids_and_those_that_are_there_keep_theirs() {
        Answer added = api.post(
                        "/api/v1/admin/menus",
                        store.admin,
                        """
                        {"category_id":"%s","menu_name":"라면","price":6000,"option_groups":[
                         {"group_name":"양","options":[{"option_name":"곱빼기","price_difference":1000}]}]}""".formatted(store.categoryId),
                        "Idempotency-Key",
                        "k-options")
                .expect(201);
        String group = added.json().at("/option_groups/0/group_id").asString();
        String option = added.json().at("/option_groups/0/options/0/option_id").asString();
        assertThat(group).isNotEmpty();
        assertThat(option).isNotEmpty();

        Answer renamed = api.patch(
                        "/api/v1/admin/menus/" + added.text("menu_id"),
                        store.admin,
                        """
                        {"option_groups":[{"group_id":"%s","group_name":"크기","options":[
                         {"option_id":"%s","option_name":"대"},{"option_name":"소"}]}]}""".formatted(group, option),
                        "If-Match",
                        added.header("ETag"))
                .expect(200);

        assertThat(renamed.json().at("/option_groups/0/group_id").asString()).isEqualTo(group);
        assertThat(renamed.json().at("/option_groups/0/options/0/option_id").asString())
                .isEqualTo(option);
        assertThat(renamed.header("ETag")).isNotEqualTo(added.header("ETag"));
        api.patch(dish, store.admin, "{\"price\":9000}", "If-Match", renamed.header("ETag"))
                .expectProblem(412, "VERSION_MISMATCH");
    }

    @Test
    void staff_say_that_an_option_is_sold_out_and_guests_are_told_its_name() {
        setOptions(SPICE, EXTRAS).expect(200);
        String until = api.clock().instant().plus(Duration.ofHours(1)).toString();

        Answer soldOut = api.patch(
                        dish + "/options/large",
                        store.staff,
                        "{\"available\":false,\"sold_out_until\":\"%s\"}".formatted(until))
                .expect(200);

        assertThat(soldOut.json().at("/option_groups/1/options/0/available").asBoolean(true))
                .isFalse();
        assertThat(soldOut.json().path("available").asBoolean()).isTrue();
        Answer refused = order(line(",\"options\":[\"mild\",\"large\"]")).expectProblem(409, "SOLD_OUT");
        assertThat(refused.json().at("/options/0/option_id").asString()).isEqualTo("large");
        assertThat(refused.text("detail")).contains("곱빼기");
        order(line(",\"options\":[\"mild\"]")).expect(201);
        api.patch(dish, store.staff, "{\"option_groups\":[]}").expectProblem(403, "FORBIDDEN");
        api.patch(dish + "/options/huge", store.staff, "{\"available\":false}").expectProblem(404, "NOT_FOUND");
        api.patch(
                        dish + "/options/large",
                        store.staff,
                        "{\"available\":true,\"sold_out_until\":\"%s\"}".formatted(until))
                .expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void choices_that_are_not_the_menus_are_refused_with_what_it_takes() {
        setOptions(SPICE, EXTRAS).expect(200);

        Answer missing = order(line("")).expectProblem(409, "OPTIONS_INVALID");
        assertThat(missing.json().at("/lines/0/groups/0/group_id").asString()).isEqualTo("spice");
        assertThat(missing.json().at("/lines/0/groups/0/min_choices").asInt()).isEqualTo(1);
        assertThat(missing.text("detail")).contains("맵기 0 (1–1)");

        Answer unknown = order(line(",\"options\":[\"mild\",\"huge\"]")).expectProblem(409, "OPTIONS_INVALID");
        assertThat(unknown.json().at("/lines/0/unknown/0").asString()).isEqualTo("huge");
        order(line(",\"options\":[\"mild\",\"hot\"]")).expectProblem(409, "OPTIONS_INVALID");
    }

    @Test
    void a_price_shown_without_the_options_is_refused_with_the_price_of_that_choice() {
        setOptions(EXTRAS).expect(200);

        Answer refused =
                order(line(",\"options\":[\"large\"],\"unit_price\":9000")).expectProblem(409, "PRICE_CHANGED");

        assertThat(refused.json().at("/prices/0/unit_price").asLong()).isEqualTo(11_000);
        assertThat(refused.json().at("/prices/0/options/0").asString()).isEqualTo("large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"group_name\":\"\",\"options\":[{\"option_name\":\"a\"}]}                              | option_groups[0].group_name",
                "{\"group_name\":\"g\",\"options\":[]}                                                    | option_groups[0].options",
                "{\"group_name\":\"g\",\"min\":1,\"options\":[{\"option_name\":\"a\"}]}                   | option_groups[0].min",
                "{\"group_name\":\"g\",\"options\":[{\"option_name\":\"a\",\"available\":false}]}         | option_groups[0].options[0].available",
                "{\"group_name\":\"g\",\"options\":[{\"option_name\":\"a\",\"price_difference\":1.5}]}    | option_groups[0].options[0].price_difference",
                "{\"group_name\":\"g\",\"options\":[{\"option_name\":\"a\",\"option_id\":\"가\"}]}        | option_groups[0].options[0].option_id",
                "{\"group_name\":\"g\",\"min_choices\":2,\"options\":[{\"option_name\":\"a\"}]}           | max_choices",
                "{\"group_name\":\"g\",\"max_choices\":2,\"options\":[{\"option_name\":\"a\"}]}           | max_choices",
                "{\"group_name\":\"g\",\"options\":[{\"option_name\":\"a\",\"preselected\":true},{\"option_name\":\"b\",\"preselected\":true}]} | preselected",
                "{\"group_name\":\"g\",\"options\":[{\"option_name\":\"a\",\"option_id\":\"x\"},{\"option_name\":\"b\",\"option_id\":\"x\"}]}   | option_groups"
            })
    void what_is_no_group_is_refused_by_its_member(String group, String field) {
        Answer refused = setOptions(group.strip()).expectProblem(400, "VALIDATION_ERROR");

        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void a_dish_asks_for_no_more_choices_than_a_line_takes() {
        String five = IntStream.range(0, 5)
                .mapToObj("{\"option_name\":\"선택 %d\"}"::formatted)
                .collect(Collectors.joining(","));
        Stream.of("가", "나")
                .map(name -> "{\"group_name\":\"%s\",\"max_choices\":5,\"options\":[%s]}".formatted(name, five))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), groups -> setOptions(groups.toArray(String[]::new))))
                .expectProblem(400, "VALIDATION_ERROR");
        setOptions("{\"group_name\":\"가\",\"max_choices\":5,\"options\":[%s]}".formatted(five))
                .expect(200);
    }

    @Test
    void names_that_look_alike_and_prices_below_nothing_are_conflicts() {
        setOptions("{\"group_name\":\"양\",\"options\":[{\"option_name\":\"대\"},{\"option_name\":\"대 \"}]}")
                .expectProblem(409, "CONFLICT");
        setOptions("{\"group_name\":\"양\",\"options\":[{\"option_name\":\"거의 없이\",\"price_difference\":-9001}]}")
                .expectProblem(409, "CONFLICT");
    }

    @Test
    void an_option_is_chosen_once_a_line() {
        setOptions(EXTRAS).expect(200);
        order(line(",\"options\":[\"large\",\"large\"]")).expectProblem(400, "VALIDATION_ERROR");
        String many = IntStream.rangeClosed(0, Bounds.MAXIMUM_CHOICES)
                .mapToObj("\"o%d\""::formatted)
                .collect(Collectors.joining(","));
        order(line(",\"options\":[" + many + "]")).expectProblem(400, "VALIDATION_ERROR");
    }

    /** The longest order in the longest spelling gets as far as being refused for what it says, not for its length. */
    @Test
    void the_longest_order_is_read_however_its_json_spells_it() {
        String id = "\\u0061".repeat(Bounds.MAXIMUM_OPTION_ID - 2);
        String options = IntStream.range(0, Bounds.MAXIMUM_CHOICES)
                .mapToObj(i -> "\"%s%02d\"".formatted(id, i))
                .collect(Collectors.joining(", "));
        String note = "\\ud83c\\udf36".repeat(Bounds.MAXIMUM_NOTE);
        String longest =
                "{\"\\u006d\\u0065\\u006e\\u0075_id\": \"%s\", \"quantity\": 99, \"note\": \"%s\", \"options\": [%s]}"
                        .formatted(store.bibimbap, note, options);

        Answer refused =
                order(Stream.generate(() -> longest).limit(Bounds.MAXIMUM_LINES).toArray(String[]::new));

        refused.expectProblem(409, "OPTIONS_INVALID");
    }

    /** The operator's bound of bodies holds for dishes too, and the largest of three bytes a letter is below it. */
    @Test
    void a_dish_with_all_that_it_may_have_fits_a_body_and_a_longer_body_is_refused_as_any() {
        String name = "가".repeat(Bounds.MAXIMUM_OPTION_NAME - 2);
        String groups = IntStream.range(0, Bounds.MAXIMUM_CHOICES)
                .mapToObj(group -> """
                        {"group_id":"%s-%02d","group_name":"%s%02d","min_choices":1,"max_choices":1,"options":[%s]}""".formatted("g".repeat(33), group, name, group, options(group, name)))
                .collect(Collectors.joining(","));
        String description = "다".repeat(Bounds.MAXIMUM_DESCRIPTION);
        String translations = Stream.of("ko", "en", "ja", "zh")
                .map(language -> "\"%s\":{\"name\":\"%s\",\"description\":\"%s\"}"
                        .formatted(language, "나".repeat(Bounds.MAXIMUM_NAME), description))
                .collect(Collectors.joining(","));
        String largest = """
                {"category_id":"%s","menu_name":"%s","description":"%s","price":1000000,"option_groups":[%s],
                 "details":{"translations":{%s},"origin":"%s","spiciness":3,"allergens":["%s"]}}""".formatted(
                        store.categoryId,
                        "나".repeat(Bounds.MAXIMUM_NAME),
                        description,
                        groups,
                        translations,
                        "라".repeat(Bounds.MAXIMUM_ORIGIN),
                        Arrays.stream(Allergen.values()).map(Allergen::toString).collect(Collectors.joining("\",\"")));

        api.post("/api/v1/admin/menus", store.admin, largest).expect(201);
        String longer = largest + " ".repeat(65_536);
        api.post("/api/v1/admin/menus", store.admin, longer).expectProblem(413, "PAYLOAD_TOO_LARGE");
        api.patch(dish, store.admin, longer).expectProblem(413, "PAYLOAD_TOO_LARGE");
    }

    private static String options(int group, String name) {
        return IntStream.range(0, Bounds.MAXIMUM_OPTIONS_OF_GROUP)
                .mapToObj(option -> """
                        {"option_id":"%s-%02d-%02d","option_name":"%s%02d","price_difference":-10000,"preselected":false}""".formatted("o".repeat(30), group, option, name, option))
                .collect(Collectors.joining(","));
    }

    /** With the longest names of three bytes a letter, so that nothing on the way is longer. */
    @Test
    void the_longest_order_is_placed_with_all_its_options() {
        String name = "가".repeat(Bounds.MAXIMUM_OPTION_NAME - 2);
        String groups = IntStream.range(0, Bounds.MAXIMUM_CHOICES)
                .mapToObj(group -> "{\"group_name\":\"%s%02d\",\"min_choices\":1,\"max_choices\":1,\"options\":[%s]}"
                        .formatted(
                                name,
                                group,
                                IntStream.range(0, Bounds.MAXIMUM_OPTIONS_OF_GROUP)
                                        .mapToObj(
                                                option -> "{\"option_id\":\"%s-%02d-%02d\",\"option_name\":\"%s%02d\"}"
                                                        .formatted("o".repeat(30), group, option, name, option))
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(","));
        setOptions(groups).expect(200);
        String chosen = IntStream.range(0, Bounds.MAXIMUM_CHOICES)
                .boxed()
                .flatMap(group ->
                        IntStream.range(0, 1).mapToObj(i -> "\"%s-%02d-%02d\"".formatted("o".repeat(30), group, i)))
                .collect(Collectors.joining(","));
        String line = line(",\"note\":\"" + "나".repeat(Bounds.MAXIMUM_NOTE) + "\",\"options\":[" + chosen + "]");

        Answer placed = order(
                        Stream.generate(() -> line).limit(Bounds.MAXIMUM_LINES).toArray(String[]::new))
                .expect(201);

        assertThat(placed.json().at("/items/49/options")).hasSize(Bounds.MAXIMUM_CHOICES);
        assertThat(placed.body().length()).isLessThan(240_000);
        api.send("DELETE", "/api/v1/admin/orders/" + placed.text("order_id"), store.staff, null, Map.of())
                .expect(200);
    }
}
