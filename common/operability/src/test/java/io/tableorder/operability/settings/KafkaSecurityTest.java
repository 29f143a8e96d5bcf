package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class KafkaSecurityTest {

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef")
            .withProperty("tableorder.needs", "kafka")
            .withProperty("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092, kafka-2:9092");

    @Test
    void a_plain_cluster_needs_only_its_brokers() {
        assertThat(kafka().clientProperties()).isEqualTo(Map.of("bootstrap.servers", "kafka-1:9092,kafka-2:9092"));
    }

    @Test
    void a_login_is_written_as_Kafka_reads_it() {
        environment
                .withProperty("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                .withProperty("KAFKA_SECURITY_USERNAME", "orders")
                .withProperty("KAFKA_SECURITY_PASSWORD", "p\"a\\ss");

        Map<String, Object> properties = kafka().clientProperties();

        assertThat(properties)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        assertThat(JaasContext.loadClientContext(new AdminClientConfig(properties).values())
                        .configurationEntries()
                        .getFirst()
                        .getOptions()
                        .get("password"))
                .hasToString("p\"a\\ss");
    }

    @Test
    void a_login_without_its_name_and_password_is_refused() {
        environment.withProperty("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");

        assertThatThrownBy(this::kafka)
                .hasMessageContaining("KAFKA_SECURITY_USERNAME: got nothing")
                .hasMessageContaining("KAFKA_SECURITY_PASSWORD: got nothing");
    }

    @Test
    void certificates_come_from_PEM_files(@TempDir Path folder) throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
        environment
                .withProperty("KAFKA_SECURITY_PROTOCOL", "SSL")
                .withProperty("KAFKA_SECURITY_CA_FILE", ca.toString())
                .withProperty("KAFKA_SECURITY_CERT_FILE", ca.toString());

        assertThatThrownBy(this::kafka).hasMessageStartingWith("KAFKA_SECURITY_KEY_FILE: got nothing");
        environment.withProperty("KAFKA_SECURITY_KEY_FILE", ca.toString());
        assertThat(kafka().clientProperties())
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.certificates", "-----BEGIN CERTIFICATE-----")
                .containsEntry("ssl.keystore.key", "-----BEGIN CERTIFICATE-----");
    }

    @Test
    void brokers_need_a_port() {
        environment.withProperty("KAFKA_BOOTSTRAP_SERVERS", "kafka");

        assertThatThrownBy(this::kafka).hasMessageStartingWith("KAFKA_BOOTSTRAP_SERVERS: got \"kafka\"");
    }

    private KafkaSettings kafka() {
        return Settings.read(environment).kafka().orElseThrow();
    }
}
