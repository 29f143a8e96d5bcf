package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tableorder.event.Role;
import io.tableorder.operability.settings.AppSettings.LogLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SettingsTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final MockEnvironment environment = new MockEnvironment().withProperty("SECRET_KEY", KEY);

    @Test
    void a_service_without_needs_starts_with_a_key_alone() {
        Settings settings = Settings.read(environment);

        assertThat(settings.app()).isEqualTo(new AppSettings("Table Order Service", "1.0.0", false, LogLevel.INFO));
        assertThat(settings.server())
                .isEqualTo(new ServerSettings(8080, 9080, InternalSettings.onThisMachine(10_080), 65_536));
        assertThat(settings.security().tokenLifetimes()).isEqualTo(TokenLifetimes.of(Duration.ofHours(16)));
        assertThat(settings.database()).isEmpty();
        assertThat(settings.kafka()).isEmpty();
    }

    @Test
    void tokens_of_a_role_live_as_long_as_is_said_for_it() {
        environment.withProperty("ACCESS_TOKEN_EXPIRE_HOURS_OF_ROLES", "operator=2, chain_admin=40");

        TokenLifetimes lifetimes = Settings.read(environment).security().tokenLifetimes();

        assertThat(lifetimes.of(Role.OPERATOR)).isEqualTo(Duration.ofHours(2));
        assertThat(lifetimes.of(Role.CHAIN_ADMIN)).isEqualTo(Duration.ofHours(40));
        assertThat(lifetimes.of(Role.TABLE)).isEqualTo(Duration.ofHours(16));
        assertThat(lifetimes.longest()).isEqualTo(Duration.ofHours(40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator",
                "operator=",
                "operator=0",
                "operator=169",
                "cook=3",
                "staff=1,staff=2",
                "2",
                "staff=1,"
            })
    void lifetimes_of_roles_that_are_none_are_refused(String lifetimes) {
        environment.withProperty("ACCESS_TOKEN_EXPIRE_HOURS_OF_ROLES", lifetimes);

        assertThatThrownBy(() -> Settings.read(environment))
                .message()
                .contains("ACCESS_TOKEN_EXPIRE_HOURS_OF_ROLES: got \"" + lifetimes + "\", takes a role (table, staff,");
    }

    @Test
    void all_faults_are_listed_at_once_one_line_each() {
        environment
                .withProperty("tableorder.needs", "database,kafka")
                .withProperty("SECRET_KEY", "short")
                .withProperty("DEBUG", "perhaps")
                .withProperty("LOG_LEVEL", "chatty")
                .withProperty("DB_POOL_SIZE", "0")
                .withProperty("DATABASE_URL", "mysql://root:hunter2@db/orders")
                .withProperty("KAFKA_REPLICATION_FACTOR", "three")
                .withProperty("CORS_ORIGINS", "admin.example.com")
                .withProperty("MANAGEMENT_PORT", "8080");

        assertThatThrownBy(() -> Settings.read(environment))
                .asInstanceOf(type(SettingsException.class))
                .extracting(SettingsException::faults)
                .isEqualTo(List.of(
                        "DEBUG: got \"perhaps\", takes true or false",
                        "LOG_LEVEL: got \"chatty\", takes one of DEBUG, INFO, WARNING, ERROR",
                        "MANAGEMENT_PORT: got \"8080\", takes a whole number from 0 to 65535, other than PORT",
                        "SECRET_KEY: got a value of 5 characters (not shown), takes at least 32 random bytes, "
                                + "and not the example's value unless DEBUG=true; openssl rand -hex 32 makes one",
                        "CORS_ORIGINS: got \"admin.example.com\", takes origins such as https://admin.example.com, "
                                + "separated by commas; * only with DEBUG=true",
                        "DB_POOL_SIZE: got \"0\", takes a whole number of connections from 1 to 200",
                        "DATABASE_URL: got a value of 30 characters (not shown), takes "
                                + "postgresql://user:password@host:port/database, also postgresql+asyncpg:// or "
                                + "jdbc:postgresql://",
                        "KAFKA_REPLICATION_FACTOR: got \"three\", takes a whole number of brokers from 1 to 10",
                        "KAFKA_BOOTSTRAP_SERVERS: got nothing, takes host:port pairs separated by commas, "
                                + "such as kafka-1:9092,kafka-2:9092"));
    }

    @Test
    void a_secret_is_never_shown() {
        environment.withProperty("SECRET_KEY", "hunter2").withProperty("DEBUG", "no");

        assertThatThrownBy(() -> Settings.read(environment)).message().doesNotContain("hunter2");
        assertThat(new SecuritySettings(KEY, Duration.ZERO, List.of()).toString())
                .doesNotContain(KEY);
        assertThat(new DatabaseSettings("jdbc:postgresql://db/o", "u", "hunter2", 1, 2, Duration.ZERO).toString())
                .doesNotContain("hunter2");
    }

    @Test
    void the_examples_key_is_refused_unless_debugging() {
        environment.withProperty("SECRET_KEY", SecretKey.EXAMPLE);

        assertThatThrownBy(() -> Settings.read(environment)).hasMessageStartingWith("SECRET_KEY: ");
        assertThat(Settings.read(environment.withProperty("DEBUG", "true"))
                        .security()
                        .secretKey())
                .isEqualTo(SecretKey.EXAMPLE);
    }

    @Test
    void the_examples_key_is_refused_in_production_even_while_debugging() {
        environment.withProperty("SECRET_KEY", SecretKey.EXAMPLE).withProperty("DEBUG", "true");
        environment.setActiveProfiles("prod");

        assertThatThrownBy(() -> Settings.read(environment)).hasMessageStartingWith("SECRET_KEY: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababababababab",
                "a-key-of-no-use-but-while-recording",
                SecretKey.EXAMPLE + "1",
            })
    void a_key_that_can_be_guessed_is_refused_even_while_debugging(String key) {
        environment.withProperty("SECRET_KEY", key).withProperty("DEBUG", "true");

        assertThatThrownBy(() -> Settings.read(environment)).hasMessageStartingWith("SECRET_KEY: ");
    }

    @Test
    void the_length_of_a_key_is_its_bytes_not_its_characters() {
        environment.withProperty("SECRET_KEY", "열쇠".repeat(6));

        assertThat(Settings.read(environment).security().keyBytes()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void a_blank_value_is_as_good_as_none(String blank) {
        environment.withProperty("DB_POOL_SIZE", blank).withProperty("PORT", blank);

        assertThat(Settings.read(environment).server().port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({"dev, 5, 10, DEBUG, true, 1", "staging, 10, 20, INFO, false, 3", "prod, 20, 40, INFO, false, 3"})
    void a_profile_carries_defaults(
            String profile, int pool, int maximum, LogLevel level, boolean debug, short replication) {
        environment.setActiveProfiles(profile);
        environment
                .withProperty("tableorder.needs", "database, kafka")
                .withProperty("DATABASE_URL", "postgresql://u:p@db/orders")
                .withProperty("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");

        Settings settings = Settings.read(environment);

        assertThat(settings.database().orElseThrow().poolSize()).isEqualTo(pool);
        assertThat(settings.database().orElseThrow().maximumPoolSize()).isEqualTo(maximum);
        assertThat(settings.app().logLevel()).isEqualTo(level);
        assertThat(settings.app().debug()).isEqualTo(debug);
        assertThat(settings.kafka().orElseThrow().replicationFactor()).isEqualTo(replication);
    }

    @Test
    void an_explicit_variable_overrides_the_profile() {
        environment.setActiveProfiles("dev");
        environment.withProperty("DEBUG", "false").withProperty("LOG_LEVEL", "ERROR");

        assertThat(Settings.read(environment).app().debug()).isFalse();
        assertThat(Settings.read(environment).app().logLevel()).isEqualTo(LogLevel.ERROR);
    }

    @Test
    void the_management_port_follows_the_port() {
        environment.withProperty("PORT", "8082");

        assertThat(Settings.read(environment).server().managementPort()).isEqualTo(9082);
    }

    @Test
    void the_internal_port_follows_the_port_that_is_listened_on() {
        environment.withProperty("PORT", "8090");
        assertThat(internal()).isEqualTo(InternalSettings.onThisMachine(10_090));

        environment.withProperty("server.port", "18080");
        assertThat(internal()).isEqualTo(InternalSettings.onThisMachine(20_080));

        environment.withProperty("INTERNAL_PORT", "7000");
        assertThat(internal()).isEqualTo(InternalSettings.onThisMachine(7_000));
        assertThat(internal().url()).isEqualTo("http://127.0.0.1:7000");

        environment.withProperty("INTERNAL_ADDRESS", "10.0.0.7");
        assertThat(internal().url()).isEqualTo("http://10.0.0.7:7000");
        environment.withProperty("INTERNAL_ADDRESS", "::");
        assertThat(internal().url()).isEqualTo("http://127.0.0.1:7000");
    }

    @ParameterizedTest
    @CsvSource({
        "http://order-api-1:10080/, http://order-api-1:10080",
        "http://order-api-1:8080, http://order-api-1:10080",
        "https://[fd00::7]:8080, https://[fd00::7]:10080",
        "https://order-api-1, https://order-api-1",
        "http://order-api-1:18080, http://order-api-1:18080"
    })
    void an_advertised_url_that_names_the_public_port_leads_to_the_internal_one(String set, String advertised) {
        environment.withProperty("ADVERTISED_URL", set);

        assertThat(internal().url()).isEqualTo(advertised);
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL_PORT, 9080", "INTERNAL_PORT, 65536", "INTERNAL_ADDRESS, eth0"})
    void an_internal_port_is_one_beside_the_others(String variable, String value) {
        environment.withProperty(variable, value);

        assertThatThrownBy(this::internal).hasMessageStartingWith("%s: got \"%s\", takes a".formatted(variable, value));
    }

    @Test
    void an_internal_port_that_is_the_public_one_serves_both() {
        assertThat(internal().ownPort()).isTrue();

        environment.withProperty("INTERNAL_PORT", "8080");

        assertThat(internal().ownPort()).isFalse();
        assertThat(internal().url()).isEqualTo("http://127.0.0.1:8080");
    }

    private InternalSettings internal() {
        return Settings.read(environment).server().internal();
    }

    @Test
    void secrets_may_come_from_files(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        MockEnvironment withFile = new MockEnvironment().withProperty("SECRET_KEY_FILE", key.toString());

        assertThat(Settings.read(withFile).security().secretKey()).isEqualTo(KEY);
    }

    @Test
    void a_secrets_file_that_cannot_be_read_is_named() {
        MockEnvironment withFile = new MockEnvironment().withProperty("SECRET_KEY_FILE", "/no/such/file");

        assertThatThrownBy(() -> Settings.read(withFile))
                .hasMessageStartingWith("SECRET_KEY_FILE: got \"/no/such/file\", takes the path of a readable file");
    }

    @Test
    void a_group_that_no_service_lists_is_asked_for_in_vain() {
        assertThatThrownBy(() -> Settings.read(environment).of(String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("META-INF/services");
    }

    @Test
    void a_mistyped_need_stops_start_up() {
        environment.withProperty("tableorder.needs", "databse");

        assertThatThrownBy(() -> Settings.read(environment)).hasMessageContaining("databse");
    }
}
