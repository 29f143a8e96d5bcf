package io.tableorder.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PartitionScanOnKafkaTest {

    private static final String TOPIC = "scanned";
    private static final int PARTITIONS = 12;
    private static final ScanBound PATIENT = ScanBound.standstill(Duration.ofSeconds(20));
    private static final AtomicInteger UNUSED = new AtomicInteger();
    private static EmbeddedKafka kafka;

    /** Every test has a partition of its own, since a partition cannot be emptied. */
    private final TopicPartition partition = new TopicPartition(TOPIC, UNUSED.getAndIncrement());

    private final KafkaConsumer<byte[], byte[]> consumer = consumer(kafka.bootstrapServers());
    private final KafkaProducer<byte[], byte[]> producer = producer();

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = EmbeddedKafka.startTemporary();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @AfterEach
    void closeClients() {
        producer.close(Duration.ZERO);
        consumer.close();
    }

    @Test
    void hands_over_what_is_committed_in_order_and_ends_behind_the_last_marker() {
        commit(1, 2);
        abort(3);
        commit(4);

        assertThat(read(everything())).containsExactly(1, 2, 4);
    }

    @Test
    void keeps_to_its_range() {
        commit(0, 1, 2, 3, 4);

        assertThat(read(new OffsetRange(1, 3))).containsExactly(1, 2);
    }

    @Test
    void an_empty_partition_holds_nothing_and_takes_no_wait() {
        assertThat(everything()).isEqualTo(new OffsetRange(0, 0));
        assertThat(read(everything())).isEmpty();
    }

    @Test
    void goes_no_further_than_its_visitor_wants() {
        commit(0, 1, 2, 3);
        List<Integer> seen = new ArrayList<>();

        scan(PATIENT).read(everything(), record -> {
            seen.add((int) record.value()[0]);
            return seen.size() < 2;
        });

        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void says_how_far_everything_has_been_handed_over() {
        commit(0, 1);
        List<Long> reached = new ArrayList<>();

        scan(PATIENT).readBatches(everything(), (_, next) -> reached.add(next));

        assertThat(reached.getLast()).isEqualTo(3);
    }

    @Test
    void finds_where_a_time_begins() {
        Instant evening = Instant.parse("2026-11-29T18:00:00Z");
        producer.beginTransaction();
        for (int hour = 0; hour < 3; hour++) {
            long time = evening.plus(Duration.ofHours(hour)).toEpochMilli();
            producer.send(new ProducerRecord<>(TOPIC, partition.partition(), time, null, new byte[] {1}));
        }
        producer.commitTransaction();

        OffsetRange all = everything();
        assertThat(scan(PATIENT).firstSince(all, evening.plus(Duration.ofMinutes(90))))
                .isEqualTo(2);
        // The commit's own record has the time at which the broker wrote it.
        assertThat(scan(PATIENT).firstSince(all, Instant.now().plus(Duration.ofDays(1))))
                .isEqualTo(all.end());
    }

    @Test
    void a_transaction_that_stays_open_ends_the_read_in_time_and_says_so() {
        commit(0);
        producer.beginTransaction();
        send(1);
        producer.flush();

        assertThatThrownBy(
                        () -> scan(ScanBound.standstill(Duration.ofSeconds(1))).read(new OffsetRange(0, 3), _ -> true))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining(partition.toString())
                .hasMessageContaining("a transaction stays open there");
        producer.abortTransaction();
    }

    @Test
    void a_read_that_only_creeps_ends_at_its_total() {
        commit(0);
        commit(1);
        commit(2);
        consumer.close();
        try (KafkaConsumer<byte[], byte[]> oneByOne =
                consumer(kafka.bootstrapServers(), Map.of("max.poll.records", 1))) {
            ScanBound bound = ScanBound.within(Duration.ofMillis(300));
            PartitionScan scan = new PartitionScan(oneByOne, partition, bound);

            assertThatThrownBy(() -> scan.read(new OffsetRange(0, 6), _ -> takesLonger(bound.total())))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("should have come to 6");
        }
    }

    @Test
    void a_log_whose_beginning_is_gone_is_an_error() throws Exception {
        commit(0, 1, 2);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> read(new OffsetRange(0, 4))).isInstanceOf(OffsetOutOfRangeException.class);
        assertThat(read(everything())).containsExactly(2);
    }

    @Test
    void no_broker_ends_every_question_in_time() {
        try (KafkaConsumer<byte[], byte[]> nowhere = consumer("localhost:1")) {
            PartitionScan scan = new PartitionScan(nowhere, partition, ScanBound.within(Duration.ofMillis(500)));

            assertThatThrownBy(scan::everything).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> scan.read(new OffsetRange(0, 1), _ -> true))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("No broker answers");
        }
    }

    private static boolean takesLonger(Duration than) {
        long began = System.nanoTime();
        await().atMost(Duration.ofSeconds(60)).until(() -> System.nanoTime() - began > than.toNanos());
        return true;
    }

    private PartitionScan scan(ScanBound bound) {
        return new PartitionScan(consumer, partition, bound);
    }

    private OffsetRange everything() {
        return scan(PATIENT).everything();
    }

    private List<Integer> read(OffsetRange range) {
        List<Integer> values = new ArrayList<>();
        scan(PATIENT).read(range, record -> values.add((int) record.value()[0]));
        return values;
    }

    private void commit(int... values) {
        producer.beginTransaction();
        send(values);
        producer.commitTransaction();
        awaitMarker();
    }

    private void abort(int value) {
        producer.beginTransaction();
        send(value);
        producer.flush();
        producer.abortTransaction();
        awaitMarker();
    }

    private void send(int... values) {
        for (int value : values) {
            producer.send(new ProducerRecord<>(TOPIC, partition.partition(), null, new byte[] {(byte) value}));
        }
    }

    /** An ended transaction is answered before its marker stands behind its records. */
    private void awaitMarker() {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            OffsetRange committed = everything();
            try (KafkaConsumer<byte[], byte[]> uncommitted =
                    consumer(kafka.bootstrapServers(), Map.of("isolation.level", "read_uncommitted"))) {
                long highWatermark = uncommitted.endOffsets(List.of(partition)).get(partition);
                return committed.end() == highWatermark;
            }
        });
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> made = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transaction.timeout.ms",
                        "10000",
                        "transactional.id",
                        "scan-" + partition),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        made.initTransactions();
        return made;
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return consumer(bootstrapServers, Map.of());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none"));
        settings.putAll(own);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
