package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody sets up a code from their phone beside their password, logs in by both, and loses the phone. */
@ExtendWith(OutputCaptureExtension.class)
class SecondFactorTest {

    private static final String FACTOR = "/api/v1/auth/second-factor";
    private static final String PASSWORD = "walnut-canoe-1893";
    private static final Duration STEP = Duration.ofSeconds(Totp.STEP_SECONDS);

    private static RunningApi api;
    private static int chains;

    private String chainId;
    private String accountId;

    @BeforeAll
    static void start() {
        api = RunningApi.start("--LOG_LEVEL=INFO", "--LOGIN_FAILURES_PER_ADDRESS=100000");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void aChainHasAnAdmin() {
        chainId = "factor-" + ++chains;
        api.post(
                        "/api/v1/platform/chains",
                        api.operator(),
                        "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"boss\",\"password\":\"%s\"}"
                                .formatted(chainId, PASSWORD))
                .expect(201);
        accountId = api.bean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT account_id FROM accounts.staff_accounts WHERE chain_id = ?", String.class, chainId);
    }

    private Answer logIn(String more) {
        return logIn(api, PASSWORD, more);
    }

    private Answer logIn(RunningApi at, String password, String more) {
        return at.post(
                "/api/v1/admin/login",
                "",
                "{\"chain_id\":\"%s\",\"username\":\"boss\",\"password\":\"%s\"%s}".formatted(chainId, password, more));
    }

    private static String code(String value) {
        return ",\"second_factor_code\":\"%s\"".formatted(value);
    }

    private static String proof(String more) {
        return "{\"current_password\":\"%s\"%s}".formatted(PASSWORD, more);
    }

    /** An authenticator app, which knows the time and the secret as it was typed in. */
    private static String app(RunningApi at, String secret) {
        return Totp.code(bytes(secret), at.clock().instant().getEpochSecond() / Totp.STEP_SECONDS);
    }

    private static String app(String secret) {
        return app(api, secret);
    }

    /** A code that is not right, neither now nor half a minute before or after. */
    private static String wrong(RunningApi at, String secret) {
        long step = at.clock().instant().getEpochSecond() / Totp.STEP_SECONDS;
        List<String> right = LongStream.rangeClosed(step - 1, step + 1)
                .mapToObj(near -> Totp.code(bytes(secret), near))
                .toList();
        return IntStream.range(0, 4)
                .mapToObj("00000%d"::formatted)
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private static String wrong(String secret) {
        return wrong(api, secret);
    }

    private static byte[] bytes(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        int bits = 0;
        int held = 0;
        int place = 0;
        for (int letter = 0; letter < base32.length(); letter++) {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(letter));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[place++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }

    private record SetUp(String token, String secret, List<String> recoveryCodes) {}

    private SetUp setUp() {
        String token = logIn("").expect(200).text("access_token");
        String secret = api.post(FACTOR, token, proof("")).expect(201).text("secret");
        Answer confirmed = api.post(
                        FACTOR + "/confirm", token, "{\"second_factor_code\":\"%s\"}".formatted(app(secret)))
                .expect(200);
        api.clock().moveOn(STEP);
        return new SetUp(token, secret, recoveryCodes(confirmed));
    }

    private static List<String> recoveryCodes(Answer answer) {
        return answer.json()
                .path("recovery_codes")
                .valueStream()
                .map(one -> one.asString())
                .toList();
    }

    @Test
    void a_factor_is_set_up_with_the_password_counts_from_its_first_code_and_the_trail_has_each_step() {
        String token = logIn("").expect(200).text("access_token");
        assertThat(api.get(FACTOR, token).expect(200).json().path("added").asBoolean())
                .isFalse();

        Answer begun = api.post(FACTOR, token, proof("")).expect(201);

        assertThat(begun.text("uri")).contains("secret=" + begun.text("secret"), "boss%40" + chainId);
        assertThat(begun.json().path("qr_code")).hasSizeGreaterThanOrEqualTo(21);
        logIn("").expect(200);
        api.post(FACTOR + "/confirm", token, "{\"second_factor_code\":\"%s\"}".formatted(wrong(begun.text("secret"))))
                .expectProblem(400, "VALIDATION_ERROR");
        Answer confirmed = api.post(
                        FACTOR + "/confirm",
                        token,
                        "{\"second_factor_code\":\"%s\"}".formatted(app(begun.text("secret"))))
                .expect(200);
        assertThat(recoveryCodes(confirmed))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(one -> one.matches("([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}"));
        logIn("").expectProblem(401, "SECOND_FACTOR_NEEDED");
        api.clock().moveOn(STEP);
        logIn(code(app(begun.text("secret")))).expect(200);
        Answer view = api.get(FACTOR, token).expect(200);
        assertThat(view.json().path("added").asBoolean()).isTrue();
        assertThat(view.json().path("recovery_codes_left").asInt()).isEqualTo(10);
        assertThat(view.body()).doesNotContain(begun.text("secret"));
        assertThat(api.trailOf(chainId))
                .containsSubsequence("second-factor.begun.v1", "second-factor.added.v1", "login.succeeded.v1");
    }

    @Test
    void a_code_is_taken_once_and_neither_is_the_one_that_confirmed_nor_an_older_one() {
        String token = logIn("").expect(200).text("access_token");
        String secret = api.post(FACTOR, token, proof("")).expect(201).text("secret");
        String first = app(secret);
        api.post(FACTOR + "/confirm", token, "{\"second_factor_code\":\"%s\"}".formatted(first))
                .expect(200);
        logIn(code(first)).expectProblem(401, "SECOND_FACTOR_NEEDED");

        api.clock().moveOn(STEP);
        String second = app(secret);
        api.clock().moveOn(STEP);
        String third = app(secret);
        logIn(code(third)).expect(200);

        logIn(code(third)).expectProblem(401, "SECOND_FACTOR_NEEDED");
        logIn(code(second)).expectProblem(401, "SECOND_FACTOR_NEEDED");
        assertThat(api.trailOf(chainId)).contains("second-factor.failed.v1");
    }

    @Test
    void of_many_who_show_the_same_code_at_once_one_gets_in() {
        SetUp setUp = setUp();
        String code = app(setUp.secret());

        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> logIn(code(code)).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(200);
    }

    @Test
    void a_right_code_beside_a_wrong_password_says_nothing_and_is_not_spent() {
        SetUp setUp = setUp();
        String code = app(setUp.secret());

        logIn(api, "wrong-canoe-1893", code(code)).expectProblem(401, "AUTH_ERROR");
        logIn(api, "wrong-canoe-1893", "").expectProblem(401, "AUTH_ERROR");

        logIn(code(code)).expect(200);
    }

    @Test
    void wrong_codes_lock_as_wrong_passwords_do_and_a_login_without_one_between_them_frees_no_guesses() {
        SetUp setUp = setUp();
        for (int guess = 0; guess < 5; guess++) {
            logIn(code(wrong(setUp.secret()))).expectProblem(401, "SECOND_FACTOR_NEEDED");
            if (guess < 4) {
                logIn("").expectProblem(401, "SECOND_FACTOR_NEEDED");
            }
        }

        logIn(code(app(setUp.secret()))).expectProblem(429, "TOO_MANY_ATTEMPTS");
        assertThat(api.trailOf(chainId)).endsWith("second-factor.failed.v1", "login.locked.v1");
    }

    @Test
    void after_a_hundred_wrong_codes_in_a_row_recovery_codes_alone_are_taken() {
        SetUp setUp = setUp();
        for (int guess = 0; guess < SecondFactors.MAXIMUM_WRONG; guess++) {
            if (guess % 4 == 0) {
                api.clock().moveOn(Duration.ofMinutes(6));
            }
            logIn(code(wrong(setUp.secret()))).expectProblem(401, "SECOND_FACTOR_NEEDED");
        }
        api.clock().moveOn(Duration.ofMinutes(6));

        logIn(code(app(setUp.secret()))).expectProblem(401, "SECOND_FACTOR_NEEDED");
        logIn(code(setUp.recoveryCodes().getFirst())).expect(200);
        api.clock().moveOn(STEP);
        logIn(code(app(setUp.secret()))).expect(200);
    }

    @Test
    void a_recovery_code_is_taken_once_however_it_is_typed_and_the_trail_says_so() {
        SetUp setUp = setUp();
        String recovery = setUp.recoveryCodes().get(3);

        String token = logIn(code(recovery.toLowerCase(java.util.Locale.ROOT).replace('-', ' ')))
                .expect(200)
                .text("access_token");

        logIn(code(recovery)).expectProblem(401, "SECOND_FACTOR_NEEDED");
        assertThat(api.get(FACTOR, token).json().path("recovery_codes_left").asInt())
                .isEqualTo(9);
        assertThat(api.trailOf(chainId)).contains("recovery-code.used.v1");
        List<String> renewed =
                recoveryCodes(api.post(FACTOR + "/recovery-codes", token, proof(code(app(setUp.secret()))))
                        .expect(201));
        logIn(code(setUp.recoveryCodes().get(4))).expectProblem(401, "SECOND_FACTOR_NEEDED");
        logIn(code(renewed.getFirst())).expect(200);
        assertThat(api.trailOf(chainId)).contains("recovery-codes.made.v1");
    }

    @Test
    void nothing_is_set_up_renewed_or_removed_by_a_token_alone() {
        SetUp setUp = setUp();
        for (String path : List.of("", "/recovery-codes", "/remove")) {
            api.post(FACTOR + path, setUp.token(), proof("")).expectProblem(400, "VALIDATION_ERROR");
            api.post(FACTOR + path, setUp.token(), proof(code(wrong(setUp.secret()))))
                    .expectProblem(400, "VALIDATION_ERROR");
            api.post(
                            FACTOR + path,
                            setUp.token(),
                            "{\"current_password\":\"wrong-canoe-1893\"%s}".formatted(code(app(setUp.secret()))))
                    .expectProblem(400, "VALIDATION_ERROR");
            api.clock().moveOn(Duration.ofMinutes(6));
        }

        logIn("").expectProblem(401, "SECOND_FACTOR_NEEDED");
        api.post(FACTOR + "/remove", setUp.token(), proof(code(app(setUp.secret()))))
                .expect(204);
        logIn("").expect(200);
        assertThat(api.trailOf(chainId)).contains("second-factor.removed.v1");
    }

    @Test
    void who_has_a_token_and_the_password_does_not_guess_codes_without_end() {
        SetUp setUp = setUp();
        for (int guess = 0; guess < 5; guess++) {
            api.post(FACTOR + "/remove", setUp.token(), proof(code(wrong(setUp.secret()))))
                    .expectProblem(400, "VALIDATION_ERROR");
        }

        api.post(FACTOR + "/remove", setUp.token(), proof(code(app(setUp.secret()))))
                .expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void another_phone_takes_the_place_of_the_first_with_its_first_code_and_not_before() {
        SetUp setUp = setUp();
        String second = api.post(FACTOR, setUp.token(), proof(code(app(setUp.secret()))))
                .expect(201)
                .text("secret");
        api.clock().moveOn(STEP);
        logIn(code(app(setUp.secret()))).expect(200);

        api.post(FACTOR + "/confirm", setUp.token(), "{\"second_factor_code\":\"%s\"}".formatted(app(second)))
                .expect(200);

        api.clock().moveOn(STEP);
        logIn(code(app(setUp.secret()))).expectProblem(401, "SECOND_FACTOR_NEEDED");
        logIn(code(app(second))).expect(200);
    }

    @Test
    void a_secret_that_nobody_confirmed_is_none_after_a_while() {
        String token = logIn("").expect(200).text("access_token");
        String secret = api.post(FACTOR, token, proof("")).expect(201).text("secret");
        api.clock().moveOn(SecondFactors.PENDING.plusSeconds(1));

        api.post(FACTOR + "/confirm", token, "{\"second_factor_code\":\"%s\"}".formatted(app(secret)))
                .expectProblem(409, "CONFLICT");
    }

    @Test
    void adding_a_factor_logs_out_the_browsers_that_got_in_without_and_a_kept_login_stays_past_it() {
        String other = logIn("").expect(200).text("access_token");
        SetUp setUp = setUp();

        api.get("/api/v1/chain/stores", other).expectProblem(401, "AUTH_ERROR");
        String cookie = api.send("PUT", "/api/v1/auth/kept-login?page=chain", setUp.token(), null, Map.of())
                .expect(204)
                .header("Set-Cookie");
        String kept = api.send(
                        "GET",
                        "/api/v1/auth/kept-login?page=chain",
                        "",
                        null,
                        Map.of("Cookie", cookie.substring(0, cookie.indexOf(';'))))
                .expect(200)
                .text("access_token");
        api.get("/api/v1/chain/stores", kept).expect(200);
    }

    @Test
    void an_operator_resets_what_is_lost_which_ends_logins_and_nobody_does_so_to_themselves() {
        SetUp setUp = setUp();
        String path = "/api/v1/platform/chains/%s/admins/%s/second-factor".formatted(chainId, accountId);
        assertThat(api.get("/api/v1/platform/chains", api.operator())
                        .json()
                        .path("chains")
                        .valueStream()
                        .filter(chain -> chain.path("chain_id").asString().equals(chainId))
                        .findFirst()
                        .orElseThrow()
                        .at("/admins/0/second_factor")
                        .asBoolean())
                .isTrue();

        api.delete(path, api.operator()).expect(204);

        api.get("/api/v1/chain/stores", setUp.token()).expectProblem(401, "AUTH_ERROR");
        logIn("").expect(200);
        logIn(code(setUp.recoveryCodes().getFirst())).expect(200);
        assertThat(api.trailOf(chainId)).contains("second-factor.reset.v1");
        api.delete(path, api.operator()).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void an_operator_resets_another_one_and_not_their_own() {
        String owner = operator("owner-" + chainId);
        String deputy = operator("deputy-" + chainId);
        String token = operatorLogIn("owner-" + chainId, "").text("access_token");
        addFactor(token);
        addFactor(operatorLogIn("deputy-" + chainId, "").text("access_token"));

        api.delete("/api/v1/platform/operators/%s/second-factor".formatted(owner), token)
                .expectProblem(403, "FORBIDDEN");
        api.delete("/api/v1/platform/operators/%s/second-factor".formatted(deputy), token)
                .expect(204);

        operatorLogIn("deputy-" + chainId, "").expect(200);
        operatorLogIn("owner-" + chainId, "").expectProblem(401, "SECOND_FACTOR_NEEDED");
    }

    private static String operator(String username) {
        return api.post(
                        "/api/v1/platform/operators",
                        api.operator(),
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD))
                .expect(201)
                .text("account_id");
    }

    private static Answer operatorLogIn(String username, String more) {
        return api.post(
                "/api/v1/platform/login",
                "",
                "{\"username\":\"%s\",\"password\":\"%s\"%s}".formatted(username, PASSWORD, more));
    }

    private static String addFactor(String token) {
        String secret = api.post(FACTOR, token, proof("")).expect(201).text("secret");
        api.post(FACTOR + "/confirm", token, "{\"second_factor_code\":\"%s\"}".formatted(app(secret)))
                .expect(200);
        return secret;
    }

    @Test
    void secrets_and_codes_are_neither_in_the_database_nor_in_the_trail_nor_in_a_log(CapturedOutput output) {
        SetUp setUp = setUp();
        logIn(code(app(setUp.secret()))).expect(200);

        JdbcTemplate jdbc = api.bean(JdbcTemplate.class);
        List<String> texts = Stream.of("second_factors", "recovery_codes", "trail", "command_receipts")
                .flatMap(table ->
                        jdbc.queryForList("SELECT t::text FROM accounts.%s t".formatted(table), String.class).stream())
                .toList();
        List<String> secret = Stream.concat(Stream.of(setUp.secret()), setUp.recoveryCodes().stream())
                .flatMap(one -> Stream.of(one, one.replace("-", "")))
                .toList();
        assertThat(texts).isNotEmpty().noneMatch(text -> secret.stream().anyMatch(text::contains));
        byte[] sealed = jdbc.queryForObject(
                "SELECT secret FROM accounts.second_factors WHERE account_id = ?", byte[].class, accountId);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(bytes(setUp.secret()), StandardCharsets.ISO_8859_1));
        assertThat(output.getAll()).contains("Second factor added").doesNotContain(secret);
    }

    @Test
    void where_it_is_required_an_admin_enrols_at_the_login_and_gets_recovery_codes_with_it() {
        try (RunningApi strict = RunningApi.start("--SECOND_FACTOR_REQUIRED=true")) {
            strict.post(
                            "/api/v1/platform/chains",
                            strict.operator(),
                            "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"boss\",\"password\":\"%s\"}"
                                    .formatted(chainId, PASSWORD))
                    .expect(201);
            String enrolment = "{\"chain_id\":\"%s\",\"username\":\"boss\",\"password\":\"%s\"}";
            logIn(strict, PASSWORD, "").expectProblem(403, "SECOND_FACTOR_SETUP_NEEDED");
            logIn(strict, PASSWORD, code("123456")).expectProblem(409, "CONFLICT");
            strict.post(FACTOR + "/enrolments", "", enrolment.formatted(chainId, "wrong-canoe-1893"))
                    .expectProblem(401, "AUTH_ERROR");

            String secret = strict.post(FACTOR + "/enrolments", "", enrolment.formatted(chainId, PASSWORD))
                    .expect(201)
                    .text("secret");

            logIn(strict, PASSWORD, "").expectProblem(403, "SECOND_FACTOR_SETUP_NEEDED");
            logIn(strict, PASSWORD, code(wrong(strict, secret))).expectProblem(401, "SECOND_FACTOR_NEEDED");
            Answer login = logIn(strict, PASSWORD, code(app(strict, secret))).expect(200);
            assertThat(recoveryCodes(login)).hasSize(10);
            strict.clock().moveOn(STEP);
            Answer again = logIn(strict, PASSWORD, code(app(strict, secret))).expect(200);
            assertThat(recoveryCodes(again)).isEmpty();
            strict.clock().moveOn(STEP);
            strict.post(FACTOR + "/remove", again.text("access_token"), proof(code(app(strict, secret))))
                    .expectProblem(409, "CONFLICT");
            strict.post(FACTOR + "/enrolments", "", enrolment.formatted(chainId, PASSWORD))
                    .expectProblem(409, "CONFLICT");
        }
    }

    @Test
    void a_text_is_drawn_as_a_square_for_whoever_is_in() {
        String token = logIn("").expect(200).text("access_token");

        List<String> rows = api.post(
                        "/api/v1/auth/qr-codes", token, "{\"text\":\"https://example.com/tablet#pair=K7TR\"}")
                .expect(200)
                .json()
                .path("qr_code")
                .valueStream()
                .map(row -> row.asString())
                .toList();

        assertThat(rows).allMatch(row -> row.matches("[01]+") && row.length() == rows.size());
        assertThat(rows.getFirst()).startsWith("11111110");
    }
}
