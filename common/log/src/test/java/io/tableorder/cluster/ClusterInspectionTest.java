package io.tableorder.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tableorder.cluster.Shortfall.Kind;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.Flush;
import io.tableorder.embedded.Tuning;
import io.tableorder.identity.ClientPositions;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ClusterInspectionTest {

    private static final int PARTITIONS = 3;
    private static final short ONE_COPY = 1;
    private static final short THREE_COPIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        for (String talkative : List.of("org.apache.kafka", "kafka")) {
            ((Logger) LoggerFactory.getLogger(talkative)).setLevel(Level.OFF);
        }
        kafka = EmbeddedKafka.startTemporary(Tuning.OURS, Flush.BEFORE_ACKNOWLEDGING);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        kafka.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        Topics.ensure(admin, PARTITIONS, ONE_COPY);
    }

    @AfterEach
    void deleteTopics() throws Exception {
        admin.deleteTopics(List.of(Topics.ORDER_EVENTS, Topics.ORDER_CHECKPOINTS, Topics.ORDER_TEXT_KEYS))
                .all()
                .get();
    }

    @Test
    void the_topics_as_services_create_them_lack_nothing() throws Exception {
        eventually(ONE_COPY, found -> assertThat(found).isEmpty());
    }

    @Test
    void topics_that_are_not_there_yet_lack_nothing() throws Exception {
        deleteTopics();
        try {
            eventually(ONE_COPY, found -> assertThat(found).isEmpty());
        } finally {
            createTopics();
        }
    }

    @Test
    void transactions_of_the_former_kind_refuse_a_start() throws Exception {
        transactionVersion((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        try {
            eventually(
                    ONE_COPY,
                    found -> assertThat(found)
                            .containsExactly(
                                    new Shortfall(
                                            Kind.TRANSACTION_VERSION,
                                            "Kafka has transaction.version 1, expected at least 2: bring all brokers to 4.0 or newer, then run kafka-features.sh --bootstrap-server ... upgrade --feature transaction.version=2")));
        } finally {
            transactionVersion((short) 2, FeatureUpdate.UpgradeType.UPGRADE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 604800000, RETENTION",
        "retention.bytes, 1073741824, RETENTION",
        "cleanup.policy, compact, CLEANUP_POLICY",
        "cleanup.policy, 'compact,delete', CLEANUP_POLICY"
    })
    void a_log_that_does_not_keep_everything_refuses_a_start(String setting, String value, Kind kind) throws Exception {
        set(Topics.ORDER_EVENTS, setting, value);

        eventually(ONE_COPY, found -> {
            assertThat(found).extracting(Shortfall::kind).containsExactly(kind);
            assertThat(found.getFirst().refusesStart()).isTrue();
            assertThat(found.getFirst().line())
                    .contains("order-events has %s=%s".formatted(setting, value), "--add-config " + setting + "=");
        });
    }

    @Test
    void fewer_copies_than_promised_refuse_a_start() throws Exception {
        set(Topics.ORDER_EVENTS, "unclean.leader.election.enable", "true");

        eventually(
                THREE_COPIES,
                found -> assertThat(found)
                        .filteredOn(Shortfall::refusesStart)
                        .extracting(Shortfall::kind)
                        .containsExactly(Kind.REPLICATION, Kind.IN_SYNC_REPLICAS, Kind.UNCLEAN_ELECTION));
    }

    @Test
    void fewer_brokers_than_promised_copies_refuse_the_first_start() throws Exception {
        deleteTopics();
        try {
            eventually(
                    THREE_COPIES,
                    found -> assertThat(found)
                            .filteredOn(Shortfall::refusesStart)
                            .extracting(Shortfall::line)
                            .containsExactly(
                                    "Kafka has 1 brokers, KAFKA_REPLICATION_FACTOR promises 3 copies: start the others, or lower the setting and the promise with it"));
        } finally {
            createTopics();
        }
    }

    @Test
    void a_single_broker_that_flushes_later_is_told() throws Exception {
        set(Topics.ORDER_EVENTS, "flush.messages", "1000");

        eventually(
                ONE_COPY,
                found -> assertThat(found)
                        .extracting(Shortfall::kind, Shortfall::refusesStart)
                        .containsExactly(tuple(Kind.UNFLUSHED, false)));
    }

    @Test
    void checkpoints_that_are_not_compacted_are_told() throws Exception {
        set(Topics.ORDER_CHECKPOINTS, "cleanup.policy", "delete");

        eventually(
                ONE_COPY,
                found -> assertThat(found)
                        .extracting(Shortfall::kind, Shortfall::refusesStart)
                        .containsExactly(tuple(Kind.CHECKPOINTS, false)));
    }

    @Test
    void keys_of_texts_that_kafka_would_delete_refuse_the_start() throws Exception {
        set(Topics.ORDER_TEXT_KEYS, "cleanup.policy", "delete");

        eventually(
                ONE_COPY,
                found -> assertThat(found)
                        .extracting(Shortfall::kind, Shortfall::refusesStart)
                        .containsExactly(tuple(Kind.TEXT_KEYS, true)));
    }

    @Test
    void destroyed_keys_that_kafka_would_keep_for_longer_are_told() throws Exception {
        set(Topics.ORDER_TEXT_KEYS, "max.compaction.lag.ms", "86400000");

        eventually(
                ONE_COPY,
                found -> assertThat(found)
                        .extracting(Shortfall::kind, Shortfall::refusesStart)
                        .containsExactly(tuple(Kind.ERASED_LATE, false)));
    }

    @Test
    void partitions_that_lost_their_beginning_are_told_while_another_has_its_own() throws Exception {
        append(Topics.ORDER_EVENTS, 0);
        append(Topics.ORDER_EVENTS, 1);
        deleteBeginning(1);

        eventually(
                ONE_COPY,
                found -> assertThat(found)
                        .extracting(Shortfall::kind, Shortfall::refusesStart)
                        .containsExactly(tuple(Kind.BEGINNING, false)));
    }

    @Test
    void a_log_without_any_beginning_refuses_a_start() throws Exception {
        append(Topics.ORDER_EVENTS, 0);
        append(Topics.ORDER_EVENTS, 1);
        deleteBeginning(0);
        deleteBeginning(1);

        eventually(
                ONE_COPY, found -> assertThat(found).extracting(Shortfall::kind).containsExactly(Kind.NO_BEGINNING));
    }

    @Test
    void a_beginning_that_a_checkpoint_stands_for_is_told_and_refuses_nothing() throws Exception {
        append(Topics.ORDER_EVENTS, 0);
        append(Topics.ORDER_CHECKPOINTS, 0);
        deleteBeginning(0);

        eventually(
                ONE_COPY, found -> assertThat(found).extracting(Shortfall::kind).containsExactly(Kind.BEGINNING));
    }

    /** A broker knows of a change some milliseconds after the controller has made it. */
    private static void eventually(short copies, Consumer<List<Shortfall>> expected) {
        await().untilAsserted(() -> expected.accept(
                new ClusterInspection(admin, PARTITIONS, copies, new ClientPositions()).shortfalls(PATIENCE)));
    }

    private static void set(String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    private static void transactionVersion(short version, FeatureUpdate.UpgradeType direction) throws Exception {
        admin.updateFeatures(
                        Map.of(Topics.TRANSACTION_VERSION, new FeatureUpdate(version, direction)),
                        new UpdateFeaturesOptions())
                .all()
                .get();
    }

    private static void append(String topic, int partition) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] any = "any".getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, partition, any, any)).get();
        }
    }

    private static void deleteBeginning(int partition) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(Topics.ORDER_EVENTS, partition), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();
    }
}
