package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class BootPropertiesTest {

    private static Map<String, Object> of(String... nameAndValue) {
        MockEnvironment environment =
                new MockEnvironment().withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef");
        for (int i = 0; i < nameAndValue.length; i += 2) {
            environment.setProperty(nameAndValue[i], nameAndValue[i + 1]);
        }
        return BootProperties.of(Settings.read(environment), false);
    }

    @Test
    void libraries_say_only_what_is_wrong_while_the_platform_says_what_happens() {
        assertThat(of("LOG_LEVEL", "DEBUG"))
                .containsEntry("logging.level.root", "DEBUG")
                .containsEntry("logging.level.org.apache.kafka", "WARN")
                .containsEntry("logging.level.com.zaxxer.hikari", "WARN")
                .containsEntry("logging.level.org.springframework", "INFO");
        assertThat(of())
                .containsEntry("logging.level.root", "INFO")
                .containsEntry("logging.level.org.apache.kafka", "WARN")
                .containsEntry("logging.level.org.springframework", "WARN");
    }

    @Test
    void a_stricter_level_holds_for_libraries_too() {
        assertThat(of("LOG_LEVEL", "ERROR"))
                .containsEntry("logging.level.root", "ERROR")
                .doesNotContainKeys("logging.level.org.apache.kafka", "logging.level.org.springframework");
    }

    @Test
    void lines_are_JSON_unless_somebody_debugs() {
        assertThat(of().get("tableorder.log.encoder").toString()).endsWith(".JsonEncoder");
        assertThat(of("DEBUG", "true").get("tableorder.log.encoder").toString()).endsWith(".ReadableEncoder");
    }

    @Test
    void traces_are_sent_only_where_somebody_receives_them() {
        assertThat(of()).containsEntry("tableorder.traces.sent", false);
        assertThat(of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"))
                .containsEntry("tableorder.traces.sent", true);
    }
}
