package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.Projection;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults are seeded into a copy of the log, and into the journal. */
class VerifyCommandTest {
    private static final String STORE = "hanok-gangnam";
    private static final int PARTITION = Topics.partitionOf(STORE, KafkaLog.PARTITIONS);

    private static KafkaLog kafka;
    private static ReadModelDatabase database;
    private static StoreLog.Partition partition;
    private static StoreLog store;
    private static StoreLog other;
    private static int topics;

    @BeforeAll
    static void fill() throws Exception {
        kafka = new KafkaLog();
        database = ReadModelDatabase.ofItsOwn();
        partition = kafka.partition(PARTITION);
        store = StoreLog.opened(STORE, partition);
        other = StoreLog.opened(another(), partition);
        RandomStore random = new RandomStore(store, 11);
        while (store.sequence() < 60) {
            random.happen();
            other.append(new StoreLifecycleEvent.Renamed("이름 " + store.sequence()));
        }
    }

    /** A store that shares the partition. */
    private static String another() {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "bunsik-" + i)
                .filter(id -> Topics.partitionOf(id, KafkaLog.PARTITIONS) == PARTITION)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void project() {
        Projection projection = database.migrated().projection();
        projection.apply(PARTITION, projection.position(PARTITION), partition.records());
    }

    @AfterAll
    static void stop() {
        database.close();
        kafka.close();
    }

    @Test
    void an_untouched_log_and_its_journal_are_intact() {
        CommandRun run = verify();

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("intact: " + partition.records().size() + " events of 2 stores")
                .contains(partition.records().size()
                        + " rows of the journal are as in the log, 0 events are not in it yet");
    }

    @Test
    void a_store_a_chain_and_a_span_of_time_can_be_looked_at_alone() {
        String from = store.now().minusSeconds(3_600).toString();

        assertThat(verify("--store", STORE).out())
                .contains("intact: " + store.sequence() + " events of 1 stores")
                .contains("; " + store.sequence() + " rows");
        assertThat(verify("--chain", "hanok").out()).contains("of 2 stores");
        assertThat(verify("--chain", "none").out()).contains("intact: 0 events of 0 stores");
        assertThat(verify("--chain", "hanok", "--from", from).out())
                .contains("intact")
                .contains("of 2 stores");
        assertThat(verify("--from", from, "--to", store.now().toString()).exitCode())
                .isZero();
    }

    @Test
    void an_altered_event_of_the_log_is_named_once() {
        ConsumerRecord<byte[], byte[]> victim = own(20);

        assertFault(
                log -> LogCopy.replace(log, victim, edited(victim)),
                "ALTERED",
                copyOf(victim),
                "sequence 20, expected hash ",
                ", found " + hashIn(victim));
    }

    @Test
    void an_event_written_anew_with_a_right_hash_of_its_own_does_not_fit_the_next() {
        ConsumerRecord<byte[], byte[]> victim = own(20);
        byte[] forged = kafkaValue(new StoreLifecycleEvent.Renamed("forged"), 20, previousHashIn(victim));

        CommandRun run = verifyCopy(log -> LogCopy.replace(log, victim, forged));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(copyOf(own(21)) + "  UNLINKED  store " + STORE + ": sequence 21, expected previous hash ")
                .contains("found " + hashIn(victim));
    }

    @Test
    void an_event_taken_out_of_the_log_is_missed() {
        ConsumerRecord<byte[], byte[]> victim = own(20);

        CommandRun run = verifyCopy(log -> log.remove(victim));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(2);
        assertThat(run.out()).contains("MISSING  store " + STORE + ": expected sequence 20, found sequence 21");
    }

    @Test
    void two_events_of_the_log_that_changed_places_are_told_from_missing_ones() {
        CommandRun run = verifyCopy(log -> Collections.swap(log, log.indexOf(own(20)), log.indexOf(own(21))));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(2);
        assertThat(run.out())
                .contains(copyOf(own(21)) + "  REORDERED  store " + STORE
                        + ": expected sequence 22, found 20, which belongs before " + copyOf(own(20)));
    }

