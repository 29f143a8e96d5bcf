package io.tableorder.api.screen;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.api.settings.OidcSettings;
import io.tableorder.api.settings.ScreenSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages, and what they must know of the platform before anybody logs in. */
@Hidden
@RestController
final class ScreenController {

    static final String TABLET = "/tablet";
    static final String ADMIN = "/admin";
    static final String CHAIN = "/chain";
    static final String OPS = "/ops";
    static final String PLATFORM = "/platform";
    static final String SETUP = "/setup";
    static final String INVITATION = "/invitation";
    static final String SETTINGS = "/screens/settings.json";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /**
     * Scripts and styles come from here only, and none stands inside a page. A text becomes markup or the address of a
     * script only through the two named policies: the template library's, and the one for the tablet's worker.
     */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: %s",
            "connect-src 'self'%s",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html tablet-worker",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    /**
     * Either address is null for the page's own origin.
     *
     * @param oidcLabel what the issuer is called by which people log in; null where there is none
     */
    record PlatformSettings(
            @Nullable URI streamUrl,
            @Nullable URI projectorUrl,
            @Nullable String oidcLabel) {}

    private final PlatformSettings settings;
    private final String policy;

    ScreenController(ScreenSettings screens, OidcSettings oidc) {
        String label = oidc.issuer().map(OidcSettings.Issuer::label).orElse(null);
        this.settings = new PlatformSettings(screens.streamUrl(), screens.projectorUrl(), label);
        String pictures = screens.pictureOrigins().isEmpty()
                ? "https:"
                : screens.pictureOrigins().stream().map(URI::toString).collect(Collectors.joining(" "));
        this.policy = POLICY.formatted(
                pictures,
                Stream.of(screens.streamUrl(), screens.projectorUrl())
                        .filter(Objects::nonNull)
                        .map(origin -> " " + origin)
                        .collect(Collectors.joining()));
    }

    @GetMapping(TABLET)
    ResponseEntity<String> tablet() {
        return page(Page.TABLET);
    }

    @GetMapping(ADMIN)
    ResponseEntity<String> admin() {
        return page(Page.ADMIN);
    }

    @GetMapping(CHAIN)
    ResponseEntity<String> chain() {
        return page(Page.CHAIN);
    }

    @GetMapping(OPS)
    ResponseEntity<String> ops() {
        return page(Page.OPS);
    }

    @GetMapping(PLATFORM)
    ResponseEntity<String> platform() {
        return page(Page.PLATFORM);
    }

    /** Makes the first operator only for who has a set-up code; the page itself knows nothing. */
    @GetMapping(SETUP)
    ResponseEntity<String> setup() {
        return page(Page.SETUP);
    }

    /** Lets whoever has an invitation choose a password; the page itself knows nothing. */
    @GetMapping(INVITATION)
    ResponseEntity<String> invitation() {
        return page(Page.INVITATION);
    }

    /** Takes what an issuer's answer leaves in the page's address to where it is checked. */
    @GetMapping(OidcSettings.RETURN_PATH)
    ResponseEntity<String> signedIn() {
        return page(Page.SIGNED_IN);
    }

    @GetMapping(path = SETTINGS, produces = MediaType.APPLICATION_JSON_VALUE)
    PlatformSettings settings() {
        return settings;
    }

    private ResponseEntity<String> page(Page page) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .body(page.html());
    }
}
