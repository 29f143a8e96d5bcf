package io.tableorder.api.screen;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service worker that lets a tablet's page open without a line. It names the page's files and their version, so that a
 * browser takes it for another one when one of them has changed, and keeps them anew.
 */
@Hidden
@RestController
final class TabletWorker {

    /** The worker lies beside the page: a worker has no say over pages above its own path. */
    static final String PATH = "/tablet-worker.js";

    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

    private final ScreenResources resources;
    private volatile @Nullable String script;

    TabletWorker(ScreenResources resources) {
        this.resources = resources;
    }

    @GetMapping(PATH)
    ResponseEntity<String> worker() {
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", "default-src 'none'; connect-src 'self'")
                .body(script());
    }

    /**
     * Returns the script, made when it is first asked for: a service that no tablet talks to need not read forty files.
     */
    private String script() {
        String made = script;
        if (made == null) {
            PageFiles files = PageFiles.of(Page.TABLET, resources);
            made = template()
                    .replace("{version}", files.version())
                    .replace("{files}", String.join("', '", files.contents().keySet()));
            script = made;
        }
        return made;
    }

    private static String template() {
        try {
            return new ClassPathResource("screens/tablet-worker.js").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("screens/tablet-worker.js is missing in this build", e);
        }
    }
}
