package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.kafka.ClientRecorder;
import io.tableorder.projector.KafkaLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands reach Kafka with whatever login its client knows, and read what they must all the same. */
class KafkaOptionTest {
    private static final String RECORDER = ClientRecorder.class.getName();

    private static KafkaLog kafka;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = new KafkaLog();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void forget() {
        ClientRecorder.forget();
    }

    @Test
    void a_file_of_client_properties_reaches_the_client_but_changes_neither_the_brokers_nor_a_law() throws Exception {
        Path file = Files.writeString(folder.resolve("client.properties"), """
                metric.reporters=%s
                connections.max.idle.ms=123456
                bootstrap.servers=elsewhere:9092
                isolation.level=read_uncommitted
                """.formatted(RECORDER));

        CommandRun run = verify(Map.of(), "--command-config", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(ClientRecorder.clients().get("orders-reader"))
                .containsEntry("connections.max.idle.ms", "123456")
                .containsEntry("bootstrap.servers", kafka.broker().bootstrapServers())
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void what_the_services_are_given_for_all_clients_is_used_here_too() {
        CommandRun run = verify(Map.of(
                "SPRING_KAFKA_PROPERTIES_METRIC_REPORTERS", RECORDER,
                "SPRING_KAFKA_PROPERTIES_CONNECTIONS_MAX_IDLE_MS", "123456",
                "SPRING_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(ClientRecorder.clients().get("orders-reader"))
                .containsEntry("connections.max.idle.ms", "123456")
                .containsEntry("security.protocol", "PLAINTEXT");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_bad_argument() {
        CommandRun run =
                verify(Map.of(), "--command-config", folder.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("--command-config takes a readable file of lines such as security.protocol=SSL");
    }

    private static CommandRun verify(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers());
        environment.put("KAFKA_PARTITIONS", String.valueOf(KafkaLog.PARTITIONS));
        String[] all = new String[arguments.length + 2];
        all[0] = "verify";
        all[1] = "--log-only";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandRun.of(environment, all);
    }
}
