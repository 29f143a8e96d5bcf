package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alerts, judged by Prometheus' own tool where it is installed (Debian: package prometheus). */
class AlertRulesTest {

    private static final Path RULES = Path.of("..", "ops", "prometheus");

    @ParameterizedTest
    @CsvSource({"check, rules, alerts.yml", "test, rules, alerts-test.yml", "check, config, prometheus.yml"})
    void promtool_agrees(String verb, String what, String file) throws InterruptedException, IOException {
        Process promtool = start(verb, what, file);
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    private static Process start(String verb, String what, String file) {
        try {
            return new ProcessBuilder("promtool", verb, what, file)
                    .directory(RULES.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            return abort("promtool is not installed: " + notInstalled.getMessage());
        }
    }
}
