package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Role;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Somebody makes an account for another, who chooses the password; and does so again when it is lost. */
@ExtendWith(OutputCaptureExtension.class)
class InvitationsTest {

    private static final String PASSWORD = "walnut-canoe-1893";
    private static final String CHAINS = "/api/v1/platform/chains";

    private static RunningApi api;
    private static int chains;

    private String chainId;

    @BeforeAll
    static void start() {
        api = RunningApi.start("--LOG_LEVEL=INFO");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void anotherChain() {
        chainId = "invited-" + ++chains;
    }

    private Answer openChain(String... headers) {
        return api.post(
                CHAINS,
                api.operator(),
                "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"boss\"}".formatted(chainId),
                headers);
    }

    private String invite() {
        return openChain().expect(201).json().at("/invitation/invitation_code").asString();
    }

    private static Answer accept(String code, String password) {
        return api.post(
                "/api/v1/auth/invitations/accept",
                "",
                "{\"invitation_code\":\"%s\",\"password\":\"%s\"}".formatted(code, password));
    }

    private Answer logIn(String password) {
        return api.post(
                "/api/v1/admin/login",
                "",
                "{\"chain_id\":\"%s\",\"username\":\"boss\",\"password\":\"%s\"}".formatted(chainId, password));
    }

    private JsonNode boss() {
        return api.get(CHAINS, api.operator())
                .json()
                .path("chains")
                .valueStream()
                .filter(chain -> chain.path("chain_id").asString().equals(chainId))
                .findFirst()
                .orElseThrow()
                .at("/admins/0");
    }

    private String path() {
        return CHAINS
                + "/%s/admins/%s/invitation"
                        .formatted(chainId, boss().path("account_id").asString());
    }

    @Test
    void who_is_invited_chooses_a_password_and_logs_in_and_the_trail_has_each_step() {
        JsonNode invitation = openChain().expect(201).json().path("invitation");
        logIn(PASSWORD).expectProblem(401, "AUTH_ERROR");
        assertThat(boss().path("invited").asBoolean()).isTrue();
        assertThat(boss().path("invited_until")).isEqualTo(invitation.path("expires_at"));

        Answer accepted =
                accept(invitation.path("invitation_code").asString(), PASSWORD).expect(200);

        assertThat(accepted.text("username")).isEqualTo("boss");
        assertThat(accepted.text("role")).isEqualTo("chain_admin");
        assertThat(accepted.text("chain_id")).isEqualTo(chainId);
        logIn(PASSWORD).expect(200);
        assertThat(boss().has("invited")).isFalse();
        assertThat(boss().has("invited_until")).isFalse();
        assertThat(api.trailOf(chainId))
                .containsExactly(
                        "chain.opened.v1",
                        "account.created.v1",
                        "invitation.made.v1",
                        "login.failed.v1",
                        "invitation.accepted.v1",
                        "login.succeeded.v1");
    }

    @Test
    void a_code_that_is_used_old_replaced_revoked_or_wrong_and_one_of_a_disabled_account_look_alike() {
        String refused = accept("23456789".repeat(3), PASSWORD)
                .expectProblem(401, "AUTH_ERROR")
                .text("detail");
        String replaced = invite();
        api.clock().moveOn(Duration.ofSeconds(1));
        String revoked = api.post(path(), api.operator(), "").expect(201).text("invitation_code");
        assertRefused(replaced, refused);
        api.delete(path(), api.operator()).expect(204);
        assertRefused(revoked, refused);
        String old = api.post(path(), api.operator(), "").expect(201).text("invitation_code");
        api.clock().moveOn(Invitations.LIFETIME.plus(Duration.ofSeconds(1)));
        assertRefused(old, refused);
        String good = api.post(path(), api.operator(), "").expect(201).text("invitation_code");
        accept(good, PASSWORD).expect(200);
        assertRefused(good, refused);
        String ofDisabled = api.post(path(), api.operator(), "").expect(201).text("invitation_code");
        api.patch(path().replace("/invitation", ""), api.operator(), "{\"disabled\":true}")
                .expect(200);

        assertRefused(ofDisabled, refused);

        assertThat(api.trailOf(chainId)).contains("invitation.revoked.v1");
    }

    private static void assertRefused(String code, String detail) {
        assertThat(accept(code, PASSWORD).expectProblem(401, "AUTH_ERROR").text("detail"))
                .isEqualTo(detail);
    }

    @Test
    void a_code_is_taken_however_it_is_typed_and_a_refused_password_leaves_it_good() {
        String code = invite();

        accept(code, "short").expectProblem(400, "VALIDATION_ERROR");
        accept(code, chainId + "-1").expectProblem(400, "VALIDATION_ERROR");

        accept(code.toLowerCase(Locale.ROOT).replaceAll("(.{5})", "$1-"), PASSWORD)
                .expect(200);
    }

    @Test
    void of_many_who_use_a_code_at_once_one_gets_it() {
        String code = invite();

        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .mapToObj(other -> accept(code, PASSWORD + other).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(200);
    }

    @Test
    void another_invitation_ends_what_the_account_was_logged_in_with_and_its_password_at_once() {
        accept(invite(), PASSWORD).expect(200);
        String token = logIn(PASSWORD).expect(200).text("access_token");

        String code = api.post(path(), api.operator(), "").expect(201).text("invitation_code");

        api.get("/api/v1/chain/stores", token).expectProblem(401, "AUTH_ERROR");
        logIn(PASSWORD).expectProblem(401, "AUTH_ERROR");
        accept(code, "another-canoe-1894").expect(200);
        logIn("another-canoe-1894").expect(200);
    }

    @Test
    void a_password_that_is_set_by_request_takes_the_place_of_an_invitation() {
        String code = invite();
        api.patch(path().replace("/invitation", ""), api.operator(), "{\"password\":\"%s\"}".formatted(PASSWORD))
                .expect(200);

        accept(code, "another-canoe-1894").expectProblem(401, "AUTH_ERROR");

        logIn(PASSWORD).expect(200);
        api.delete(path(), api.operator()).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void a_request_that_is_repeated_with_its_key_is_answered_with_the_same_invitation_and_no_code_is_kept(
            CapturedOutput output) {
        Answer first = openChain("Idempotency-Key", chainId).expect(201);

        Answer again = openChain("Idempotency-Key", chainId).expect(201);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        String code = first.json().at("/invitation/invitation_code").asString();
        assertThat(code).hasSize(Invitations.CHARACTERS);
        for (String table : List.of("invitations", "command_receipts", "trail", "staff_accounts")) {
            assertThat(api.bean(JdbcTemplate.class)
                            .queryForList("SELECT t::text FROM accounts.%s t".formatted(table), String.class))
                    .isNotEmpty()
                    .noneMatch(row -> row.contains(code));
        }
        assertThat(output).doesNotContain(code);
    }

    @Test
    void a_stores_people_are_invited_by_those_who_may_manage_them_and_nobody_invites_themselves() {
        TestStore store = TestStore.open(api, chainId);
        Answer staff = api.post("/api/v1/admin/staff", store.admin, "{\"username\":\"kim\"}")
                .expect(201);
        Answer admin = api.post(
                        "/api/v1/admin/staff?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"username\":\"lee\",\"role\":\"store_admin\"}")
                .expect(201);
        accept(staff.json().at("/invitation/invitation_code").asString(), PASSWORD)
                .expect(200);
        accept(admin.json().at("/invitation/invitation_code").asString(), PASSWORD)
                .expect(200);
        String kim = "/api/v1/admin/staff/" + staff.text("account_id") + "/invitation";
        String lee = "/api/v1/admin/staff/" + admin.text("account_id") + "/invitation";
        String token = api.post(
                        "/api/v1/admin/login",
                        "",
                        "{\"store_id\":\"%s\",\"username\":\"lee\",\"password\":\"%s\"}"
                                .formatted(store.storeId, PASSWORD))
                .expect(200)
                .text("access_token");

        api.post(lee, token, "").expectProblem(403, "FORBIDDEN");
        api.post(lee, store.admin, "").expectProblem(403, "FORBIDDEN");
        api.post(kim, TestStore.open(api, "elsewhere").admin, "").expectProblem(404, "NOT_FOUND");

        api.post(kim, token, "").expect(201);
        api.post(lee + "?store_id=" + store.storeId, store.chainAdmin, "").expect(201);
    }

    @Test
    void no_more_are_open_at_once_than_somebody_has_in_mind() {
        TestStore store = TestStore.open(api, chainId);
        for (int person = 0; person < Invitations.MAXIMUM_OPEN; person++) {
            api.post("/api/v1/admin/staff", store.admin, "{\"username\":\"person-%d\"}".formatted(person))
                    .expect(201);
        }

        api.post("/api/v1/admin/staff", store.admin, "{\"username\":\"one-more\"}")
                .expectProblem(409, "CONFLICT");
        TestStore other = TestStore.open(api, chainId);
        api.post("/api/v1/admin/staff", other.admin, "{\"username\":\"one-more\"}")
                .expect(201);
        api.clock().moveOn(Invitations.LIFETIME.plus(Duration.ofSeconds(1)));
        String later = api.token(Role.STORE_ADMIN, chainId, store.storeId, null);
        api.post("/api/v1/admin/staff", later, "{\"username\":\"one-more\"}").expect(201);
    }

    @Test
    void guesses_are_bounded_as_failed_logins_are() {
        try (RunningApi guarded = RunningApi.start("--LOGIN_FAILURES_PER_ADDRESS=6")) {
            String body = "{\"invitation_code\":\"2345678923456789234%d\",\"password\":\"" + PASSWORD + "\"}";
            for (int guess = 2; guess < 8; guess++) {
                guarded.post("/api/v1/auth/invitations/accept", "", body.formatted(guess))
                        .expectProblem(401, "AUTH_ERROR");
            }

            guarded.post("/api/v1/auth/invitations/accept", "", body.formatted(9))
                    .expectProblem(429, "TOO_MANY_ATTEMPTS");
        }
    }

    @Test
    void the_first_admin_of_a_store_is_invited_with_it() {
        String chainAdmin = api.token(Role.CHAIN_ADMIN, chainId, null, null);
        Answer opened = api.post(
                        "/api/v1/chain/stores",
                        chainAdmin,
                        "{\"store_id\":\"%s-1\",\"store_name\":\"본점\",\"admin\":{\"username\":\"kim\"}}"
                                .formatted(chainId))
                .expect(201);

        Answer accepted = accept(
                        opened.json().at("/admin_invitation/invitation_code").asString(), PASSWORD)
                .expect(200);

        assertThat(accepted.text("store_id")).isEqualTo(chainId + "-1");
        assertThat(opened.text("store_name")).isEqualTo("본점");
    }
}
