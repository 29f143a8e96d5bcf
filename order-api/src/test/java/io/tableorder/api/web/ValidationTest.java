package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

    private static final RunningApi API = RunningApi.shared();
    private static final TestStore STORE = TestStore.open(API, "hanok");
    private static final String TABLET = STORE.tablet(STORE.table(1));

    private static Answer order(String body) {
        return API.post("/api/v1/customer/orders", TABLET, body);
    }

    private static void assertInvalid(Answer answer, String field) {
        answer.expectProblem(400, "VALIDATION_ERROR");
        assertThat(answer.json().at("/errors/0/field").asString())
                .as(answer.body())
                .isEqualTo(field);
        assertThat(answer.json().at("/errors/0/message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                          | items",
                "{\"items\":null}                                            | items",
                "{\"items\":[]}                                              | items",
                "{\"items\":[{\"quantity\":1}]}                              | items[0].menu_id",
                "{\"items\":[{\"menu_id\":\"\",\"quantity\":1}]}             | items[0].menu_id",
                "{\"items\":[{\"menu_id\":\"m\"}]}                           | items[0].quantity",
                "{\"items\":[{\"menu_id\":\"m\",\"quantity\":0}]}            | items[0].quantity",
                "{\"items\":[{\"menu_id\":\"m\",\"quantity\":100}]}          | items[0].quantity",
                "{\"items\":[{\"menu_id\":\"m\",\"quantity\":1.5}]}          | items[0].quantity",
                "{\"items\":[{\"menu_id\":\"m\",\"quantity\":\"3\"}]}        | items[0].quantity",
                "{\"items\":[{\"menu_id\":\"m\",\"quantity\":1,\"note\":\"\\u0000\"}]} | items[0].note",
                "{\"items\":[{\"menu_id\":\"m\",\"quantity\":1,\"note\":\"\\ud800\"}]} | items[0].note",
            })
    void an_order_says_which_part_of_it_is_wrong(String body, String field) {
        assertInvalid(order(body), field);
    }

    @Test
    void fifty_lines_of_ninety_nine_are_taken_and_fifty_one_are_not() {
        String line = "{\"menu_id\":\"%s\",\"quantity\":99}".formatted(STORE.bibimbap);
        order("{\"items\":[" + String.join(",", Collections.nCopies(50, line)) + "]}")
                .expect(201);
        assertInvalid(order("{\"items\":[" + String.join(",", Collections.nCopies(51, line)) + "]}"), "items");
    }

    @Test
    void a_note_of_200_characters_is_taken_and_one_more_is_not() {
        String body = "{\"items\":[{\"menu_id\":\"" + STORE.bibimbap + "\",\"quantity\":1,\"note\":\"%s\"}]}";
        order(body.formatted("🍚".repeat(200))).expect(201);
        assertInvalid(order(body.formatted("밥".repeat(201))), "items[0].note");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/tables     | {\"table_number\":0,\"table_password\":\"lamp-and-ladder\"} | table_number",
                "/admin/tables     | {\"table_number\":10000,\"table_password\":\"lamp-and-ladder\"} | table_number",
                "/admin/tables     | {\"table_number\":1,\"table_password\":\"abc\"}           | table_password",
                "/admin/categories | {\"category_name\":\"  \"}                                | category_name",
                "/admin/menus      | {\"category_id\":\"c\",\"menu_name\":\"n\",\"price\":-1}  | price",
                "/admin/menus      | {\"category_id\":\"c\",\"menu_name\":\"n\",\"price\":100000001} | price",
                "/admin/menus      | {\"category_id\":\"c\",\"menu_name\":\"n\",\"price\":1,\"image_url\":\"javascript:alert(1)\"} | image_url",
                "/admin/menus      | {\"category_id\":\"c\",\"menu_name\":\"n\",\"price\":1,\"image_url\":\"https://name:word@a.example/x\"} | image_url",
                "/admin/staff      | {\"username\":\"UPPER\",\"password\":\"secret-word\"}     | username",
                "/admin/staff      | {\"username\":\"kim\",\"password\":\"short\"}             | password",
                "/admin/staff      | {\"username\":\"kim\",\"password\":\"secret-word\",\"role\":\"chain_admin\"} | role",
            })
    void upkeep_says_which_part_is_wrong(String path, String body, String field) {
        assertInvalid(API.post("/api/v1" + path, STORE.admin, body), field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"store_id\":\"No Good\",\"store_name\":\"n\"}                           | store_id",
                "{\"store_id\":\"ab\",\"store_name\":\"n\"}                                | store_id",
                "{\"store_id\":\"abc\",\"store_name\":\"\"}                                | store_name",
                "{\"store_id\":\"abc\",\"store_name\":\"n\",\"time_zone\":\"Mars/Base\"}   | time_zone",
                "{\"store_id\":\"abc\",\"store_name\":\"n\",\"currency\":\"KRX\"}          | currency",
                "{\"store_id\":\"abc\",\"store_name\":\"n\",\"admin\":{\"username\":\"kim\",\"password\":\"short\"}} | admin.password",
            })
    void a_store_to_be_opened_says_which_part_is_wrong(String body, String field) {
        assertInvalid(API.post("/api/v1/chain/stores", STORE.chainAdmin, body), field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST  | /customer/orders    | {\"items\":[{\"menu_id\":\"%s\",\"quantity\":1}]}       | items[0].menu_id",
                "POST  | /customer/orders    | {\"items\":[{\"menu_id\":\"m\",\"quantity\":1,\"note\":\"%s\"}]} | items[0].note",
                "POST  | /admin/menus        | {\"category_id\":\"%s\",\"menu_name\":\"n\",\"price\":1}  | category_id",
                "POST  | /admin/menus        | {\"category_id\":\"c\",\"menu_name\":\"%s\",\"price\":1}  | menu_name",
                "PATCH | /admin/menus/m      | {\"description\":\"%s\"}                                 | description",
                "PATCH | /admin/menus/m      | {\"image_url\":\"/%s\"}                                  | image_url",
                "PATCH | /admin/menus/order  | {\"menus\":[{\"menu_id\":\"%s\",\"display_order\":1}]}  | menus[0].menu_id",
                "POST  | /admin/categories   | {\"category_name\":\"%s\"}                               | category_name",
                "POST  | /admin/tables       | {\"table_number\":90,\"table_password\":\"lamp-and-%s\"}      | table_password",
                "POST  | /admin/staff        | {\"username\":\"kim\",\"password\":\"secret-%s\"}         | password",
                "POST  | /chain/stores       | {\"store_id\":\"abc\",\"store_name\":\"%s\"}              | store_name",
                "POST  | /chain/stores       | {\"store_id\":\"abc\",\"store_name\":\"n\",\"time_zone\":\"%s\"} | time_zone",
                "POST  | /platform/chains    | {\"chain_id\":\"abc\",\"chain_name\":\"%s\",\"username\":\"kim\",\"password\":\"plum-kettle-1\"} | chain_name",
                "POST  | /admin/login        | {\"store_id\":\"%s\",\"username\":\"u\",\"password\":\"p\"} | store_id",
                "POST  | /admin/login        | {\"store_id\":\"s\",\"username\":\"%s\",\"password\":\"p\"} | username",
                "POST  | /admin/login        | {\"store_id\":\"s\",\"username\":\"u\",\"password\":\"%s\"} | password",
            })
    void halves_of_characters_and_nul_are_named_and_change_nothing(
            String method, String path, String body, String field) {
        long events = API.gateway().events();

        for (String broken : List.of("\\ud800", "\\udc00", "a\\udc00\\ud800", "\\ud83c", "\\u0000")) {
            assertInvalid(API.send(method, "/api/v1" + path, tokenFor(path), body.formatted(broken), Map.of()), field);
        }

        assertThat(API.gateway().events()).isEqualTo(events);
    }

    private static String tokenFor(String path) {
        return switch (path.split("/")[1]) {
            case "customer" -> TABLET;
            case "chain" -> STORE.chainAdmin;
            case "platform" -> API.operator();
            default -> path.endsWith("login") ? "" : STORE.admin;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /customer/orders         | {\"items\":[{\"menu_id\":\"m\",\"quantity\":1,\"notes\":\"땅콩\"}]} | items[0].notes",
                "POST   | /customer/orders/o/cancel | {\"reason\":\"x\"}                          | reason",
                "PATCH  | /admin/menus/m           | {\"prise\":5}                                 | prise",
                "DELETE | /admin/menus/m           | {\"force\":true}                              | force",
                "POST   | /admin/tables/t/end-session | {\"force\":false}                          | force",
                "PATCH  | /admin/staff/a           | {\"username\":\"kim\"}                        | username",
                "POST   | /chain/stores            | {\"store_id\":\"abc\",\"store_name\":\"n\",\"admin\":{\"name\":\"x\"}} | admin.name",
                "POST   | /admin/login             | {\"store_id\":\"s\",\"user\":\"u\",\"password\":\"p\"} | user",
            })
    void a_member_that_is_not_known_is_named_and_changes_nothing(
            String method, String path, String body, String field) {
        long events = API.gateway().events();

        assertInvalid(API.send(method, "/api/v1" + path, tokenFor(path), body, Map.of()), field);

        assertThat(API.gateway().events()).isEqualTo(events);
    }

    @Test
    void a_member_that_is_there_twice_has_no_value() {
        order("{\"items\":[{\"menu_id\":\"%1$s\",\"quantity\":1,\"quantity\":2}]}".formatted(STORE.bibimbap))
                .expectProblem(400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u200b\\u200b",
                "\\u2060",
                "\\u3164",
                "\\u00ad",
                "\\u3000",
                "\\u00a0",
                "\\u200f\\u202e",
                "밥\\u202e",
                "음\\u200b료",
                "밥\\u200d국",
                "밥\\n국",
                "밥\\u0007",
                "a\\u200db",
                "\\ufe0f",
                "\\u2800"
            })
    void a_name_that_nobody_can_read_as_it_is_written_is_refused(String name) {
        assertInvalid(
                API.post("/api/v1/admin/categories", STORE.admin, "{\"category_name\":\"%s\"}".formatted(name)),
                "category_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩\u200d🍳 추천", "می\u200cخواهم", "Crème brûlée", "ก็ใส่น้ำปลา", "룸 1"})
    void names_of_all_scripts_are_taken(String name) {
        Answer added = API.post("/api/v1/admin/categories", STORE.admin, "{\"category_name\":\"%s\"}".formatted(name))
                .expect(201);
        assertThat(added.text("category_name")).isEqualTo(name);
    }

    @Test
    void a_reason_is_text_too() {
        assertInvalid(
                API.send("DELETE", "/api/v1/admin/orders/o", STORE.staff, "{\"reason\":\"\\udfff\"}", Map.of()),
                "reason");
    }

    @Test
    void whole_characters_beyond_the_first_plane_are_taken_however_they_are_written() {
        Answer written = API.post("/api/v1/admin/categories", STORE.admin, "{\"category_name\":\"밥 \\ud83c\\udf5a\"}")
                .expect(201);
        assertThat(written.text("category_name")).isEqualTo("밥 🍚");
    }

    @Test
    void nul_in_an_address_is_the_callers_mistake() {
        API.get("/api/v1/admin/staff?store_id=%00", STORE.chainAdmin).expectProblem(400, "VALIDATION_ERROR");
        API.get("/api/v1/admin/orders/%00", STORE.staff).expectProblem(400, "VALIDATION_ERROR");
        API.delete("/api/v1/admin/staff/%00", STORE.admin).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void malformed_json_and_an_unknown_status_are_400() {
        order("{\"items\":[").expectProblem(400, "VALIDATION_ERROR");
        order("").expectProblem(400, "VALIDATION_ERROR");
        assertInvalid(API.patch("/api/v1/admin/orders/x/status", STORE.staff, "{\"status\":\"EATEN\"}"), "status");
    }

    @Test
    void messages_are_korean_unless_english_is_asked_for() {
        Answer korean = order("{}");
        Answer english = API.send("POST", "/api/v1/customer/orders", TABLET, "{}", Map.of("Accept-Language", "en"));

        assertThat(korean.json().at("/errors/0/message").asString()).isEqualTo("필수 값입니다");
        assertThat(english.json().at("/errors/0/message").asString()).isEqualTo("is required");
        Answer bounded = order("{\"items\":[]}");
        assertThat(bounded.json().at("/errors/0/message").asString()).isEqualTo("1~50(글자 수 또는 개수)여야 합니다");
        Answer own = API.post("/api/v1/admin/categories", STORE.admin, "{\"category_name\":\" \"}");
        assertThat(own.json().at("/errors/0/message").asString()).contains("100자");
    }

    @Test
    void staff_change_the_availability_of_an_item_and_nothing_else() {
        String path = "/api/v1/admin/menus/" + STORE.galbi;
        API.patch(path, STORE.staff, "{\"available\":false,\"price\":1}").expectProblem(403, "FORBIDDEN");
        assertThat(API.patch(path, STORE.staff, "{\"available\":false}")
                        .expect(200)
                        .json()
                        .path("available")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_menu_is_kept_up_and_each_change_answers_the_whole_item() {
        String menu = STORE.menu("냉면", 11_000);
        Answer changed = API.patch(
                        "/api/v1/admin/menus/" + menu,
                        STORE.admin,
                        "{\"menu_name\":\"물냉면\",\"description\":\"시원한\",\"image_url\":\"/img/n.png\"}")
                .expect(200);
        assertThat(changed.text("menu_name")).isEqualTo("물냉면");
        assertThat(changed.json().path("price").asLong()).isEqualTo(11_000);
        Answer cleared = API.patch("/api/v1/admin/menus/" + menu, STORE.admin, "{\"description\":\"\"}")
                .expect(200);
        assertThat(cleared.json().has("description")).isFalse();

        String order = "{\"menus\":[{\"menu_id\":\"%s\",\"display_order\":5}]}".formatted(menu);
        assertThat(API.patch("/api/v1/admin/menus/order", STORE.admin, order)
                        .expect(200)
                        .body())
                .isEqualTo(order);
        String twice = "{\"menus\":[{\"menu_id\":\"a\",\"display_order\":1},{\"menu_id\":\"a\",\"display_order\":2}]}";
        assertInvalid(API.patch("/api/v1/admin/menus/order", STORE.admin, twice), "menus");

        Answer removed = API.delete("/api/v1/admin/menus/" + menu, STORE.admin).expect(204);
        assertThat(removed.header("X-Position")).matches("0-[0-9]+");
        API.delete("/api/v1/admin/menus/" + menu, STORE.admin).expectProblem(404, "NOT_FOUND");
        API.delete("/api/v1/admin/categories/" + STORE.categoryId, STORE.admin).expectProblem(409, "CONFLICT");
    }
}
