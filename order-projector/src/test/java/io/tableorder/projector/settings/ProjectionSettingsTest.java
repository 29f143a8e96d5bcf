package io.tableorder.projector.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.operability.settings.DeployedSettings;
import io.tableorder.operability.settings.EnvExample;
import io.tableorder.operability.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ProjectionSettingsTest {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef");

    @Test
    void a_projector_may_be_a_minute_late_and_meters_no_store_by_default() {
        assertThat(read()).isEqualTo(new ProjectionSettings(Duration.ofSeconds(60), List.of()));
    }

    @Test
    void metered_stores_are_bounded() {
        environment.withProperty("METRICS_STORES", " a, b,,a ");
        assertThat(read().meteredStores()).containsExactly("a", "b");

        environment.withProperty(
                "METRICS_STORES",
                IntStream.rangeClosed(0, 100).mapToObj(Integer::toString).collect(Collectors.joining(",")));
        assertThatThrownBy(this::read).hasMessageStartingWith("METRICS_STORES: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSE_HEARTBEAT_INTERVAL", "LOGIN_MAX_FAILURES", "STREAM_URL"})
    void a_bad_setting_of_another_service_does_not_stop_this_one(String foreign) {
        environment.withProperty(foreign, "per haps");

        assertThat(read().meteredStores()).isEmpty();
    }

    @Test
    void the_example_and_the_deployment_have_sound_settings() throws Exception {
        EnvExample.assertDocuments("order-projector", ProjectorVariable.values());
        Settings deployed = DeployedSettings.read(Path.of("..", "ops", "kubernetes", "settings.env"));
        assertThat(deployed.of(ProjectionSettings.class).maximumLag()).isPositive();
    }

    private ProjectionSettings read() {
        return Settings.read(environment).of(ProjectionSettings.class);
    }
}
