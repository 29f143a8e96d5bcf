package io.tableorder.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.writer.LocalCommands;
import io.tableorder.embedded.Broker;
import io.tableorder.operability.kafka.ClientRecorder;
import io.tableorder.operability.settings.SettingsException;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator sets under spring.kafka, in a whole instance on a real broker. */
class KafkaSettingsTest {

    private static final int PARTITIONS = 2;
    private static final Duration LONG = Duration.ofSeconds(60);

    private static Broker kafka;
    private static EmptyDatabase database;

    @BeforeAll
    static void start() {
        kafka = TestServices.broker();
        database = TestServices.emptyDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
        kafka.close();
    }

    @Test
    void reaches_every_client_whose_metrics_are_exported_until_it_is_closed() {
        ClientRecorder.forget();
        RunningApi api = RunningApi.startInstance(
                database,
                kafka,
                PARTITIONS,
                "--" + ClientRecorder.SETTING,
                "--spring.kafka.properties.connections.max.idle.ms=123456");
        try {
            LocalCommands writer = api.bean(LocalCommands.class);
            await().atMost(LONG).until(() -> IntStream.range(0, PARTITIONS).allMatch(writer::owns));
            api.bean(KafkaOwners.class).refresh(LONG);

            assertThat(ClientRecorder.clients())
                    .containsOnlyKeys(
                            api.internalUrl().toString(),
                            "order-api-writer",
                            "order-api-history-0",
                            "order-api-history-1",
                            "order-api-admin",
                            "order-api-readiness",
                            "order-writers-owners",
                            "order-access-follower",
                            "order-access-topic",
                            "order-text-keys-follower")
                    .allSatisfy((_, client) -> assertThat(client).containsEntry("connections.max.idle.ms", "123456"));
            assertThat(ClientRecorder.clients().get("order-api-writer"))
                    .containsEntry("acks", "all")
                    .containsEntry("enable.idempotence", true)
                    .extractingByKey("transactional.id")
                    .asString()
                    .startsWith("order-writer-");
            // The partitions were read when they were taken over, by clients that are gone; a group that moves reads
            // again.
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(api.scrape())
                            .containsPattern("kafka_consumer_coordinator_assigned_partitions\\{client_id=\""
                                    + api.internalUrl() + "\".*} 2.0")
                            .containsPattern("kafka_producer_record_send_total\\{client_id=\"order-api-writer\"")
                            // What dashboards ask for.
                            .contains("kafka_consumer_coordinator_rebalance_total{")
                            .contains("kafka_producer_record_retry_total{client_id=\"order-api-writer\"")
                            .contains("kafka_producer_txn_commit_time_ns_total{client_id=\"order-api-writer\"")
                            .doesNotContain("order-api-history")
                            .doesNotContain(" NaN"));
        } finally {
            api.stop();
        }
    }

    @Test
    void stops_the_start_where_it_would_break_a_law() {
        assertThatThrownBy(
                        () -> RunningApi.startInstance(database, kafka, PARTITIONS, "--spring.kafka.producer.acks=1"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("spring.kafka.producer.acks: got \"1\", takes all, on which the platform's promises rest");
    }
}
