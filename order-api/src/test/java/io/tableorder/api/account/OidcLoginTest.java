package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.testkit.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Chain admins and operators log in by an issuer that vouches for them, once an invitation has linked them. */
@ExtendWith(OutputCaptureExtension.class)
class OidcLoginTest {

    private static final String OIDC = "/api/v1/auth/oidc";
    private static final String PASSWORD = "walnut-canoe-1893";
    private static final String PAGES = "http://127.0.0.1:18080";
    private static final Pattern PARAMETER = Pattern.compile("[?&](code|state)=([^&]*)");

    private static RunningApi api;
    private static TestIssuer issuer;
    private static int chains;

    private String chainId;

    /** What a browser is left with when the issuer has sent it back. */
    private record Back(String cookie, String code, String state) {}

    @BeforeAll
    static void start() {
        AtomicReference<RunningApi> running = new AtomicReference<>();
        issuer = TestIssuer.at(LoopbackPort.free(), () -> running.get().clock().instant());
        // The issuer is not there yet.
        api = RunningApi.start(arguments(issuer, "--LOG_LEVEL=INFO"));
        running.set(api);
    }

    private static String[] arguments(TestIssuer of, String more) {
        List<String> settings = new ArrayList<>(List.of(more));
        of.settings(PAGES).forEach((name, value) -> settings.add("--" + name + "=" + value));
        return settings.toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        api.close();
        issuer.close();
    }

    @BeforeEach
    void anotherChainAndTheIssuerIsThere() {
        chainId = "oidc-" + ++chains;
        issuer.start();
        issuer.isAskedBy("person-of-" + chainId);
    }

    private JsonNode openChain(String username) {
        return api.post(
                        "/api/v1/platform/chains",
                        api.operator(),
                        "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"%s\"}".formatted(chainId, username))
                .expect(201)
                .json();
    }

    private String invite() {
        return openChain("boss").at("/invitation/invitation_code").asString();
    }

    private static Answer begin(String body) {
        return api.post(OIDC + "/begin", "", body);
    }

    private static Back goToTheIssuer(String body) {
        Answer begun = begin(body).expect(200);
        String cookie = begun.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=" + OIDC);
        return visit(begun.text("authorization_uri"), cookie.substring(0, cookie.indexOf(';')));
    }

