package io.tableorder.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.operability.kafka.ClientRecorder;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.SettingsException;
import io.tableorder.projector.rebuild.BulkConsumers;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What an operator sets under spring.kafka, in the whole service on a real broker. */
@ResourceLock("logging") // Spring drops every line while it sets logging up.
class KafkaSettingsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static KafkaLog log;
    private static EmptyDatabase database;

    @BeforeAll
    static void start() throws Exception {
        log = new KafkaLog();
        database = TestServices.emptyDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
        log.close();
    }

    @Test
    void reaches_every_client_whose_metrics_are_exported_until_it_is_closed() throws Exception {
        ClientRecorder.forget();
        try (ConfigurableApplicationContext service =
                start("--" + ClientRecorder.SETTING, "--spring.kafka.properties.connections.max.idle.ms=123456")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(scrape(service))
                            .containsPattern("kafka_consumer_coordinator_assigned_partitions\\{"
                                    + "client_id=\"order-projector-live\".*} " + KafkaLog.PARTITIONS + ".0")
                            // What dashboards ask for.
                            .contains("kafka_consumer_coordinator_rebalance_total{client_id=\"order-projector-live\"")
                            .contains(
                                    "kafka_consumer_fetch_manager_records_consumed_total{client_id=\"order-projector-live\"")
                            .contains("kafka_consumer_fetch_manager_fetch_total{client_id=\"order-projector-live\"")
                            .doesNotContain(" NaN"));
            try (Consumer<byte[], byte[]> _ =
                    BulkConsumers.of(service.getBean(KafkaClients.class)).apply(0)) {
                assertThat(scrape(service)).contains("client_id=\"order-projector-rebuild-0\"");
            }

            assertThat(ClientRecorder.clients())
                    .containsOnlyKeys(
                            "order-projector-live",
                            "order-projector-rebuild-0",
                            "order-projector-admin",
                            "order-access-follower",
                            "order-access-topic",
                            "order-text-keys-follower")
                    .allSatisfy((_, client) -> assertThat(client).containsEntry("connections.max.idle.ms", "123456"));
            assertThat(ClientRecorder.clients().get("order-projector-live"))
                    .containsEntry("isolation.level", "read_committed")
                    .containsEntry("group.id", "order-projector");
            assertThat(scrape(service)).doesNotContain("order-projector-rebuild");
        }
    }

    @Test
    void stops_the_start_where_it_would_break_a_law() {
        assertThatThrownBy(() -> start("--spring.kafka.consumer.isolation-level=read_uncommitted"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("spring.kafka.consumer.isolation-level: got \"read_uncommitted\", takes read_committed,"
                        + " on which the platform's promises rest");
    }

    private static ConfigurableApplicationContext start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--PORT=0",
                "--MANAGEMENT_PORT=0",
                "--SECRET_KEY=a-key-for-tests-of-more-than-32-bytes",
                "--DATABASE_URL=" + database.jdbcUrl(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + log.broker().bootstrapServers(),
                "--KAFKA_PARTITIONS=" + KafkaLog.PARTITIONS,
                "--KAFKA_REPLICATION_FACTOR=1",
                "--LOG_LEVEL=WARNING"));
        all.addAll(List.of(settings));
        return new SpringApplicationBuilder(OrderProjectorApplication.class).run(all.toArray(String[]::new));
    }

    private static String scrape(ConfigurableApplicationContext service) throws IOException, InterruptedException {
        int port = service.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
