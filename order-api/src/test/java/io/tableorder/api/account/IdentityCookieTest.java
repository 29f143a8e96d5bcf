package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.oidc.BegunSignIn;
import io.tableorder.api.settings.OidcSettings;
import io.tableorder.operability.settings.SecuritySettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseCookie;

class IdentityCookieTest {

    private static final BegunSignIn BEGUN = new BegunSignIn("the-state", "the-nonce", "the-verifier");

    private static IdentityCookie at(String pages) {
        var issuer = new OidcSettings.Issuer("https://id.example.com", "orders", "kettle", "SSO", URI.create(pages));
        return new IdentityCookie(
                new SecuritySettings(
                        "a-key-for-tests-of-more-than-32-bytes", Optional.empty(), Duration.ofHours(1), List.of()),
                new OidcSettings(Optional.of(issuer)),
                Clock.systemUTC());
    }

    @Test
    void a_browser_sends_it_to_the_login_alone_and_shows_it_to_no_script() {
        ResponseCookie cookie = at("https://orders.example.com").of(BEGUN, "the-invitation");

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/api/v1/auth/oidc");
        assertThat(cookie.getMaxAge()).isEqualTo(IdentityCookie.LIFETIME);
    }

    @Test
    void pages_of_this_machine_have_no_tls() {
        assertThat(at("http://127.0.0.1:8080").of(BEGUN, null).isSecure()).isFalse();
    }
}
