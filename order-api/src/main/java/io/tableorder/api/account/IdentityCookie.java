package io.tableorder.api.account;

import io.tableorder.api.oidc.BegunSignIn;
import io.tableorder.api.settings.OidcSettings;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.wire.Json;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Lets a browser keep, until it comes back from the issuer, what its answer is compared with: so another's answer is taken by no
 * browser, and nothing is kept for those who never come back. Neither scripts nor whoever has the browser can read it.
 */
@Component
final class IdentityCookie {

    static final String NAME = "oidc-begun";

    /** Whoever has to find a password and a phone is back by then. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** @param invitation the code of one that is to be accepted by the identity; null for a login */
    record Content(BegunSignIn begun, @Nullable String invitation, Instant until) {

        @Override
        public String toString() {
            return "Content[***]";
        }
    }

    private final Sealing sealing;
    private final boolean isSecure;
    private final Clock clock;

    IdentityCookie(SecuritySettings settings, OidcSettings oidc, Clock clock) {
        this.sealing = new Sealing(settings, "oidc-begun");
        this.isSecure = oidc.issuer()
                .map(issuer -> "https".equals(issuer.pages().getScheme()))
                .orElse(true);
        this.clock = clock;
    }

    ResponseCookie of(BegunSignIn begun, @Nullable String invitation) {
        byte[] content = Json.mapper()
                .writeValueAsBytes(
                        new Content(begun, invitation, clock.instant().plus(LIFETIME)));
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(NAME, content)), LIFETIME);
    }

    ResponseCookie none() {
        return cookie("", Duration.ZERO);
    }

    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Strict")
                .path(IdentityController.PATH)
                .maxAge(age)
                .build();
    }

    /** Returns empty for a browser that did not begin here, or so long ago that it is over. */
    Optional<Content> read(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(IdentityCookie::decoded)
                .flatMap(bytes -> sealing.open(NAME, bytes))
                .map(opened -> Json.mapper().readValue(opened.content(), Content.class))
                .filter(content -> clock.instant().isBefore(content.until()));
    }

    private static Optional<byte[]> decoded(String value) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(value));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
