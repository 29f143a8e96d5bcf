package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The platform's own people: how the first comes to be, and what they may do. Each test begins on an empty platform. */
@ExtendWith(OutputCaptureExtension.class)
class OperatorsTest {

    private static final String PLATFORM = "/api/v1/platform";
    private static final String PASSWORD = "plum-kettle-4711";

    private RunningApi api;

    @BeforeEach
    void start() {
        api = RunningApi.start("--LOGIN_FAILURES_PER_ADDRESS=6", "--LOG_LEVEL=INFO");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String code() {
        return api.post(PLATFORM + "/setup-codes", api.operator(), "")
                .expect(201)
                .text("setup_code");
    }

    private Answer setUp(String code, String username) {
        return api.post(
                PLATFORM + "/setup",
                "",
                "{\"setup_code\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}".formatted(code, username, PASSWORD));
    }

    private Answer logIn(String username, String password) {
        return api.post(
                PLATFORM + "/login", "", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    private String named(String username) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD);
    }

    private List<AccountEvent> trailOf(String chainId) {
        return api
                .bean(JdbcTemplate.class)
                .queryForList(
                        "SELECT document FROM accounts.trail WHERE chain_id = ? ORDER BY sequence",
                        String.class,
                        chainId)
                .stream()
                .map(document -> AccountEventCodec.read(document.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void a_code_makes_the_first_operator_who_logs_in_and_opens_a_chain_and_the_trail_says_who() {
        Answer operator = setUp(code().toLowerCase(Locale.ROOT), "owner").expect(201);

        Answer login = logIn("owner", PASSWORD).expect(200);

        assertThat(login.text("role")).isEqualTo("operator");
        assertThat(login.text("chain_id")).isEmpty();
        String token = login.text("access_token");
        api.post(
                        PLATFORM + "/chains",
                        token,
                        "{\"chain_id\":\"hanok\",\"chain_name\":\"한옥\",\"username\":\"boss\",\"password\":\"walnut-canoe-1893\"}")
                .expect(201);
        JsonNode chain = api.get(PLATFORM + "/chains", token).expect(200).json().at("/chains/0");
        assertThat(chain.path("chain_name").asString()).isEqualTo("한옥");
        assertThat(chain.at("/admins/0/username").asString()).isEqualTo("boss");
        assertThat(chain.path("stores").size()).isZero();
        assertThat(trailOf(AccountEvent.NO_CHAIN))
                .extracting(AccountEvent::type)
                .containsExactly("setup-code.made.v1", "account.created.v1", "login.succeeded.v1");
        assertThat(trailOf("hanok"))
                .allSatisfy(event ->
                        assertThat(event.by()).isEqualTo(new AccountEvent.By("operator", operator.text("account_id"))));
    }

    @Test
    void a_code_that_is_used_old_replaced_or_wrong_and_one_for_a_platform_with_an_operator_look_alike() {
        String replaced = code();
        String old = code();
        String refused =
                setUp(replaced, "owner").expectProblem(401, "AUTH_ERROR").text("detail");
        assertThat(setUp("234567892345", "owner")
                        .expectProblem(401, "AUTH_ERROR")
                        .text("detail"))
                .isEqualTo(refused);
        api.clock().moveOn(SetupCodes.LIFETIME.plus(Duration.ofSeconds(1)));
        assertThat(setUp(old, "owner").expectProblem(401, "AUTH_ERROR").text("detail"))
                .isEqualTo(refused);
        String good = code();
        setUp(good, "owner").expect(201);

        assertThat(setUp(good, "other").expectProblem(401, "AUTH_ERROR").text("detail"))
                .isEqualTo(refused);
        api.post(PLATFORM + "/setup-codes", api.operator(), "").expectProblem(409, "CONFLICT");
    }

    @Test
    void a_code_made_before_an_operator_came_to_be_makes_no_second_one() {
        String code = code();
        api.post(PLATFORM + "/operators", api.operator(), named("owner")).expect(201);

        setUp(code, "other").expectProblem(401, "AUTH_ERROR");

        assertThat(api.get(PLATFORM + "/operators", api.operator()).json().path("operators"))
                .hasSize(1);
    }

    @Test
    void who_guesses_codes_is_stopped_before_a_right_one_is_looked_at() {
        String code = code();
        for (int guess = 0; guess < 6; guess++) {
            setUp("23456789234" + (guess + 2), "owner").expectProblem(401, "AUTH_ERROR");
        }

        setUp(code, "owner").expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void neither_a_code_nor_a_password_is_in_a_log_or_in_the_database(CapturedOutput output) {
        String code = code();
        setUp(code, "owner").expect(201);

        assertThat(output.getAll()).contains("Set-up code made").doesNotContain(code, PASSWORD);
        assertThat(trailOf(AccountEvent.NO_CHAIN).toString()).doesNotContain(code, PASSWORD);
        assertThat(api.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM accounts.setup_code", Long.class))
                .isZero();
    }

    @Test
    void an_operator_is_no_chains_admin_and_a_chains_admin_is_no_operator() {
        api.post(PLATFORM + "/operators", api.operator(), named("owner")).expect(201);
        api.post(
                        "/api/v1/admin/login",
                        "",
                        "{\"chain_id\":\"\",\"username\":\"owner\",\"password\":\"%s\"}".formatted(PASSWORD))
                .expectProblem(401, "AUTH_ERROR");
        api.post(
                        PLATFORM + "/chains",
                        api.operator(),
                        "{\"chain_id\":\"hanok\",\"chain_name\":\"n\",\"username\":\"boss\",\"password\":\"%s\"}"
                                .formatted(PASSWORD))
                .expect(201);

        logIn("boss", PASSWORD).expectProblem(401, "AUTH_ERROR");

        String operator = logIn("owner", PASSWORD).expect(200).text("access_token");
        api.get("/api/v1/chain/stores", operator).expectProblem(403, "FORBIDDEN");
    }

    @Test
    void an_operator_who_is_disabled_or_has_a_new_password_is_out_and_the_last_one_stays() {
        String owner = api.post(PLATFORM + "/operators", api.operator(), named("owner"))
                .expect(201)
                .text("account_id");
        String path = PLATFORM + "/operators/" + owner;
        api.patch(path, api.operator(), "{\"disabled\":true}").expectProblem(409, "CONFLICT");
        String token = logIn("owner", PASSWORD).expect(200).text("access_token");
        String deputy = api.post(PLATFORM + "/operators", token, named("deputy"))
                .expect(201)
                .text("account_id");
        api.post(PLATFORM + "/operators", token, named("deputy")).expectProblem(409, "CONFLICT");

        api.patch(path, token, "{\"password\":\"walnut-canoe-1893\"}").expect(200);

        api.get(PLATFORM + "/chains", token).expectProblem(401, "AUTH_ERROR");
        logIn("owner", PASSWORD).expectProblem(401, "AUTH_ERROR");
        String again = logIn("owner", "walnut-canoe-1893").expect(200).text("access_token");
        api.patch(PLATFORM + "/operators/" + deputy, again, "{\"disabled\":true}")
                .expect(200);
        logIn("deputy", PASSWORD).expectProblem(401, "AUTH_ERROR");
        api.patch(path, again, "{\"disabled\":true}").expectProblem(409, "CONFLICT");
    }

    @Test
    void an_operator_changes_their_own_password_and_sees_their_devices() {
        api.post(PLATFORM + "/operators", api.operator(), named("owner")).expect(201);
        String token = logIn("owner", PASSWORD).expect(200).text("access_token");
        assertThat(api.get("/api/v1/auth/devices", token).expect(200).json().path("devices"))
                .hasSize(1);

        api.post(
                        "/api/v1/auth/password",
                        token,
                        "{\"current_password\":\"%s\",\"new_password\":\"walnut-canoe-1893\"}".formatted(PASSWORD))
                .expect(204);

        api.get("/api/v1/auth/devices", token).expectProblem(401, "AUTH_ERROR");
        logIn("owner", "walnut-canoe-1893").expect(200);
    }
}
