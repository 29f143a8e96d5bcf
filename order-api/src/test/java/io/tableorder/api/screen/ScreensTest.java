package io.tableorder.api.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The pages, before any browser runs them. */
class ScreensTest {

    private static final List<String> PAGES =
            List.of("/tablet", "/admin", "/chain", "/ops", "/platform", "/setup", "/invitation", "/signed-in");
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("(?:^|[;}\\n])(?:import|export)[^;'\"]*from ?['\"](\\.[^'\"]+)['\"]");

    private static final Pattern KEPT = Pattern.compile("(?<=')/screens/[^']+(?=')");

    private final RunningApi api = RunningApi.shared();

    @Test
    void pages_run_only_scripts_of_their_own_and_are_framed_by_nobody() {
        for (String page : PAGES) {
            Answer answer = get(page).expect(200);
            String policy = answer.header("Content-Security-Policy");
            assertThat(policy).contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'");
            assertThat(policy).contains("require-trusted-types-for 'script'");
            assertThat(policy).doesNotContain("unsafe");
            assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                    .hasSize(1);
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.body()).doesNotContain("<style", "onclick", " style=");
            assertThat(answer.body()).doesNotContainPattern("<script(?![^>]* src=)");
        }
    }

    @Test
    void whatever_a_page_loads_is_served_and_nothing_is_served_that_no_page_loads() throws IOException {
        Set<String> loaded = loadedBy(PAGES);
        for (var script : new PathMatchingResourcePatternResolver().getResources("classpath:/screens/*/*.*s")) {
            String path = script.getURL().getPath();
            assertThat(loaded).contains(path.substring(path.lastIndexOf("/screens/")));
        }
    }

    @Test
    void the_tablets_worker_keeps_the_page_and_exactly_what_it_loads_and_nothing_else_comes_near_it() {
        Answer worker = get("/tablet-worker.js").expect(200);
        assertThat(worker.header("Content-Type")).startsWith("text/javascript");
        assertThat(worker.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(worker.header("Content-Security-Policy")).isEqualTo("default-src 'none'; connect-src 'self'");
        assertThat(worker.body())
                .contains("const PAGE = '/tablet';")
                .containsPattern("const VERSION = '[0-9a-f]{16}';")
                .doesNotContain("/api/");
        Set<String> kept =
                KEPT.matcher(worker.body()).results().map(MatchResult::group).collect(Collectors.toSet());
        assertThat(kept).isEqualTo(loadedBy(List.of("/tablet")));
    }

    private Set<String> loadedBy(List<String> pages) {
        Deque<String> toLoad = new ArrayDeque<>();
        pages.forEach(page -> LINK.matcher(get(page).body()).results().forEach(link -> toLoad.add(link.group(1))));
        Set<String> loaded = new LinkedHashSet<>();
        while (!toLoad.isEmpty()) {
            String path = toLoad.remove();
            if (loaded.add(path)) {
                Answer answer = get(path).expect(200);
                if (path.endsWith(".js")) {
                    assertThat(answer.header("Content-Type")).as(path).startsWith("text/javascript");
                    IMPORT.matcher(answer.body())
                            .results()
                            .forEach(imported -> toLoad.add(
                                    URI.create(path).resolve(imported.group(1)).getPath()));
                }
            }
        }
        return loaded;
    }

    @Test
    void a_script_is_asked_for_again_and_sent_again_only_when_it_has_changed() {
        Answer first = get("/screens/tablet/main.js").expect(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.header("Last-Modified")).isEmpty();

        api.send("GET", "/screens/tablet/main.js", "", null, Map.of("If-None-Match", first.header("ETag")))
                .expect(304);
    }

    @Test
    void stream_and_projector_are_where_the_settings_say_and_the_page_may_reach_them() {
        RunningApi elsewhere = RunningApi.start(
                "--STREAM_URL=https://stream.example.com",
                "--PROJECTOR_URL=https://projector.example.com",
                "--PICTURE_ORIGINS=https://pictures.example.com",
                "--SSE_HEARTBEAT_INTERVAL=sse-notifier alone reads this");
        try (elsewhere) {
            Answer settings = elsewhere.send("GET", "/screens/settings.json", "", null, Map.of());
            assertThat(settings.text("stream_url")).isEqualTo("https://stream.example.com");
            assertThat(settings.text("projector_url")).isEqualTo("https://projector.example.com");
            assertThat(elsewhere.send("GET", "/admin", "", null, Map.of()).header("Content-Security-Policy"))
                    .contains("connect-src 'self' https://stream.example.com https://projector.example.com;")
                    .contains("img-src 'self' data: https://pictures.example.com;");
        }
        assertThat(get("/screens/settings.json").json().has("stream_url")).isFalse();
        assertThat(get("/admin").header("Content-Security-Policy"))
                .contains("connect-src 'self';", "img-src 'self' data: https:;");
    }

    @Test
    void long_texts_are_compressed_for_whoever_takes_that_and_short_ones_for_nobody() {
        Map<String, String> takesGzip = Map.of("Accept-Encoding", "gzip");

        Answer script = api.send("GET", "/screens/tablet/main.js", "", null, takesGzip);
        assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(script.header("Vary")).containsIgnoringCase("accept-encoding");

        assertThat(get("/screens/tablet/main.js").header("Content-Encoding")).isEmpty();
        assertThat(api.send("GET", "/tablet", "", null, takesGzip).header("Content-Encoding"))
                .isEmpty();
    }

    private Answer get(String path) {
        return api.send("GET", path, "", null, Map.of());
    }
}