    @Test
    void an_event_that_is_in_the_log_twice_is_named() {
        assertFault(
                log -> log.add(log.indexOf(own(20)) + 1, own(20)),
                "REPEATED",
                PARTITION + "-" + (log().indexOf(own(20)) + 1),
                "expected sequence 21, found 20 again");
    }

    @Test
    void a_record_that_is_no_event_is_named_and_the_chain_goes_on_behind_it() {
        ConsumerRecord<byte[], byte[]> victim = own(20);

        assertFault(
                log -> LogCopy.replace(log, victim, "oops".getBytes(UTF_8)),
                "UNREADABLE",
                copyOf(victim),
                "INVALID_JSON");
    }

    @Test
    void an_altered_row_of_the_journal_is_named_with_its_column() {
        execute("UPDATE orders_g1.journal SET actor_id = 'somebody' WHERE store_id = ? AND sequence = 20");

        assertJournalFault("JOURNAL_DIFFERS", position(own(20)), "actor_id: expected staff-1, found somebody");
    }

    @Test
    void a_rows_bytes_are_compared_too() {
        execute("UPDATE orders_g1.journal SET value = value || ' '::bytea WHERE store_id = ? AND sequence = 20");

        assertJournalFault("JOURNAL_DIFFERS", position(own(20)), "value: expected ", " bytes with SHA-256 ");
    }

    @Test
    void a_row_taken_out_of_the_journal_is_missed() {
        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND sequence = 20");

        assertJournalFault("JOURNAL_MISSING", position(own(20)), "expected sequence 20, found no row");
    }

    @Test
    void two_rows_of_the_journal_that_changed_places_are_named_both() {
        execute("UPDATE orders_g1.journal SET log_offset = -1 WHERE store_id = ? AND sequence = 20");
        execute("UPDATE orders_g1.journal SET log_offset = %d WHERE store_id = ? AND sequence = 21"
                .formatted(own(20).offset()));
        execute("UPDATE orders_g1.journal SET log_offset = %d WHERE store_id = ? AND sequence = 20"
                .formatted(own(21).offset()));

        CommandRun run = verify();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(3);
        assertThat(run.out())
                .contains(position(own(20)) + "  JOURNAL_DIFFERS", "sequence: expected 20, found 21")
                .contains(position(own(21)) + "  JOURNAL_DIFFERS", "sequence: expected 21, found 20");
    }

    @Test
    void a_row_that_the_log_never_had_is_named_between_others_and_behind_them() {
        long gap = own(20).offset() + 1;
        execute("""
                INSERT INTO orders_g1.journal SELECT log_partition, %d, store_id, 1000, event_id, type, subject, version,
                event_time, actor_role, actor_id, request_id, command_id, prev_hash, hash, value
                FROM orders_g1.journal WHERE store_id = ? AND sequence = 20""".formatted(gap));

        assertJournalFault("JOURNAL_EXTRA", PARTITION + "-" + gap, "the log has no event there; found sequence 1000");
    }

    @Test
    void a_parked_event_is_where_the_journal_has_no_row_and_is_compared_as_well() {
        execute("""
                INSERT INTO orders_g1.parked_events (log_partition, log_offset, scope, store_id, reason, detail,
                    sequence, prev_hash, hash, record_time, headers, value)
                SELECT log_partition, log_offset, 'order', store_id, 'IMPOSSIBLE', '', sequence, prev_hash, hash,
                    event_time, '[]', value
                FROM orders_g1.journal WHERE store_id = ? AND sequence = 20""");
        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND sequence = 20");
        assertThat(verify().exitCode()).isZero();

        execute("UPDATE orders_g1.parked_events SET value = '\\x00' WHERE store_id = ?");
        assertJournalFault("JOURNAL_DIFFERS", position(own(20)), "value: expected ");
    }

