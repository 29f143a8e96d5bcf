package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** What an operator sets under spring.kafka is Spring's to read, but no law is an operator's to change. */
class KafkaPassThroughTest {

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef")
            .withProperty("tableorder.needs", "kafka")
            .withProperty("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.kafka.properties.isolation.level",
                "spring.kafka.consumer.isolation-level",
                "spring.kafka.consumer.properties.isolation.level"
            })
    void an_uncommitted_record_may_not_be_read_whatever_the_name_of_the_setting(String property) {
        environment.setProperty(property, "read_uncommitted");

        assertThat(faults())
                .containsExactly(property
                        + ": got \"read_uncommitted\", takes read_committed, on which the platform's promises rest");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.kafka.producer.acks, 1, all",
        "spring.kafka.producer.properties.enable.idempotence, false, true",
        "spring.kafka.consumer.enable-auto-commit, true, false",
        "spring.kafka.consumer.auto-offset-reset, earliest, none",
        "spring.kafka.properties.allow.auto.create.topics, true, false"
    })
    void a_value_that_breaks_a_law_is_refused_and_the_one_that_keeps_it_is_not(
            String property, String broken, String kept) {
        environment.setProperty(property, broken);
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith(property + ": got \"" + broken + "\", takes " + kept);

        environment.setProperty(property, kept);
        assertThat(Settings.read(environment).kafka()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.kafka.client-id",
                "spring.kafka.consumer.group-id",
                "spring.kafka.properties.group.instance.id",
                "spring.kafka.consumer.properties.partition.assignment.strategy",
                "spring.kafka.producer.transaction-id-prefix",
                "spring.kafka.producer.properties.transactional.id",
                "spring.kafka.producer.value-serializer"
            })
    void what_the_service_itself_sets_is_nobody_elses(String property) {
        environment.setProperty(property, "mine");

        assertThat(faults()).containsExactly(property + ": got \"mine\", takes nothing: the service sets it itself");
    }

    @Test
    void the_brokers_have_one_name() {
        environment.setProperty("spring.kafka.consumer.bootstrap-servers", "elsewhere:9092");

        assertThat(faults())
                .containsExactly(
                        "spring.kafka.consumer.bootstrap-servers: got \"elsewhere:9092\", takes the brokers of KAFKA_BOOTSTRAP_SERVERS or nothing");
    }

    @Test
    void what_was_made_of_the_settings_is_no_fault_when_they_are_read_again() {
        BootProperties.of(Settings.read(environment), false)
                .forEach((name, value) -> environment.setProperty(name, value.toString()));

        assertThat(Settings.read(environment).kafka()).isPresent();
    }

    @Test
    void an_environment_variable_is_looked_at_too() {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "variables-systemEnvironment",
                        Map.of(
                                "SPRING_KAFKA_CONSUMER_ISOLATIONLEVEL", "READ_UNCOMMITTED",
                                "SPRING_KAFKA_PROPERTIES_ACKS", "0",
                                "SPRING_KAFKA_PROPERTIES_CLIENT_DNS_LOOKUP", "use_all_dns_ips")));

        assertThat(faults())
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("spring.kafka.consumer.isolation-level: got"),
                        fault -> assertThat(fault).startsWith("spring.kafka.properties.acks: got \"0\""));
    }

    @Test
    void what_breaks_no_law_is_Springs_to_read() {
        environment
                .withProperty("spring.kafka.security.protocol", "SASL_SSL")
                .withProperty("spring.kafka.properties.sasl.mechanism", "AWS_MSK_IAM")
                .withProperty("spring.kafka.consumer.isolation-level", "READ-COMMITTED")
                .withProperty("spring.kafka.producer.compression-type", "zstd")
                .withProperty("spring.kafka.admin.properties.retries", "7");

        assertThat(Settings.read(environment).kafka()).isPresent();
    }

    private List<String> faults() {
        return catchThrowableOfType(SettingsException.class, () -> Settings.read(environment))
                .faults();
    }
}
