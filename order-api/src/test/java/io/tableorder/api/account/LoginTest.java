package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Role;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.TokenReader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    private static final String PASSWORD = "tableorder-demo";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");

    LoginTest() {
        account("admin", "store_admin");
        account("staff", "staff");
    }

    private void account(String username, String role) {
        api.post(
                        "/api/v1/admin/staff?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(username, PASSWORD, role))
                .expect(201);
    }

    private Answer login(String username, String password) {
        return api.post(
                "/api/v1/admin/login",
                "",
                "{\"store_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(store.storeId, username, password));
    }

    private Answer tableLogin(int number, String password) {
        return api.post(
                "/api/v1/customer/login",
                "",
                "{\"store_id\":\"%s\",\"table_number\":%d,\"table_password\":\"%s\"}"
                        .formatted(store.storeId, number, password));
    }

    private Caller caller(Answer login) {
        return api.bean(TokenReader.class).read(login.text("access_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "staff"})
    void people_of_a_store_log_in(String username) {
        Answer answer = login(username, PASSWORD).expect(200);

        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "access_token",
                        "token_type",
                        "expires_in",
                        "role",
                        "store_id",
                        "store_name",
                        "chain_id",
                        "username",
                        "store",
                        "server_time");
        assertThat(answer.json().at("/store/currency").asString()).isEqualTo("KRW");
        assertThat(answer.json().at("/store/time_zone").asString()).isEqualTo("Asia/Seoul");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asLong())
                .isEqualTo(Duration.ofHours(16).toSeconds());
        assertThat(answer.text("store_name")).isEqualTo("한옥 " + store.storeId);
        assertThat(answer.text("chain_id")).isEqualTo("hanok");
        Caller caller = caller(answer);
        assertThat(caller.role().wireName()).isEqualTo(answer.text("role"));
        assertThat(caller.storeId()).isEqualTo(store.storeId);
        assertThat(caller.expiresAt()).isEqualTo(api.clock().instant().plus(Duration.ofHours(16)));
    }

    @Test
    void a_chains_first_admin_logs_in_with_the_chains_id() {
        String chainId = "chain-" + store.storeId;
        String chain = "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"chain\",\"password\":\"%s\"}"
                .formatted(chainId, PASSWORD);
        api.post("/api/v1/platform/chains", api.operator(), chain).expect(201);
        api.post("/api/v1/platform/chains", api.operator(), chain).expectProblem(409, "CONFLICT");

        Answer answer = api.post(
                        "/api/v1/admin/login",
                        "",
                        "{\"chain_id\":\"%s\",\"username\":\"chain\",\"password\":\"%s\"}".formatted(chainId, PASSWORD))
                .expect(200);

        assertThat(answer.text("role")).isEqualTo("chain_admin");
        assertThat(answer.json().has("store_id")).isFalse();
        assertThat(caller(answer).chainId()).isEqualTo(chainId);
    }

    @Test
    void a_tablet_logs_in_and_orders() {
        String tableId = store.table(7);

        Answer answer = tableLogin(7, "lamp-and-ladder-7").expect(200);

        assertThat(answer.text("table_id")).isEqualTo(tableId);
        assertThat(answer.json().path("table_number").asInt()).isEqualTo(7);
        assertThat(answer.text("role")).isEqualTo("table");
        assertThat(caller(answer).tableId()).isEqualTo(tableId);
        api.post("/api/v1/customer/orders", answer.text("access_token"), store.orderOf(store.bibimbap, 1))
                .expect(201);
    }

    @Test
    void whatever_is_wrong_the_answer_is_the_same() {
        store.table(8);

        Answer wrongPassword = login("admin", "not-the-password").expectProblem(401, "AUTH_ERROR");
        Answer unknownUser = login("nobody", PASSWORD).expectProblem(401, "AUTH_ERROR");
        Answer tooLong = login("admin", "x".repeat(80)).expectProblem(401, "AUTH_ERROR");
        Answer wrongTable = tableLogin(8, "not-this-one").expectProblem(401, "AUTH_ERROR");
        Answer unknownTable = tableLogin(9, "lamp-and-ladder-9").expectProblem(401, "AUTH_ERROR");

        assertThat(java.util.stream.Stream.of(wrongPassword, unknownUser, tooLong, wrongTable, unknownTable)
                        .map(answer -> answer.text("detail"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void five_failures_lock_a_login_for_five_minutes_even_with_the_right_password() {
        for (int i = 0; i < 5; i++) {
            login("admin", "wrong-password-" + i).expectProblem(401, "AUTH_ERROR");
        }

        Answer locked = login("admin", PASSWORD).expectProblem(429, "TOO_MANY_ATTEMPTS");
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(299, 301);
        login("staff", PASSWORD).expect(200);

        api.clock().moveOn(Duration.ofMinutes(5).plusSeconds(1));
        login("admin", PASSWORD).expect(200);
    }

    @Test
    void a_login_that_does_not_exist_is_locked_as_well() {
        for (int i = 0; i < 5; i++) {
            login("ghost", "wrong-password").expectProblem(401, "AUTH_ERROR");
        }
        login("ghost", "wrong-password").expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void a_success_in_between_starts_the_count_again() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                login("admin", "wrong-password").expectProblem(401, "AUTH_ERROR");
            }
            login("admin", PASSWORD).expect(200);
        }
    }

    @Test
    void failures_far_apart_are_not_in_a_row() {
        for (int i = 0; i < 6; i++) {
            login("admin", "wrong-password").expectProblem(401, "AUTH_ERROR");
            api.clock().moveOn(Duration.ofMinutes(6));
        }
        login("admin", PASSWORD).expect(200);
    }

    @Test
    void a_login_names_a_store_or_a_chain_and_not_both() {
        for (String ids : new String[] {"", "\"store_id\":\"a-store\",\"chain_id\":\"a-chain\","}) {
            api.post("/api/v1/admin/login", "", "{%s\"username\":\"u\",\"password\":\"p\"}".formatted(ids))
                    .expectProblem(400, "VALIDATION_ERROR");
        }
    }

    @Test
    void a_tablet_may_log_in_before_its_table_has_reached_the_read_model() throws Exception {
        api.readModel().fallBehind();
        try {
            String tableId = store.table(20);
            CompletableFuture<Answer> login = CompletableFuture.supplyAsync(() -> tableLogin(20, "lamp-and-ladder-20"));
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                    .execute(() -> api.readModel().catchUp());

            assertThat(login.get(10, TimeUnit.SECONDS).expect(200).text("table_id"))
                    .isEqualTo(tableId);
        } finally {
            api.readModel().catchUp();
        }
    }

    @Test
    void a_table_that_never_reaches_the_read_model_is_503_and_no_hint_for_a_guesser() {
        api.readModel().fallBehind();
        try {
            store.table(21);
            tableLogin(21, "lamp-and-ladder-21").expectProblem(503, "SERVICE_UNAVAILABLE");
            tableLogin(21, "guess").expectProblem(401, "AUTH_ERROR");
        } finally {
            api.readModel().catchUp();
        }
    }

    @Test
    void a_removed_tables_tablet_cannot_log_in() {
        String tableId = store.table(22);
        api.delete("/api/v1/admin/tables/" + tableId, store.admin).expect(204);
        tableLogin(22, "lamp-and-ladder-22").expectProblem(401, "AUTH_ERROR");

        String next = store.table(22);
        assertThat(tableLogin(22, "lamp-and-ladder-22").expect(200).text("table_id"))
                .isEqualTo(next);
    }

    @Test
    void a_taken_number_and_a_replay_leave_no_credential_behind() {
        String body = "{\"table_number\":30,\"table_password\":\"lamp-and-ladder-30\"}";
        Answer first = api.post("/api/v1/admin/tables", store.admin, body, "Idempotency-Key", "t30")
                .expect(201);
        Answer again = api.post("/api/v1/admin/tables", store.admin, body, "Idempotency-Key", "t30")
                .expect(201);
        api.post("/api/v1/admin/tables", store.admin, body).expectProblem(409, "CONFLICT");

        assertThat(again.body()).isEqualTo(first.body());
        var jdbc = api.bean(org.springframework.jdbc.core.JdbcTemplate.class);
        assertThat(jdbc.queryForList(
                        "SELECT table_id FROM accounts.table_credentials WHERE store_id = ? AND table_number = 30",
                        String.class,
                        store.storeId))
                .containsExactly(first.text("table_id"));
    }

    @Test
    void the_same_key_with_another_table_password_is_another_command() {
        String body = "{\"table_number\":31,\"table_password\":\"%s\"}";
        api.post("/api/v1/admin/tables", store.admin, body.formatted("lamp-and-ladder-31"), "Idempotency-Key", "t31")
                .expect(201);
        api.post("/api/v1/admin/tables", store.admin, body.formatted("other-31"), "Idempotency-Key", "t31")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_store_may_be_opened_with_its_first_admin() {
        String storeId = store.storeId + "-b";
        String body =
                "{\"store_id\":\"%s\",\"store_name\":\"분점\",\"admin\":{\"username\":\"boss\",\"password\":\"%s\"}}"
                        .formatted(storeId, PASSWORD);
        Answer opened = api.post("/api/v1/chain/stores", store.chainAdmin, body, "Idempotency-Key", storeId)
                .expect(201);
        assertThat(opened.text("time_zone")).isEqualTo("Asia/Seoul");
        assertThat(opened.text("currency")).isEqualTo("KRW");
        api.post("/api/v1/chain/stores", store.chainAdmin, body, "Idempotency-Key", storeId)
                .expect(201);

        Answer login = api.post(
                        "/api/v1/admin/login",
                        "",
                        "{\"store_id\":\"%s\",\"username\":\"boss\",\"password\":\"%s\"}".formatted(storeId, PASSWORD))
                .expect(200);
        assertThat(login.text("role")).isEqualTo(Role.STORE_ADMIN.wireName());
    }
}
