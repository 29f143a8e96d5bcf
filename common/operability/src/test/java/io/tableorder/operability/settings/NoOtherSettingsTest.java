package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service is configured by its registry of variables alone, so that {@code .env.example} and start-up know them all. */
class NoOtherSettingsTest {

    private static final Path HOME = Path.of("..", "..");

    private static final List<String> SERVICES =
            List.of("common/operability", "order-api", "order-projector", "sse-notifier");

    private static final Pattern KNOB = Pattern.compile(
            "@Value\\(\"\\$\\{([^:}]+)|System\\.getenv\\(\"([^\"]+)|(?:Integer|Long|Boolean)\\.get(?:Integer|Long|Boolean)\\(\"([^\"]+)");

    /** Spring's own name of a service, and a version that the build fills in. */
    private static final Set<String> NO_SETTINGS = Set.of("spring.application.name", "tableorder.lit-html.version");

    @Test
    void no_service_has_a_knob_beside_the_registry() {
        assertThat(SERVICES.stream().flatMap(NoOtherSettingsTest::knobs))
                .contains("spring.application.name")
                .allMatch(NO_SETTINGS::contains);
    }

    private static Stream<String> knobs(String module) {
        try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .flatMap(NoOtherSettingsTest::knobsIn)
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> knobsIn(Path file) {
        try {
            return KNOB.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1) != null
                            ? match.group(1)
                            : match.group(2) != null ? match.group(2) : match.group(3));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
