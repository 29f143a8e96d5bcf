package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.Broker;
import io.tableorder.operability.kafka.ClientRecorder;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.SettingsException;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator sets under spring.kafka, in the whole service on a real broker. */
class KafkaSettingsTest {

    private static Broker kafka;

    @BeforeAll
    static void start() {
        kafka = TestServices.broker();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void reaches_every_client_whose_metrics_are_exported_until_it_is_closed() throws Exception {
        ClientRecorder.forget();
        try (Notifier notifier = Notifier.start(
                kafka.bootstrapServers(),
                ClientRecorder.SETTING,
                "spring.kafka.properties.connections.max.idle.ms=123456")) {
            assertThat(ClientRecorder.clients())
                    .containsOnlyKeys(clients().toArray(String[]::new))
                    .allSatisfy((_, client) -> assertThat(client).containsEntry("connections.max.idle.ms", "123456"));
            assertThat(ClientRecorder.clients().get("sse-notifier-feed"))
                    .containsEntry("isolation.level", "read_committed")
                    .containsEntry("auto.offset.reset", "none");
            // The partitions were restored when the service started, by clients that are gone or go now.
            await().untilAsserted(() -> assertThat(notifier.scrape())
                    // What dashboards ask for.
                    .contains("kafka_consumer_fetch_manager_records_consumed_total{client_id=\"sse-notifier-feed\"")
                    .contains("kafka_consumer_fetch_manager_fetch_total{client_id=\"sse-notifier-feed\"")
                    .doesNotContain("sse-notifier-restore")
                    .doesNotContain(" NaN")
                    .doesNotContainPattern("kafka_\\w+_(avg|max|rate)\\b"));
        }
    }

    /** A thread that is interrupted, as those are that restore partitions when the reader starts over. */
    @Test
    void the_metrics_of_a_client_that_failed_to_close_go_too() throws Exception {
        try (Notifier notifier = Notifier.start(kafka.bootstrapServers())) {
            Consumer<byte[], byte[]> client = notifier.bean(KafkaClients.class)
                    .consumer("interrupted", Map.of("group.id", "interrupted", "auto.offset.reset", "earliest"));
            client.subscribe(List.of(Topics.ORDER_EVENTS));
            await().pollInSameThread().until(() -> {
                client.poll(Duration.ofMillis(100));
                return !client.assignment().isEmpty();
            });
            assertThat(notifier.scrape()).contains("client_id=\"interrupted\"");

            Thread.currentThread().interrupt();
            assertThatThrownBy(client::close).isInstanceOf(InterruptException.class);
            assertThat(Thread.interrupted()).isTrue();

            assertThat(notifier.scrape()).doesNotContain("client_id=\"interrupted\"");
        }
    }

    private static List<String> clients() {
        return Stream.concat(
                        Stream.of(
                                "sse-notifier-feed",
                                "sse-notifier-admin",
                                "order-access-follower",
                                "order-access-topic",
                                "order-text-keys-follower"),
                        IntStream.range(0, EventLog.PARTITIONS)
                                .mapToObj(partition -> "sse-notifier-restore-" + partition))
                .toList();
    }

    @Test
    void stops_the_start_where_it_would_break_a_law() {
        assertThatThrownBy(() -> Notifier.startCold(
                        kafka.bootstrapServers(), "spring.kafka.consumer.properties.isolation.level=read_uncommitted"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("spring.kafka.consumer.properties.isolation.level: got \"read_uncommitted\","
                        + " takes read_committed, on which the platform's promises rest");
    }
}
