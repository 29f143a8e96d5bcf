package io.tableorder.api.screen;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.operability.settings.ScreenSettings;
import io.tableorder.operability.settings.SseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
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
    static final String SETTINGS = "/screens/settings.json";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /**
     * Scripts and styles from here only, none inside a page. Pictures of the menu come from wherever its keepers put them.
     */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' https: http: data:",
            "connect-src 'self'%s",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    /** @param streamUrl null for the page's own origin */
    record PlatformSettings(@Nullable URI streamUrl, long heartbeatSeconds) {}

    private final PlatformSettings settings;
    private final String policy;

    ScreenController(ScreenSettings screens, SseSettings sse) {
        URI stream = screens.streamUrl();
        this.settings = new PlatformSettings(stream, sse.heartbeat().toSeconds());
        this.policy = POLICY.formatted(stream == null ? "" : " " + stream);
    }

    @GetMapping(TABLET)
    ResponseEntity<String> tablet() {
        return page("tablet");
    }

    @GetMapping(ADMIN)
    ResponseEntity<String> admin() {
        return page("admin");
    }

    @GetMapping(path = SETTINGS, produces = MediaType.APPLICATION_JSON_VALUE)
    PlatformSettings settings() {
        return settings;
    }

    private ResponseEntity<String> page(String name) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .body(html(name));
    }

    private static String html(String name) {
        try {
            return new ClassPathResource("screens/" + name + ".html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + name + " is missing in this build", e);
        }
    }
}
