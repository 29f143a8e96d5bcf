package io.tableorder.checkpoint;

import static io.tableorder.fixture.Sample.category;
import static io.tableorder.fixture.Sample.menu;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tableorder.checkpoint.CheckpointLoad.Loaded;
import io.tableorder.checkpoint.CheckpointLoad.Reason;
import io.tableorder.checkpoint.CheckpointLoad.Unusable;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CheckpointOnKafkaTest {

    private static final int PARTITIONS = 12;
    private static final AtomicInteger UNUSED = new AtomicInteger();
    private static EmbeddedKafka kafka;

    /** Every test has a partition of its own, since a partition cannot be emptied. */
    private final int partition = UNUSED.getAndIncrement();

    private final WriterOnKafka writer = new WriterOnKafka(kafka.bootstrapServers(), partition, load());

    @BeforeAll
    static void startBroker() throws Exception {
        // A logback-test.xml would be the other tests' too, and they are about this module's own.
        for (String talkative : List.of("org.apache.kafka", "kafka")) {
            ((Logger) LoggerFactory.getLogger(talkative)).setLevel(Level.OFF);
        }
        kafka = EmbeddedKafka.startTemporary();
        try (Admin admin = admin()) {
            Topics.ensure(admin, PARTITIONS, (short) 1);
        }
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @AfterEach
    void closeWriter() {
        writer.close();
    }

    @Test
    void a_partition_without_one_has_none() {
        writer.happens("gangnam", opened()).commit();

        assertThat(load()).isInstanceOf(CheckpointLoad.Missing.class);
    }

    @Test
    void a_checkpoint_and_the_events_behind_it_are_all_that_happened() {
        writer.happens("gangnam", opened(), category("meals"), menu("bulgogi", 15_000));
        writer.happens("hongdae", opened(), table(1)).commitWithCheckpoint();
        Position behindCheckpoint = writer.next();
        writer.happens("gangnam", table(1), started("s", 1), placed("o", 1, "s", 1));
        writer.happens("jongno", opened()).commit();

        Loaded loaded = loaded();

        assertThat(loaded.next()).isEqualTo(behindCheckpoint);
        assertThat(loaded.states()).containsOnlyKeys("gangnam", "hongdae").containsValue(writer.states.get("hongdae"));
        assertThat(replayed(loaded)).isEqualTo(writer.states);
    }

    @Test
    void the_latest_checkpoint_counts() {
        writer.happens("gangnam", opened()).commitWithCheckpoint();
        writer.happens("hongdae", opened()).happens("gangnam", table(1)).commitWithCheckpoint();

        assertThat(loaded().states()).isEqualTo(writer.states);
        assertThat(loaded().next()).isEqualTo(writer.next());
    }

    @Test
    void a_checkpoint_that_was_aborted_is_not_seen() {
        writer.happens("gangnam", opened()).commitWithCheckpoint();
        Map<String, StoreState> committed = Map.copyOf(writer.states);
        writer.happens("gangnam", table(1)).abortWithCheckpoint();

        assertThat(loaded().states()).isEqualTo(committed);
    }

    @Test
    void a_damaged_record_makes_it_unusable_until_the_next_checkpoint() {
        writer.happens("gangnam", opened()).commitWithCheckpoint();
        put("gangnam#floor.0", "not what was written");
        assertUnusable(Reason.CORRUPT);

        try (WriterOnKafka next = new WriterOnKafka(kafka.bootstrapServers(), partition, load())) {
            next.states.putAll(writer.states);
            next.commitCheckpointAsOf(writer.next());
        }
        assertThat(loaded().states()).isEqualTo(writer.states);
    }

    @Test
    void a_newer_format_makes_it_unusable() {
        writer.happens("gangnam", opened()).commitWithCheckpoint();
        put("#marker", "{\"format_version\":%d}".formatted(CheckpointFormat.CURRENT + 1));

        assertUnusable(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void a_log_that_ends_before_it_makes_it_unusable() {
        writer.happens("gangnam", opened()).commit();
        writer.commitCheckpointAsOf(writer.next().next());

        assertUnusable(Reason.BEYOND_LOG_END);
    }

    @Test
    void a_log_that_has_not_its_youngest_event_makes_it_unusable() {
        writer.happens("gangnam", opened()).happens("hongdae", opened()).commit();
        StoreState hongdae = writer.states.get("hongdae");
        StoreState youngest = StoreState.unopened("jongno");
        try (WriterOnKafka elsewhere = new WriterOnKafka(kafka.bootstrapServers(), partition, load())) {
            elsewhere.happens("jongno", opened(), table(1));
            youngest = elsewhere.states.get("jongno");
        }
        assertThat(youngest.head().position()).isEqualTo(hongdae.head().position());
        writer.states.put("jongno", youngest);
        writer.states.remove("hongdae");
        try (WriterOnKafka owner = new WriterOnKafka(kafka.bootstrapServers(), partition, load())) {
            owner.states.putAll(writer.states);
            owner.commitCheckpointAsOf(writer.next());
        }

        assertUnusable(Reason.OTHER_LOG);
    }

    @Test
    void after_compaction_it_is_what_it_was() throws Exception {
        compactEagerly();
        writer.happens("gangnam", opened(), table(1), started("s", 1)).happens("hongdae", opened());
        writer.commitWithCheckpoint();
        for (int order = 1; order <= 2 * StoreEncoder.RECEIPTS_PER_SECTION; order++) {
            writer.happens("gangnam", placed("o-" + order, order, "s", 1));
            if (order % 16 == 0) {
                writer.commitWithCheckpoint();
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            // Nothing but a new record ends a segment, and only those that have ended are compacted.
            writer.commitWithCheckpoint();
            return recordsInTopic() < writer.checkpointRecords() / 2;
        });

        assertThat(loaded().states()).isEqualTo(writer.states);
        assertThat(replayed(loaded())).isEqualTo(writer.states);
    }

    private Map<String, StoreState> replayed(Loaded loaded) {
        Map<String, StoreState> states = new HashMap<>(loaded.states());
        EventCodec codec = new EventCodec();
        for (ConsumerRecord<byte[], byte[]> record :
                read(Topics.ORDER_EVENTS, loaded.next().offset())) {
            var event = codec.decode(record);
            states.put(
                    event.storeId(),
                    states.getOrDefault(event.storeId(), StoreState.unopened(event.storeId()))
                            .evolve(event));
        }
        return states;
    }

    private void assertUnusable(Reason reason) {
        assertThat(load())
                .isInstanceOfSatisfying(
                        Unusable.class,
                        load -> assertThat(load.reason()).as(load.detail()).isEqualTo(reason));
    }

    private void put(String key, String value) {
        writer.commitRecord(
                new ProducerRecord<>(Topics.ORDER_CHECKPOINTS, partition, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }

    private Loaded loaded() {
        CheckpointLoad load = load();
        assertThat(load).isInstanceOf(Loaded.class);
        return (Loaded) load;
    }

    private CheckpointLoad load() {
        awaitMarkers();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return new CheckpointReader(consumer).load(partition);
        }
    }

    /** A commit is answered before its partitions are marked, and until they are nobody sees what is in it. */
    private void awaitMarkers() {
        try (Admin admin = admin()) {
            await().until(() ->
                    ends(admin, IsolationLevel.READ_COMMITTED).equals(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
    }

    private Map<String, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
        Map<String, Long> ends = new HashMap<>();
        for (String topic : List.of(Topics.ORDER_EVENTS, Topics.ORDER_CHECKPOINTS)) {
            TopicPartition asked = new TopicPartition(topic, partition);
            ends.put(
                    topic,
                    admin.listOffsets(Map.of(asked, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                            .partitionResult(asked)
                            .get()
                            .offset());
        }
        return ends;
    }

    private long recordsInTopic() {
        return read(Topics.ORDER_CHECKPOINTS, 0).size();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, long from) {
        awaitMarkers();
        TopicPartition only = new TopicPartition(topic, partition);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(only));
            consumer.seek(only, from);
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                records.addAll(consumer.poll(Duration.ofMillis(200)).records(only));
            }
        }
        return records;
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void compactEagerly() throws Exception {
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDER_CHECKPOINTS),
                            List.of(
                                    set(TopicConfig.SEGMENT_MS_CONFIG, "50"),
                                    set(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.01"),
                                    set(TopicConfig.DELETE_RETENTION_MS_CONFIG, "0")),
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
