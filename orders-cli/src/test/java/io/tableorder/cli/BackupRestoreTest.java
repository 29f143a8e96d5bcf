package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.cipher.KeyTopic;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.PartyPath;
import io.tableorder.cli.backup.InterruptedRestore;
import io.tableorder.cluster.ClusterInspection;
import io.tableorder.cluster.Shortfall;
import io.tableorder.embedded.Broker;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreTest {

    /** More than before, and no multiple: nearly every store moves. */
    private static final int PARTITIONS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Goes on from test to test. */
    private static BackedUpPlatform former;

    @TempDir
    private Path backup;

    private Broker broker;
    private EmptyDatabase database;

    @BeforeAll
    static void startFormer() throws Exception {
        former = new BackedUpPlatform();
    }

    @AfterAll
    static void stopFormer() {
        former.close();
    }

    @BeforeEach
    void start() {
        broker = TestServices.broker();
        database = TestServices.emptyDatabase();
    }

    @AfterEach
    void stop() {
        broker.close();
        database.close();
    }

    private CommandRun restore(String... more) {
        String[] arguments = Stream.concat(Stream.of("restore", "--from", backup.toString()), Stream.of(more))
                .toArray(String[]::new);
        return CommandRun.of(environment(PARTITIONS), arguments);
    }

    private Map<String, String> environment(int partitions) {
        return BackedUpPlatform.environment(broker.bootstrapServers(), partitions, database.jdbcUrl());
    }

    private void assertThatEveryStoreIsRestored() {
        assertThatEveryStoreIsRestoredFrom(former);
    }

    private void assertThatEveryStoreIsRestoredFrom(BackedUpPlatform origin) {
        List<ConsumerRecord<byte[], byte[]>> log = log();
        for (int i = 0; i < BackedUpPlatform.STORES; i++) {
            String storeId = "bunsik-" + i;
            assertThat(BackedUpPlatform.recordsOf(
                            storeId,
                            log.stream()
                                    .filter(record -> record.partition() == Topics.partitionOf(storeId, PARTITIONS))))
                    .as(storeId)
                    .isEqualTo(origin.recordsOf(storeId));
        }
        assertThat(CommandRun.of(environment(PARTITIONS), "verify", "--log-only")
                        .out())
                .startsWith("intact: " + log.size() + " events of " + BackedUpPlatform.STORES + " stores");
    }

    private List<ConsumerRecord<byte[], byte[]>> log() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.ORDER_EVENTS, partition))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(log::add);
            }
        }
        return log;
    }

    private List<Shortfall> shortfalls(int partitions, ClientPositions positions) throws Exception {
        KafkaSettings kafka = new KafkaSettings(List.of(broker.bootstrapServers()), partitions, (short) 1, Map.of());
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            return new ClusterInspection(admin, partitions, (short) 1, positions)
                    .shortfalls(PATIENCE).stream()
                            .filter(Shortfall::refusesStart)
                            .toList();
        }
    }

    @Test
    void a_log_and_its_accounts_are_restored_into_more_partitions_with_what_came_between_two_backups()
            throws Exception {
        assertThat(former.backup(backup).out()).contains(former.records() + " records added to");
        int before = former.records();
        former.happen(5);
        assertThat(former.backup(backup).out())
                .contains((former.records() - before) + " records added to")
                .contains("and the accounts as they are now");
        assertThat(former.backup(backup).out()).startsWith("0 records added to");

        CommandRun run = restore();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("The backup is whole: " + former.records()
                        + " records of a log with 3 partitions, and accounts")
                .contains("Restored " + former.records() + " events of 9 stores into 5 partitions; 3 rows of accounts");
        assertThatEveryStoreIsRestored();
        String rows = "SELECT t::text FROM (SELECT * FROM accounts.staff_accounts ORDER BY account_id) t";
        assertThat(BackedUpPlatform.jdbc(database.jdbcUrl()).queryForList(rows, String.class))
                .isEqualTo(BackedUpPlatform.jdbc(former.jdbcUrl()).queryForList(rows, String.class))
                .hasSize(2);
        assertThat(BackedUpPlatform.jdbc(database.jdbcUrl())
                        .queryForObject("SELECT chain_name FROM accounts.chains", String.class))
                .isEqualTo("한옥\t\\ 체인");
    }

    @Test
    void keys_come_back_but_for_those_that_the_log_says_to_be_destroyed() throws Exception {
        KeyTree keys = KeyTree.fresh("bunsik-1", new SecureRandom());
        former.write(keys);
        former.write(keys.without(PartyPath.of("bunsik-1", "erased before")));
        former.backup(backup);
        // As if these keys had been copied away and put back, while the log went on.
        former.erase(1, "erased since");
        former.backup(backup);

        CommandRun run = restore("--log-only");

        assertThat(run.exitCode()).as(run.err()).isZero();
        KeyTree restored = restoredKeys().get("bunsik-1");
        assertThat(restored.id()).isEqualTo(keys.id());
        assertThat(restored.holds(PartyPath.of("bunsik-1", "another"))).isTrue();
        assertThat(restored.holds(PartyPath.of("bunsik-1", "erased before"))).isFalse();
        assertThat(restored.holds(PartyPath.of("bunsik-1", "erased since"))).isFalse();
        try (Stream<Path> files = Files.list(backup.resolve(Topics.ORDER_TEXT_KEYS))) {
            assertThat(files).as("keys of one run alone").hasSize(1);
        }
    }

    private Map<String, KeyTree> restoredKeys() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        int partition = Topics.partitionOf("bunsik-1", PARTITIONS);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return KeyTopic.read(new PartitionScan(
                            consumer,
                            new TopicPartition(Topics.ORDER_TEXT_KEYS, partition),
                            ScanBound.standstill(PATIENCE)))
                    .trees();
        }
    }

    @Test
    void services_start_on_a_restored_log_with_its_own_number_of_partitions_and_name_it_in_positions()
            throws Exception {
        former.backup(backup);
        CommandRun run = restore();
        ClientPositions positions = new ClientPositions();

        assertThat(shortfalls(PARTITIONS, positions)).isEmpty();
        String position = positions.write("3-17");
        assertThat(position).matches("3-17\\.[0-9a-f]{8}");
        assertThat(run.out()).contains("Positions end in " + position.substring(4) + " from now on");
        assertThat(positions.isOfThisLog(position)).isTrue();
        assertThat(positions.isOfThisLog("3-17")).isFalse();
        assertThat(shortfalls(3, positions))
                .singleElement()
                .extracting(Shortfall::line)
                .isEqualTo(
                        "Topic order-events was restored into 5 partitions, KAFKA_PARTITIONS says 3: correct the setting");
    }

    @Test
    void a_log_that_is_not_empty_is_refused_and_stays_as_it_is() {
        former.backup(backup);
        restore("--log-only");
        int restored = log().size();

        assertThat(restore().err()).contains("This log was restored already, and is whole");
        CommandRun ontoItself = CommandRun.of(
                BackedUpPlatform.environment(former.kafka().broker().bootstrapServers(), 3, database.jdbcUrl()),
                "restore",
                "--from",
                backup.toString());
        assertThat(ontoItself.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ontoItself.err()).containsPattern("The log at .* is not empty, partition 0 ends at offset [0-9]+: ");
        assertThat(log()).hasSize(restored);
    }

    @Test
    void a_database_with_accounts_is_refused_before_anything_is_restored() {
        former.backup(backup);
        BackedUpPlatform.migrateAccounts(database.jdbcUrl());
        BackedUpPlatform.jdbc(database.jdbcUrl())
                .update("INSERT INTO accounts.chains (chain_id, chain_name, created_at) VALUES ('other', 'o', now())");

        CommandRun run = restore();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("The database has accounts already: name an empty database in DATABASE_URL");
        assertThat(log()).isEmpty();
    }

    @Test
    void a_damaged_backup_is_refused_before_anything_is_restored() throws IOException {
        former.backup(backup);
        Path file = backup.resolve("order-events-1/00000000000000000000.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        CommandRun run = restore();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT_FOUND);
        assertThat(run.err().lines().filter(line -> !line.startsWith("Checking")))
                .singleElement()
                .asString()
                .startsWith(file + ", record ")
                .endsWith(". Use another copy of the backup");
        assertThat(restore("--check").exitCode()).isEqualTo(ExitCode.FAULT_FOUND);
        // Nothing was made there, so another copy can be restored.
        assertThat(BackedUpPlatform.jdbc(database.jdbcUrl())
                        .queryForObject("SELECT to_regnamespace('accounts') IS NULL", Boolean.class))
                .isTrue();
    }

    @Test
    void an_interrupted_restore_keeps_services_away_goes_on_and_doubles_nothing() throws Exception {
        former.backup(backup);
        KafkaSettings kafka = new KafkaSettings(List.of(broker.bootstrapServers()), PARTITIONS, (short) 1, Map.of());
        for (int transactions : new int[] {1, 3, 2}) {
            InterruptedRestore.of(backup, kafka).after(transactions);
            assertThat(shortfalls(PARTITIONS, new ClientPositions()))
                    .extracting(Shortfall::kind)
                    .containsExactly(Shortfall.Kind.UNFINISHED_RESTORE);
        }
        int soFar = log().size();
        assertThat(soFar).isPositive().isLessThan(former.records());

        CommandRun run = restore();

        assertThat(run.out()).contains("Restored " + former.records() + " events of 9 stores");
        assertThatEveryStoreIsRestored();
        assertThat(shortfalls(PARTITIONS, new ClientPositions())).isEmpty();
    }

    @Test
    void records_that_are_no_stores_stay_in_the_backup() throws Exception {
        try (BackedUpPlatform withStrangers = new BackedUpPlatform()) {
            withStrangers.strangersWrite();
            withStrangers.backup(backup);

            CommandRun run = restore("--log-only");

            assertThat(run.out())
                    .contains(
                            "Restored " + (withStrangers.records() - 2)
                                    + " events of 9 stores into 5 partitions, without 2 records that are no store's; without the accounts");
            assertThatEveryStoreIsRestoredFrom(withStrangers);
        }
    }

    @Test
    void a_restored_log_is_backed_up_by_its_own_number_of_partitions_and_elsewhere() {
        former.backup(backup);
        restore();

        CommandRun wrong = CommandRun.of(
                environment(3), "backup", "--to", backup.resolve("next").toString());
        CommandRun same = CommandRun.of(environment(PARTITIONS), "backup", "--to", backup.toString());
        CommandRun next = CommandRun.of(
                environment(PARTITIONS),
                "backup",
                "--to",
                backup.resolve("next").toString());

        assertThat(wrong.err()).contains("The log has stores in 5 partitions, and KAFKA_PARTITIONS says 3");
        assertThat(same.err()).contains("is the backup of the log ").contains("name another directory");
        assertThat(next.out()).contains(former.records() + " records added to");
    }
}
