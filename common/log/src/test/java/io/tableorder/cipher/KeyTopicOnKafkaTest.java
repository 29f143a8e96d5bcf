package io.tableorder.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.Topics;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What Kafka keeps of keys that were destroyed. */
class KeyTopicOnKafkaTest {

    private static final ScanBound PATIENCE = ScanBound.standstill(Duration.ofSeconds(60));

    private static EmbeddedKafka kafka;

    private KafkaProducer<byte[], byte[]> producer;

    private final KeyTree fresh = KeyTree.fresh("hanok", new SecureRandom());
    private final KeyTree left = fresh.without(PartyPath.of("hanok", "s1"));

    @BeforeAll
    static void startBroker() {
        for (String talkative : List.of("org.apache.kafka", "kafka")) {
            ((Logger) LoggerFactory.getLogger(talkative)).setLevel(Level.OFF);
        }
        kafka = EmbeddedKafka.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void open() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            Topics.ensure(admin, 1, (short) 1);
        }
        producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() throws Exception {
        producer.close();
        try (Admin admin = Admin.create(settings())) {
            admin.deleteTopics(List.of(Topics.ORDER_TEXT_KEYS)).all().get();
        }
    }

    private static Map<String, Object> settings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private void append(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    private static KeyTopic.Read read() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "none");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return KeyTopic.read(new PartitionScan(consumer, new TopicPartition(Topics.ORDER_TEXT_KEYS, 0), PATIENCE));
        }
    }

    @Test
    void the_last_record_of_a_store_counts_and_a_strangers_is_passed_over() throws Exception {
        KeyTree others = KeyTree.fresh("other", new SecureRandom());
        append(KeyTreeCodec.record(fresh, 0));
        append(KeyTreeCodec.record(others, 0));
        append(new ProducerRecord<>(Topics.ORDER_TEXT_KEYS, 0, "hanok".getBytes(UTF_8), "garbage".getBytes(UTF_8)));
        append(KeyTreeCodec.record(left, 0));
        append(KeyTopic.push(0));

        KeyTopic.Read read = read();

        assertThat(read.trees()).isEqualTo(Map.of("hanok", left, "other", others));
        assertThat(read.passedOver()).isEqualTo(1);
        assertThat(read.superseded()).isNotNull();
    }

    /** Only the times are others than in operation; that something has to be written behind is as it is there. */
    @Test
    void a_destroyed_key_is_gone_from_kafka_once_something_is_pushed_behind_it() throws Exception {
        compactWithin("100");
        append(KeyTreeCodec.record(fresh, 0));
        append(KeyTreeCodec.record(left, 0));
        assertThat(read().superseded()).isNotNull();

        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    append(KeyTopic.push(0));
                    assertThat(read()).isEqualTo(new KeyTopic.Read(Map.of("hanok", left), null, 0));
                });
    }

    private static void compactWithin(String milliseconds) throws Exception {
        try (Admin admin = Admin.create(settings())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDER_TEXT_KEYS),
                            List.of(
                                    set(TopicConfig.SEGMENT_MS_CONFIG, milliseconds),
                                    set(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, milliseconds)),
                            new ConfigResource(ConfigResource.Type.BROKER, ""),
                            List.of(set("log.cleaner.backoff.ms", "100"))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