    @Test
    void what_retention_took_out_is_not_missed_and_its_start_must_be_what_the_log_says() {
        execute("""
                INSERT INTO orders.journal_start SELECT store_id, log_partition, log_offset, sequence, hash, event_time
                FROM orders_g1.journal WHERE store_id = ? AND sequence = 20""");
        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND sequence <= 20");

        CommandRun run = verify();
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("0 events are not in it yet, 20 not any more");

        execute("UPDATE orders.journal_start SET hash = 'other' WHERE store_id = ?");
        assertJournalFault("JOURNAL_DIFFERS", position(own(20)), "start: expected hash ");
        execute("DELETE FROM orders.journal_start WHERE store_id = ? AND sequence = 20");
        assertThat(verify().out()).contains("JOURNAL_MISSING");
    }

    @Test
    void what_the_read_models_have_not_got_to_is_counted_not_missed() {
        ConsumerRecord<byte[], byte[]> last = partition.records().getLast();
        database.jdbc().update("DELETE FROM orders_g1.journal WHERE log_offset = ?", last.offset());
        database.jdbc().update("UPDATE orders_g1.projection_position SET next_offset = ?", last.offset());

        CommandRun run = verify();

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("1 events are not in it yet");
    }

    @Test
    void without_the_database_the_log_is_verified_and_the_exit_code_says_that_it_was_not_all() {
        CommandRun run = CommandRun.of(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.broker().bootstrapServers(),
                        "DATABASE_URL",
                        "postgresql://postgres@127.0.0.1:1/tableorder"),
                "verify");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("the log alone is verified");
        assertThat(run.out()).contains("intact").contains("the journal was not looked at");
    }

    /** As whoever owns the broker could: an event says something else, and everything behind it fits. */
    @Test
    void a_log_made_anew_is_intact_by_itself_and_not_by_an_anchor(@TempDir Path directory) {
        Path anchors = directory.resolve("anchors");
        Path keys = directory.resolve("keys.json");
        String honest = copy(_ -> {});
        String forged = copy(log -> resealFrom(log, 20));
        assertThat(orders("keys", "rotate", "--leaked", "--file", keys.toString())
                        .exitCode())
                .isZero();
        CommandRun anchored =
                orders("anchor", "--file", anchors.toString(), "--keys", keys.toString(), "--topic", honest);
        assertThat(anchored.out()).as(anchored.err()).contains("anchored: 2 stores");
        String[] since = {"--since-anchor", anchors.toString(), "--anchor-keys", keys.toString()};

        assertThat(verify("--topic", forged).exitCode())
                .as("nothing in the log itself shows it")
                .isZero();
        CommandRun found = verify(with(since, "--topic", forged));
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out()).contains("ANCHOR_DIFFERS  store " + STORE + ": sequence " + store.sequence());
        CommandRun whole = verify(with(since, "--topic", honest));
        assertThat(whole.exitCode()).as(whole.out()).isZero();
        assertThat(whole.out()).contains("since the anchor of");
        assertThat(orders("anchor", "--file", anchors.toString(), "--keys", keys.toString(), "--topic", forged)
                        .exitCode())
                .as("nothing is anchored on top of it")
                .isEqualTo(1);
    }

    @Test
    void an_anchor_that_somebody_else_signed_is_none(@TempDir Path directory) throws Exception {
        Path anchors = directory.resolve("anchors");
        Path keys = directory.resolve("keys.json");
        Path others = directory.resolve("others.json");
        orders("keys", "rotate", "--leaked", "--file", keys.toString());
        orders("keys", "rotate", "--leaked", "--file", others.toString());
        orders("anchor", "--file", anchors.toString(), "--keys", keys.toString());

        CommandRun foreign = verify("--since-anchor", anchors.toString(), "--anchor-keys", others.toString());
        assertThat(foreign.exitCode()).isEqualTo(3);
        assertThat(foreign.err()).contains("not among those given");

        String line = Files.readString(anchors);
        int payload = line.indexOf('.') + 20;
        Files.writeString(
                anchors,
                line.substring(0, payload) + (line.charAt(payload) == 'A' ? 'B' : 'A') + line.substring(payload + 1));
        assertThat(verify("--since-anchor", anchors.toString(), "--anchor-keys", keys.toString())
                        .err())
                .contains("not what was signed");
    }

    private static void resealFrom(List<ConsumerRecord<byte[], byte[]>> log, int sequence) {
        String previous = "";
        for (int one = sequence; one <= store.sequence(); one++) {
            ConsumerRecord<byte[], byte[]> victim = own(one);
            String value = new String(victim.value(), UTF_8);
            String former = previousHashIn(victim);
            previous = previous.isEmpty() ? former : previous;
            // Spelled in another way, it is another event already.
            String altered = "{ " + value.replace(former, previous).substring(1);
            String unsealed = altered.replace(",\"hash\":\"" + hashIn(victim) + "\"", "");
            byte[] sealed = HashChain.sealed(previous, unsealed.getBytes(UTF_8));
            previous = HashChain.sealOf(sealed);
            LogCopy.replace(log, victim, sealed);
        }
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private static CommandRun orders(String... arguments) {
        return CommandRun.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers()), arguments);
    }

    private static void assertFault(
            Consumer<List<ConsumerRecord<byte[], byte[]>>> edit, String kind, String position, String... details) {
        CommandRun run = verifyCopy(edit);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.lines()).as(run.out()).hasSize(2);
        assertThat(run.out())
                .contains(position + "  " + kind + "  store " + STORE + ": ")
                .contains(details);
    }

    private static void assertJournalFault(String kind, String position, String... details) {
        CommandRun run = verify();
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.lines()).as(run.out()).hasSize(2);
        assertThat(run.out())
                .contains(position + "  " + kind + "  store " + STORE + ": ")
                .contains(details);
    }

    private static CommandRun verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify"));
        all.addAll(Arrays.asList(arguments));
        return CommandRun.of(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers(),
                        "DATABASE_URL", database.dataSource().getJdbcUrl()),
                all.toArray(String[]::new));
    }

    private static CommandRun verifyCopy(Consumer<List<ConsumerRecord<byte[], byte[]>>> edit) {
        return verify("--topic", copy(edit));
    }

    private static String copy(Consumer<List<ConsumerRecord<byte[], byte[]>>> edit) {
        List<ConsumerRecord<byte[], byte[]>> log = log();
        edit.accept(log);
        String topic = "edited-" + ++topics;
        LogCopy.write(kafka, topic, log);
        return topic;
    }

    private static List<ConsumerRecord<byte[], byte[]>> log() {
        return new ArrayList<>(partition.records());
    }

    private static byte[] edited(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8)
                .replace("\"id\":\"staff-1\"", "\"id\":\"staff-2\"")
                .getBytes(UTF_8);
    }

    private static byte[] kafkaValue(StoreLifecycleEvent event, long sequence, String previousHash) {
        return store.encode(event, sequence, previousHash).toRecord(PARTITION).value();
    }

    /** The store's event of that sequence number. */
    private static ConsumerRecord<byte[], byte[]> own(int sequence) {
        return partition.records().stream()
                .filter(record -> Arrays.equals(record.key(), STORE.getBytes(UTF_8)))
                .skip(sequence - 1)
                .findFirst()
                .orElseThrow();
    }

    private static String position(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "-" + record.offset();
    }

    /** A copy has no offsets for the ends of transactions. */
    private static String copyOf(ConsumerRecord<byte[], byte[]> record) {
        return PARTITION + "-" + log().indexOf(record);
    }

    private static String hashIn(ConsumerRecord<byte[], byte[]> record) {
        return member(record, "hash");
    }

    private static String previousHashIn(ConsumerRecord<byte[], byte[]> record) {
        return member(record, "prev_hash");
    }

    private static String member(ConsumerRecord<byte[], byte[]> record, String name) {
        String value = new String(record.value(), UTF_8);
        int start = value.lastIndexOf("\"" + name + "\":\"") + name.length() + 4;
        return value.substring(start, start + 64);
    }

    private static void execute(String sql) {
        assertThat(database.jdbc().update(sql, STORE)).isPositive();
    }
}
