package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Which passwords are taken wherever one is set. */
class PasswordPolicyTest {

    private static final RunningApi API = RunningApi.shared();
    private static final TestStore STORE = TestStore.open(API, "hanok");

    private static Answer account(String username, String password) {
        return API.post(
                "/api/v1/admin/staff",
                STORE.admin,
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    private static Answer login(String username, String password) {
        return API.post(
                "/api/v1/admin/login",
                "",
                "{\"store_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(STORE.storeId, username, password));
    }

    private static void assertRefused(Answer answer, String field) {
        answer.expectProblem(400, "VALIDATION_ERROR");
        assertThat(answer.json().at("/errors/0/field").asString())
                .as(answer.body())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "password", "tableorder", "aaaaaaaa", "Password2026!"})
    void what_is_guessed_first_is_refused_for_people_and_tables(String password) {
        assertRefused(account("policy-common", password), "password");
        assertRefused(
                API.post(
                        "/api/v1/admin/tables",
                        STORE.admin,
                        "{\"table_number\":71,\"table_password\":\"%s\"}".formatted(password)),
                "table_password");
        assertRefused(
                API.post(
                        "/api/v1/chain/stores",
                        STORE.chainAdmin,
                        "{\"store_id\":\"never-opened\",\"store_name\":\"n\",\"admin\":{\"username\":\"boss\",\"password\":\"%s\"}}"
                                .formatted(password)),
                "admin.password");
        assertRefused(
                API.post(
                        "/api/v1/platform/chains",
                        API.operator(),
                        "{\"chain_id\":\"never-opened\",\"chain_name\":\"n\",\"username\":\"boss\",\"password\":\"%s\"}"
                                .formatted(password)),
                "password");
    }

    @Test
    void a_table_does_not_open_to_four_digits() {
        assertRefused(
                API.post("/api/v1/admin/tables", STORE.admin, "{\"table_number\":72,\"table_password\":\"1234\"}"),
                "table_password");
    }

    @Test
    void a_name_of_the_store_or_of_a_colleague_is_no_password() {
        account("colleague-of-all", "plum-kettle-4711").expect(201);

        assertRefused(account("policy-names", "colleague-of-all12"), "password");
        assertRefused(account("policy-names", "policy-names"), "password");
        assertRefused(account("policy-names", STORE.storeId), "password");
        assertRefused(
                API.post(
                        "/api/v1/admin/tables",
                        STORE.admin,
                        "{\"table_number\":73,\"table_password\":\"%s\"}".formatted(STORE.storeId)),
                "table_password");
        assertRefused(
                API.post(
                        "/api/v1/chain/stores",
                        STORE.chainAdmin,
                        "{\"store_id\":\"named-like-it\",\"store_name\":\"n\",\"admin\":{\"username\":\"boss\",\"password\":\"named-like-it\"}}"),
                "admin.password");
    }

    @Test
    void a_changed_password_follows_the_same_rules() {
        String id = account("policy-change", "plum-kettle-4711").expect(201).text("account_id");
        String path = "/api/v1/admin/staff/" + id;

        assertRefused(API.patch(path, STORE.admin, "{\"password\":\"12345678\"}"), "password");
        assertRefused(API.patch(path, STORE.admin, "{\"password\":\"policy-change\"}"), "password");

        String token = login("policy-change", "plum-kettle-4711").expect(200).text("access_token");
        String body = "{\"current_password\":\"plum-kettle-4711\",\"new_password\":\"%s\"}";
        assertRefused(API.post("/api/v1/auth/password", token, body.formatted("policy-change")), "new_password");
        API.post("/api/v1/auth/password", token, body.formatted("walnut-canoe-1893"))
                .expect(204);
        login("policy-change", "walnut-canoe-1893").expect(200);
    }

    @Test
    void what_stands_behind_bcrypts_72_bytes_counts() {
        String long1 = "가나라사카타파하".repeat(5) + "-one";
        account("policy-long", long1).expect(201);

        login("policy-long", long1).expect(200);
        login("policy-long", "가나라사카타파하".repeat(5) + "-two").expectProblem(401, "AUTH_ERROR");
        login("policy-long", long1.substring(0, 24)).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_password_of_an_earlier_version_still_opens_however_it_is_spelled() {
        String decomposed = java.text.Normalizer.normalize("한강산책길에서", java.text.Normalizer.Form.NFD);
        account("policy-old", "plum-kettle-4711").expect(201);
        API.bean(org.springframework.jdbc.core.JdbcTemplate.class)
                .update(
                        "UPDATE accounts.staff_accounts SET password_hash = ? WHERE username = 'policy-old'",
                        new BCryptPasswordEncoder(4).encode(decomposed));

        login("policy-old", decomposed).expect(200);
    }
}
