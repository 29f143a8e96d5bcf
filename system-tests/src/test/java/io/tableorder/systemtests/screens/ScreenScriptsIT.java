package io.tableorder.systemtests.screens;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scripts' own tests, {@code *.test.js}, run where the scripts run: in a browser, here without a server. */
@InBrowser
class ScreenScriptsIT {

    private static final String LIT = "screens/lit/";
    private static final String SITE = "http://screens.test/";
    private static final Path SCRIPTS =
            Path.of(System.getProperty("table-order.home")).resolve("screens/src/main/resources/screens");
    private static final Path TESTS =
            Path.of(System.getProperty("table-order.home")).resolve("screens/src/test/scripts");

    private final Browser browser;

    ScreenScriptsIT(Browser browser) {
        this.browser = browser;
    }

    @TestFactory
    Stream<DynamicTest> scripts() {
        Page page = browser.newPage();
        page.route(SITE + "**", ScreenScriptsIT::serve);
        page.navigate(SITE);
        return Stream.of("sse-parser", "board-stream", "screens", "store", "account", "chain-menu", "first-evening")
                .flatMap(script -> testsOf(page, script));
    }

    private static Stream<DynamicTest> testsOf(Page page, String script) {
        String tests = "(await import('/test/%s.test.js')).tests".formatted(script);
        List<?> names = (List<?>) page.evaluate("async () => Object.keys(%s)".formatted(tests));
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(
                        script + ": " + name,
                        () -> page.evaluate("async (name) => { await %s[name](); }".formatted(tests), name)));
    }

    private static void serve(Route route) {
        String path = route.request().url().substring(SITE.length());
        if (path.isEmpty()) {
            route.fulfill(new FulfillOptions().setContentType("text/html").setBody("<!doctype html><title>t</title>"));
            return;
        }
        if (path.startsWith(LIT)) {
            route.fulfill(new FulfillOptions()
                    .setContentType("text/javascript")
                    .setBodyBytes(lit(path.substring(LIT.length()))));
            return;
        }
        Path file = path.startsWith("screens/")
                ? SCRIPTS.resolve(path.substring("screens/".length()))
                : TESTS.resolve(path.substring("test/".length()));
        Assertions.assertThat(Files.exists(file)).as("%s", file).isTrue();
        route.fulfill(new FulfillOptions().setContentType("text/javascript").setPath(file));
    }

    private static byte[] lit(String path) {
        String resource =
                "/META-INF/resources/webjars/lit-html/%s/%s".formatted(System.getProperty("lit-html.version"), path);
        try (InputStream script = ScreenScriptsIT.class.getResourceAsStream(resource)) {
            Assertions.assertThat(script).as(resource).isNotNull();
            return script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
