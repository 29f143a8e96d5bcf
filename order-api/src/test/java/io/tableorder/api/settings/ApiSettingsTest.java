package io.tableorder.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.operability.settings.DeployedSettings;
import io.tableorder.operability.settings.EnvExample;
import io.tableorder.operability.settings.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ApiSettingsTest {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef");

    @Test
    void the_defaults_are_those_of_the_contract() {
        ApiSettings settings = read();

        assertThat(settings.screens()).isEqualTo(new ScreenSettings(null, null, List.of()));
        assertThat(settings.login())
                .isEqualTo(new LoginSettings(5, Duration.ofMinutes(5), 40, Duration.ofDays(90), false));
        assertThat(settings.orderRate().ordersPerMinute()).isEqualTo(30);
    }

    @Test
    void the_streams_address_is_an_origin() {
        environment.withProperty("STREAM_URL", "https://stream.example.com/");
        assertThat(read().screens().streamUrl()).isEqualTo(URI.create("https://stream.example.com"));

        environment.withProperty("STREAM_URL", "stream.example.com/api");
        assertThatThrownBy(this::read).hasMessageContaining("STREAM_URL");
    }

    @Test
    void pictures_come_from_named_origins_when_some_are_named() {
        environment.withProperty("PICTURE_ORIGINS", "https://a.example.com, http://b.example.com:81/");
        assertThat(read().screens().pictureOrigins())
                .containsExactly(URI.create("https://a.example.com"), URI.create("http://b.example.com:81"));

        environment.withProperty("PICTURE_ORIGINS", "https://a.example.com; script-src *");
        assertThatThrownBy(this::read).hasMessageContaining("PICTURE_ORIGINS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSE_HEARTBEAT_INTERVAL", "SSE_MAX_CONNECTIONS", "PROJECTION_MAX_LAG_SECONDS"})
    void a_bad_setting_of_another_service_does_not_stop_this_one(String foreign) {
        environment.withProperty(foreign, "perhaps");

        assertThat(read().login().maximumFailures()).isEqualTo(5);
    }

    private void issuer() {
        environment
                .withProperty("OIDC_ISSUER", "https://id.example.com/realms/staff")
                .withProperty("OIDC_CLIENT_ID", "orders")
                .withProperty("OIDC_CLIENT_SECRET", "kettle and plum")
                .withProperty("OIDC_PAGES_URL", "https://orders.example.com/");
    }

    @Test
    void an_issuer_is_whole_or_none() {
        assertThat(read().oidc().issuer()).isEmpty();

        issuer();

        OidcSettings.Issuer whole = read().oidc().issuer().orElseThrow();
        assertThat(whole.name()).isEqualTo("https://id.example.com/realms/staff");
        assertThat(whole.redirectUri()).isEqualTo(URI.create("https://orders.example.com/signed-in"));
        assertThat(whole.label()).isEqualTo("SSO");
        assertThat(whole.toString()).doesNotContain("kettle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_PAGES_URL"})
    void half_an_issuer_is_named(String missing) {
        issuer();
        environment.withProperty(missing, "");

        assertThatThrownBy(this::read).hasMessageStartingWith(missing + ": got nothing, takes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.com",
                "id.example.com",
                "https://user:word@id.example.com",
                "https://id.example.com?realm=staff",
                "https://id.example.com/.well-known/openid-configuration",
                "nonsense"
            })
    void an_issuer_is_an_https_address(String name) {
        issuer();
        environment.withProperty("OIDC_ISSUER", name);

        assertThatThrownBy(this::read)
                .hasMessageStartingWith("OIDC_ISSUER: got \"" + name + "\", takes an https:// URL");
    }

    @Test
    void an_issuer_on_this_machine_needs_no_tls() {
        issuer();
        environment.withProperty("OIDC_ISSUER", "http://127.0.0.1:9000/staff");

        assertThat(read().oidc().issuer()).isPresent();
    }

    @Test
    void the_clients_secret_may_be_in_a_file_and_is_in_no_message(@TempDir Path directory) throws Exception {
        issuer();
        Path file = Files.writeString(directory.resolve("secret"), "from a file\n");
        environment.withProperty("OIDC_CLIENT_SECRET", "").withProperty("OIDC_CLIENT_SECRET_FILE", file.toString());
        assertThat(read().oidc().issuer().orElseThrow().clientSecret()).isEqualTo("from a file");

        environment.withProperty("OIDC_CLIENT_SECRET", "s".repeat(1_001));
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("OIDC_CLIENT_SECRET: got a value of 1001 characters (not shown)");
    }

    @Test
    void a_bad_setting_of_its_own_is_named() {
        environment.withProperty("LOGIN_MAX_FAILURES", "none");

        assertThatThrownBy(this::read)
                .hasMessage("LOGIN_MAX_FAILURES: got \"none\", takes a whole number of failures" + " from 1 to 100");
    }

    @Test
    void the_example_and_the_deployment_have_sound_settings() throws Exception {
        EnvExample.assertDocuments("order-api", ApiVariable.values());
        Settings deployed = DeployedSettings.read(Path.of("..", "ops", "kubernetes", "settings.env"));
        assertThat(deployed.of(ApiSettings.class).login().lock()).isPositive();
    }

    private ApiSettings read() {
        return Settings.read(environment).of(ApiSettings.class);
    }
}
