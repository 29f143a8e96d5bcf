package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.event.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page's token outlives a reload of the page without being where its scripts look. */
class KeptLoginTest {

    private static final String STORE_PAGE = "/api/v1/auth/kept-login?page=admin";
    private static final String CHAIN_PAGE = "/api/v1/auth/kept-login?page=chain";

    private static final RunningApi API = RunningApi.shared();

    private final String token = API.token(Role.STAFF, "chain-of-kept", "store-of-kept", null);

    private static Answer send(String method, String path, String cookie) {
        return API.send(method, path, "", null, Map.of("Cookie", cookie));
    }

    private String keep(String path) {
        String cookie = API.send("PUT", path, token, null, Map.of()).expect(204).header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void the_cookie_is_for_this_path_alone_and_neither_for_scripts_nor_for_other_sites() {
        String cookie =
                API.send("PUT", STORE_PAGE, token, null, Map.of()).expect(204).header("Set-Cookie");

        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth/kept-login", "Max-Age=");
        assertThat(cookie).doesNotContain("Max-Age=0");
    }

    @Test
    void the_page_reads_back_what_was_kept_for_it() {
        String cookie = keep(STORE_PAGE);

        assertThat(send("GET", STORE_PAGE, cookie).expect(200).text("access_token"))
                .isEqualTo(token);
        assertThat(send("GET", STORE_PAGE, cookie).header("Cache-Control")).contains("no-store");
    }

    @Test
    void another_page_of_the_browser_has_a_login_of_its_own() {
        send("GET", CHAIN_PAGE, keep(STORE_PAGE)).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void what_is_forgotten_is_no_longer_kept() {
        String cookie = keep(STORE_PAGE);

        assertThat(send("DELETE", STORE_PAGE, cookie).expect(204).header("Set-Cookie"))
                .startsWith("login-admin=;")
                .contains("Max-Age=0");
    }

    @Test
    void a_browser_that_keeps_nothing_is_not_logged_in() {
        API.send("GET", STORE_PAGE, "", null, Map.of()).expectProblem(401, "AUTH_ERROR");
        API.send("DELETE", STORE_PAGE, "", null, Map.of()).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_token_that_opens_nothing_is_not_kept() {
        API.send("PUT", STORE_PAGE, "not.a.token", null, Map.of()).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_page_has_a_name_that_a_cookie_can_have() {
        send("GET", "/api/v1/auth/kept-login?page=a%3Db", "").expectProblem(400, "VALIDATION_ERROR");
        send("GET", "/api/v1/auth/kept-login", "").expectProblem(400, "VALIDATION_ERROR");
    }
}
