package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.cli.replay.LogReader;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.StoreLog;
import io.tableorder.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final String STORE = "hanok-gangnam";
    private static final int EVENTS = 120;

    private static KafkaLog kafka;
    private static StoreLog.Partition partition;
    private static StoreLog store;

    @TempDir
    private Path directory;

    /** Two stores' events among each other, and among them one that was never committed. */
    @BeforeAll
    static void fill() throws Exception {
        kafka = new KafkaLog();
        int number = Topics.partitionOf(STORE, KafkaLog.PARTITIONS);
        partition = kafka.partition(number);
        store = StoreLog.opened(STORE, partition);
        StoreLog other = StoreLog.opened("elsewhere", partition);
        RandomStore random = new RandomStore(store, 7);
        while (store.sequence() < EVENTS) {
            random.happen();
            other.append(new StoreLifecycleEvent.Renamed("이름 " + store.sequence()));
            if (store.sequence() % 10 == 0) {
                kafka.abort(store.encode(new StoreLifecycleEvent.Renamed("never"), store.sequence() + 1, store.hash())
                        .toRecord(number));
            }
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_stores_events_are_told_in_their_order_one_line_each() {
        CommandRun run = replay("--store", STORE);

        assertThat(run.exitCode()).isZero();
        assertThat(positions(run.lines())).isEqualTo(positionsOf(own()));
        assertThat(run.out()).doesNotContain("never").contains("한옥 hanok-gangnam of chain hanok, Asia/Seoul, KRW");
        assertThat(run.lines())
                .anyMatch(
                        line -> line.matches(
                                "2026-03-.*Z {2}\\d-\\d+ +order.placed.v1 +order #1 +staff staff-1 {2}table \\d+: .* = [0-9,]+"))
                .anyMatch(line -> line.matches(".* order.status-changed.v1 +order #\\d+ .* PENDING → PREPARING"));
        assertThat(run.err()).contains(own().size() + " events of store " + STORE);
    }

    @Test
    void a_span_of_time_begins_with_its_first_moment_and_ends_before_its_last() {
        Instant from = timeOf(own().get(30));
        Instant to = timeOf(own().get(80));

        CommandRun run = replay("--store", STORE, "--from", from.toString(), "--to", to.toString());

        assertThat(positions(run.lines()))
                .isEqualTo(positionsOf(own().stream()
                        .filter(record ->
                                !timeOf(record).isBefore(from) && timeOf(record).isBefore(to))
                        .toList()));
    }

    @Test
    void a_store_without_events_then_is_told_so() {
        assertThat(replay("--store", "nowhere").err()).contains("Store nowhere has no such events");
        assertThat(replay("--store", STORE, "--from", "2031-01-01T00:00:00Z").err())
                .contains("has no such events");
    }

    @Test
    void a_file_holds_each_value_byte_for_byte_and_is_never_overwritten() throws Exception {
        Path file = directory.resolve("events.jsonl");

        CommandRun run = replay("--store", STORE, "--json", "--to-file", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(own());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i))
                    .contains("\"ce_type\":\"io.tableorder.")
                    .endsWith(",\"value\":" + new String(own().get(i).value(), UTF_8) + "}");
        }
        assertThat(replay("--store", STORE, "--to-file", file.toString()).exitCode())
                .isEqualTo(2);
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
    }

    @Test
    void a_topic_gets_the_same_keys_bytes_headers_and_times_in_the_same_order() throws Exception {
        create("copy");

        CommandRun run = replay("--store", STORE, "--to-topic", "copy");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<ConsumerRecord<byte[], byte[]>> copied = new ArrayList<>();
        try (var copy = LogReader.open(kafka.settings(), "copy")) {
            copy.read(copy.everything(partition.number()), copied::add);
        }
        assertThat(copied).hasSameSizeAs(own());
        for (int i = 0; i < copied.size(); i++) {
            ConsumerRecord<byte[], byte[]> original = own().get(i);
            assertThat(copied.get(i).key()).isEqualTo(original.key());
            assertThat(copied.get(i).value()).isEqualTo(original.value());
            assertThat(copied.get(i).headers().toArray())
                    .isEqualTo(original.headers().toArray());
            assertThat(copied.get(i).timestamp()).isEqualTo(original.timestamp());
        }
        assertThat(positions(replay("--store", STORE, "--topic", "copy").lines()))
                .hasSameSizeAs(own());
    }

    @Test
    void nothing_is_sent_to_the_services_own_topics_nor_to_one_that_is_not_there() {
        for (String topic : List.of(Topics.ORDER_EVENTS, Topics.ORDER_CHECKPOINTS)) {
            CommandRun run = replay("--store", STORE, "--to-topic", topic);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("for new events");
        }
        CommandRun run = replay("--store", STORE, "--to-topic", "not-there");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("There is no topic not-there");
    }

    @Test
    void a_bad_time_or_speed_is_refused_with_an_example() {
        assertThat(replay("--store", STORE, "--from", "yesterday").err()).contains("looks like 2026-03-02T09:00:00Z");
        assertThat(replay("--store", STORE, "--speed", "0").err()).contains("it takes a factor such as 1 or 60");
    }

    @Test
    void an_interrupted_replay_says_how_far_it_got() throws Exception {
        // At the speed of life the second event is minutes away.
        ProcessBuilder command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tableorder.cli.Commands",
                        "replay",
                        "--store",
                        STORE,
                        "--speed",
                        "1")
                .redirectErrorStream(true);
        command.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers());
        Process process = command.start();
        try (var lines = process.inputReader(UTF_8)) {
            assertThat(lines.readLine()).contains("store.opened");
            process.toHandle().destroy();
            assertThat(String.join("\n", lines.lines().toList()))
                    .contains("Stopped after ")
                    .contains("of store " + STORE);
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
    }

    private static CommandRun replay(String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(Arrays.asList(arguments));
        return CommandRun.of(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers()), all.toArray(String[]::new));
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = Admin.create(kafka.settings().clientProperties())) {
            admin.createTopics(List.of(new NewTopic(topic, KafkaLog.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> own() {
        return partition.records().stream()
                .filter(record -> Arrays.equals(record.key(), STORE.getBytes(UTF_8)))
                .toList();
    }

    private static Instant timeOf(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static List<String> positions(List<String> lines) {
        return lines.stream().map(line -> line.split(" +")[1]).toList();
    }

    private static List<String> positionsOf(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> record.partition() + "-" + record.offset())
                .toList();
    }
}