    private static Back visit(String address, String cookie) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            String back = browser.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(back).startsWith(PAGES + "/signed-in?");
            Map<String, String> said = PARAMETER
                    .matcher(back)
                    .results()
                    .collect(Collectors.toMap(
                            one -> one.group(1), one -> URLDecoder.decode(one.group(2), StandardCharsets.UTF_8)));
            return new Back(cookie, said.get("code"), said.get("state"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer comeBack(Back back) {
        return api.send(
                "POST",
                OIDC + "/login",
                "",
                "{\"code\":\"%s\",\"state\":\"%s\"}".formatted(back.code(), back.state()),
                Map.of("Cookie", back.cookie()));
    }

    private static Answer logIn() {
        return comeBack(goToTheIssuer("{}"));
    }

    private String link() {
        Back back = goToTheIssuer("{\"invitation_code\":\"%s\"}".formatted(invite()));
        return comeBack(back).expect(200).text("access_token");
    }

    private JsonNode boss() {
        return api.get("/api/v1/platform/chains", api.operator())
                .json()
                .path("chains")
                .valueStream()
                .filter(chain -> chain.path("chain_id").asString().equals(chainId))
                .findFirst()
                .orElseThrow()
                .at("/admins/0");
    }

    private String path() {
        return "/api/v1/platform/chains/%s/admins/%s"
                .formatted(chainId, boss().path("account_id").asString());
    }

    @Test
    void who_is_invited_links_their_identity_and_logs_in_by_it_with_the_platforms_own_token_and_devices(
            CapturedOutput output) {
        String first = link();

        Answer login = logIn().expect(200);

        assertThat(login.text("role")).isEqualTo("chain_admin");
        assertThat(login.text("chain_id")).isEqualTo(chainId);
        String token = login.text("access_token");
        api.get("/api/v1/chain/stores", token).expect(200);
        assertThat(api.get("/api/v1/auth/devices", token).json().path("devices"))
                .hasSize(2);
        api.delete("/api/v1/auth/devices", token).expect(204);
        api.get("/api/v1/chain/stores", first).expectProblem(401, "AUTH_ERROR");
        assertThat(boss().path("linked").asBoolean()).isTrue();
        assertThat(boss().has("invited")).isFalse();
        assertThat(api.trailOf(chainId))
                .containsSubsequence(
                        "invitation.made.v1", "invitation.accepted.v1", "identity.linked.v1", "login.succeeded.v1");
        assertThat(output).doesNotContain(TestIssuer.CLIENT_SECRET).doesNotContain(token);
    }

    @Test
    void an_operator_is_linked_likewise() {
        String code = api.post("/api/v1/platform/operators", api.operator(), "{\"username\":\"%s\"}".formatted(chainId))
                .expect(201)
                .json()
                .at("/invitation/invitation_code")
                .asString();

        Answer linked = comeBack(goToTheIssuer("{\"invitation_code\":\"%s\"}".formatted(code)))
                .expect(200);

        assertThat(linked.text("role")).isEqualTo("operator");
        assertThat(logIn().expect(200).text("username")).isEqualTo(chainId);
    }

    @Test
    void an_identity_that_nobody_linked_opens_nothing_however_it_calls_itself() {
        openChain("boss");
        issuer.lies(claims -> claims.claim("email", "boss@" + chainId + ".example.com")
                .claim("email_verified", true)
                .claim("preferred_username", "boss"));

        logIn().expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void an_answer_with_another_nonce_audience_issuer_key_or_time_proves_nothing() {
        link();
        String refused = refusedWith(claims -> claims.claim("nonce", "of-another-login"));
        assertThat(refusedWith(claims -> claims.claim("nonce", null))).isEqualTo(refused);
        assertThat(refusedWith(claims -> claims.audience("another-client"))).isEqualTo(refused);
        assertThat(refusedWith(claims -> claims.issuer("https://elsewhere.example.com")))
                .isEqualTo(refused);
        assertThat(refusedWith(claims ->
                        claims.expirationTime(Date.from(api.clock().instant().minusSeconds(120)))))
                .isEqualTo(refused);
        issuer.signsWithAnotherKey();
        logIn().expectProblem(401, "AUTH_ERROR");

        issuer.isAskedBy("person-of-" + chainId);
        logIn().expect(200);
    }

    private String refusedWith(UnaryOperator<JWTClaimsSet.Builder> lie) {
        issuer.lies(lie);
        String detail = logIn().expectProblem(401, "AUTH_ERROR").text("detail");
        issuer.isAskedBy("person-of-" + chainId);
        return detail;
    }

    @Test
    void an_answer_is_for_the_browser_that_asked_for_its_state_once_and_for_ten_minutes() {
        link();
        Back mine = goToTheIssuer("{}");
        Back others = goToTheIssuer("{}");
        comeBack(new Back(mine.cookie(), others.code(), others.state())).expectProblem(401, "AUTH_ERROR");
        comeBack(new Back(mine.cookie(), others.code(), mine.state())).expectProblem(401, "AUTH_ERROR");
        comeBack(new Back("oidc-begun=bm9uc2Vuc2U", mine.code(), mine.state())).expectProblem(401, "AUTH_ERROR");
        comeBack(new Back("other=1", mine.code(), mine.state())).expectProblem(401, "AUTH_ERROR");

        Back good = goToTheIssuer("{}");
        comeBack(good).expect(200);
        comeBack(good).expectProblem(401, "AUTH_ERROR");

        Back late = goToTheIssuer("{}");
        api.clock().moveOn(IdentityCookie.LIFETIME.plus(Duration.ofSeconds(1)));
        comeBack(late).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_disabled_account_and_a_disabled_chain_stay_shut() {
        link();
        api.patch(path(), api.operator(), "{\"disabled\":true}").expect(200);
        logIn().expectProblem(401, "AUTH_ERROR");
        api.patch(path(), api.operator(), "{\"disabled\":false}").expect(200);
        logIn().expect(200);

        api.patch("/api/v1/platform/chains/" + chainId, api.operator(), "{\"disabled\":true}")
                .expect(200);

        logIn().expectProblem(401, "AUTH_ERROR");
        assertThat(api.trailOf(chainId)).contains("login.failed.v1");
    }

    @Test
    void another_invitation_or_a_password_takes_the_place_of_the_identity() {
        String token = link();
        String code =
                api.post(path() + "/invitation", api.operator(), "").expect(201).text("invitation_code");
        api.get("/api/v1/chain/stores", token).expectProblem(401, "AUTH_ERROR");
        logIn().expectProblem(401, "AUTH_ERROR");
        comeBack(goToTheIssuer("{\"invitation_code\":\"%s\"}".formatted(code))).expect(200);

        api.patch(path(), api.operator(), "{\"password\":\"%s\"}".formatted(PASSWORD))
                .expect(200);

        logIn().expectProblem(401, "AUTH_ERROR");
        assertThat(boss().has("linked")).isFalse();
    }

    @Test
    void one_identity_is_one_account_and_an_invitation_is_used_once() {
        String code = invite();
        Back first = goToTheIssuer("{\"invitation_code\":\"%s\"}".formatted(code));
        Back second = goToTheIssuer("{\"invitation_code\":\"%s\"}".formatted(code));
        comeBack(first).expect(200);
        comeBack(second).expectProblem(401, "AUTH_ERROR");
        String another = api.post(
                        "/api/v1/platform/chains/%s/admins".formatted(chainId),
                        api.operator(),
                        "{\"username\":\"deputy\"}")
                .expect(201)
                .json()
                .at("/invitation/invitation_code")
                .asString();

        comeBack(goToTheIssuer("{\"invitation_code\":\"%s\"}".formatted(another)))
                .expectProblem(409, "CONFLICT");

        assertThat(logIn().expect(200).text("username")).isEqualTo("boss");
    }

    @Test
    void an_invitation_is_looked_at_before_somebody_goes_and_staff_have_passwords() {
        begin("{\"invitation_code\":\"23456789234567892345\"}").expectProblem(401, "AUTH_ERROR");
        TestStore store = TestStore.open(api, chainId);
        String code = api.post("/api/v1/admin/staff", store.admin, "{\"username\":\"kim\"}")
                .expect(201)
                .json()
                .at("/invitation/invitation_code")
                .asString();

        begin("{\"invitation_code\":\"%s\"}".formatted(code)).expectProblem(403, "FORBIDDEN");
    }

    @Test
    void while_the_issuer_is_away_logins_by_it_are_503_and_others_go_on() {
        link();
        Back back = goToTheIssuer("{}");
        issuer.stop();

        comeBack(back).expectProblem(503, "SERVICE_UNAVAILABLE");

        issuer.start();
        logIn().expect(200);
    }

    @Test
    void an_issuer_that_is_away_from_the_start_is_found_when_it_comes() {
        TestIssuer late = TestIssuer.at(LoopbackPort.free(), Instant::now);
        try (RunningApi other = RunningApi.start(arguments(late, "--LOG_LEVEL=INFO"))) {
            other.post(OIDC + "/begin", "", "{}").expectProblem(503, "SERVICE_UNAVAILABLE");
            late.start();
            other.clock().moveOn(Duration.ofSeconds(6));

            other.post(OIDC + "/begin", "", "{}").expect(200);
        } finally {
            late.close();
        }
    }

    @Test
    void without_an_issuer_there_is_nothing_of_it() {
        RunningApi plain = RunningApi.shared();

        plain.post(OIDC + "/begin", "", "{}").expectProblem(404, "NOT_FOUND");

        assertThat(plain.get("/screens/settings.json", "").json().has("oidc_label"))
                .isFalse();
        assertThat(api.get("/screens/settings.json", "")
                        .json()
                        .path("oidc_label")
                        .asString())
                .isEqualTo("Test ID");
    }

    @Test
    void who_comes_back_with_what_proves_nothing_again_and_again_is_stopped() {
        TestIssuer guarded = TestIssuer.at(LoopbackPort.free(), Instant::now).start();
        try (RunningApi other = RunningApi.start(arguments(guarded, "--LOGIN_FAILURES_PER_ADDRESS=5"))) {
            for (int guess = 0; guess < 5; guess++) {
                guess(other).expectProblem(401, "AUTH_ERROR");
            }

            guess(other).expectProblem(429, "TOO_MANY_ATTEMPTS");
        } finally {
            guarded.close();
        }
    }

    private static Answer guess(RunningApi other) {
        Answer begun = other.post(OIDC + "/begin", "", "{}").expect(200);
        String cookie = begun.header("Set-Cookie");
        return other.send(
                "POST",
                OIDC + "/login",
                "",
                "{\"code\":\"guessed\",\"state\":\"guessed\"}",
                Map.of("Cookie", cookie.substring(0, cookie.indexOf(';'))));
    }
}
