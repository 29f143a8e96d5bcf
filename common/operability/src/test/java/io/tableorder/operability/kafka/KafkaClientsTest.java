package io.tableorder.operability.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.metrics.KafkaMetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Clients are made without a broker: they look for one later, in vain. */
@ExtendWith(OutputCaptureExtension.class)
class KafkaClientsTest {

    private static final String IDLE = "connections.max.idle.ms";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    KafkaClientsAutoConfiguration.class,
                    KafkaMetricsAutoConfiguration.class,
                    SslAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1", ClientRecorder.SETTING);

    @BeforeEach
    void forget() {
        ClientRecorder.forget();
    }

    @Test
    void what_is_set_for_all_clients_reaches_each_and_what_is_set_for_a_kind_reaches_no_other() {
        with(
                service.withPropertyValues(
                        "spring.kafka.properties." + IDLE + "=123456",
                        "spring.kafka.consumer.properties.client.rack=a",
                        "spring.kafka.producer.compression-type=zstd",
                        "spring.kafka.admin.properties.retries=7"),
                KafkaClientsTest::makeOneOfEach);

        assertThat(ClientRecorder.clients())
                .containsOnlyKeys("reader", "writer", "admin")
                .allSatisfy((_, client) -> assertThat(client).containsEntry(IDLE, "123456"));
        assertThat(clientsWith("client.rack", "a")).containsExactly("reader");
        assertThat(clientsWith("compression.type", "zstd")).containsExactly("writer");
        assertThat(clientsWith("retries", "7")).containsExactly("admin");
    }

    /** The login happens while a client is made, so this fails without what Kafka's client needs for it. */
    @Test
    void settings_come_from_environment_variables_too_such_as_those_of_a_login_by_token() {
        Map<String, Object> variables = Map.of(
                "SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "OAUTHBEARER",
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                                + " unsecuredLoginStringClaim_sub=\"orders\";");
        with(
                service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("variables-systemEnvironment", variables))),
                KafkaClientsTest::makeOneOfEach);

        assertThat(ClientRecorder.clients())
                .hasSize(3)
                .allSatisfy((_, client) -> assertThat(client)
                        .containsEntry("security.protocol", "SASL_PLAINTEXT")
                        .containsEntry("sasl.mechanism", "OAUTHBEARER"));
    }

    @Test
    void certificates_come_from_a_bundle_of_Springs(@TempDir Path folder) throws Exception {
        Path store = trustStore(folder);
        with(
                service.withPropertyValues(
                        "spring.ssl.bundle.jks.brokers.truststore.location=file:" + store,
                        "spring.ssl.bundle.jks.brokers.truststore.password=changeit",
                        "spring.kafka.ssl.bundle=brokers",
                        "spring.kafka.security.protocol=SSL"),
                KafkaClientsTest::makeOneOfEach);

        assertThat(ClientRecorder.clients())
                .hasSize(3)
                .allSatisfy((_, client) -> assertThat(client.get("ssl.engine.factory.class"))
                        .hasToString(
                                "class " + "org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory"));
    }

    @Test
    void every_consumer_and_producer_keeps_the_laws_whatever_Spring_would_do_by_itself() {
        with(service, KafkaClientsTest::makeOneOfEach);

        assertThat(ClientRecorder.clients().get("reader"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("allow.auto.create.topics", false);
        assertThat(ClientRecorder.clients().get("writer"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void what_a_client_needs_wins_and_the_log_says_what_it_does_without(CapturedOutput output) {
        with(
                service.withPropertyValues(
                        "spring.kafka.consumer.max-poll-records=7", "spring.kafka.consumer.group-id=mine"),
                context -> context.consumer("reader", Map.of("max.poll.records", 1_000, "group.id", "readers"))
                        .close());

        assertThat(ClientRecorder.clients().get("reader"))
                .containsEntry("max.poll.records", 1_000)
                .containsEntry("group.id", "readers");
        assertThat(output).contains("Kafka client reader uses max.poll.records=1000, which it needs, and not 7 as set");
    }

    @Test
    void metrics_live_as_long_as_their_client_and_leave_nothing_behind_over_many_lives() {
        service.run(context -> {
            KafkaClients clients = context.getBean(KafkaClients.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            for (int life = 0; life < 5; life++) {
                Producer<byte[], byte[]> writer = clients.producer("writer", Map.of());
                try (var _ = clients.consumer("reader", Map.of())) {
                    assertThat(names(meters).keySet())
                            .anyMatch(name -> name.startsWith("kafka.consumer."))
                            .anyMatch(name -> name.startsWith("kafka.producer."));
                    assertThat(names(meters).values()).containsOnly(1L);
                }
                writer.close(Duration.ZERO);
                writer.close(Duration.ZERO);
                assertThat(meters.getMeters()).isEmpty();
            }
        });
    }

    /** How many series of the same name and client there are. */
    private static Map<String, Long> names(MeterRegistry meters) {
        Map<String, Long> names = new LinkedHashMap<>();
        meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getTag("node.id") == null)
                .forEach(id -> names.merge(id.getName() + "-" + id.getTag("client.id"), 1L, Long::sum));
        return names;
    }

    private static void makeOneOfEach(KafkaClients clients) {
        clients.consumer("reader", Map.of()).close();
        clients.producer("writer", Map.of()).close(Duration.ZERO);
        try (Admin admin = clients.admin("admin", Map.of())) {
            assertThat(admin).isNotNull();
        }
    }

    private static Stream<String> clientsWith(String name, Object value) {
        return ClientRecorder.clients().entrySet().stream()
                .filter(client -> value.equals(String.valueOf(client.getValue().get(name))))
                .map(Map.Entry::getKey);
    }

    private static void with(ApplicationContextRunner service, Consumer<KafkaClients> test) {
        service.run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(context.getBean(KafkaClients.class));
        });
    }

    private static Path trustStore(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("trusted.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }
}
