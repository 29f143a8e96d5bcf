package io.tableorder.notifier.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.operability.settings.DeployedSettings;
import io.tableorder.operability.settings.EnvExample;
import io.tableorder.operability.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SseSettingsTest {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef");

    @Test
    void the_defaults_are_those_of_the_contract() {
        assertThat(read())
                .isEqualTo(new SseSettings(
                        Duration.ofSeconds(30),
                        100,
                        18_000,
                        2_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        1_024,
                        512 * 1_024,
                        100_000));
    }

    @ParameterizedTest
    @CsvSource({"dev, 10", "staging, 50", "prod, 100"})
    void a_profile_carries_defaults(String profile, int connections) {
        environment.setActiveProfiles(profile);
        assertThat(read().maximumConnectionsPerStore()).isEqualTo(connections);

        environment.withProperty("SSE_MAX_CONNECTIONS_PER_STORE", "7");
        assertThat(read().maximumConnectionsPerStore()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROJECTION_MAX_LAG_SECONDS", "LOGIN_MAX_FAILURES", "STREAM_URL"})
    void a_bad_setting_of_another_service_does_not_stop_this_one(String foreign) {
        environment.withProperty(foreign, "per haps");

        assertThat(read().heartbeat()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_bad_setting_of_its_own_is_named() {
        environment.withProperty("SSE_HEARTBEAT_INTERVAL", "0");

        assertThatThrownBy(this::read)
                .hasMessage("SSE_HEARTBEAT_INTERVAL: got \"0\", takes a whole number of seconds from 1 to 300");
    }

    @Test
    void the_example_and_the_deployment_have_sound_settings() throws Exception {
        EnvExample.assertDocuments("sse-notifier", NotifierVariable.values());
        Settings deployed = DeployedSettings.read(Path.of("..", "ops", "kubernetes", "settings.env"));
        assertThat(deployed.of(SseSettings.class).heartbeat()).isPositive();
    }

    private SseSettings read() {
        return Settings.read(environment).of(SseSettings.class);
    }
}
