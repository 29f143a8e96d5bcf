package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTreeCodec;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.StoreLog;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A log of three partitions with the past of some stores, and accounts: what there is to back up. */
final class BackedUpPlatform implements AutoCloseable {

    static final int STORES = 9;

    private final KafkaLog kafka = new KafkaLog();
    private final EmptyDatabase database = TestServices.emptyDatabase();
    private final List<StoreLog.Partition> partitions =
            IntStream.range(0, KafkaLog.PARTITIONS).mapToObj(kafka::partition).toList();
    private final List<RandomStore> stores = new ArrayList<>();

    BackedUpPlatform() throws Exception {
        for (int i = 0; i < STORES; i++) {
            String storeId = "bunsik-" + i;
            StoreLog.Partition partition = partitions.get(Topics.partitionOf(storeId, KafkaLog.PARTITIONS));
            stores.add(new RandomStore(StoreLog.opened(storeId, partition), i));
        }
        happen(12);
        migrateAccounts(database.jdbcUrl());
        JdbcTemplate jdbc = jdbc(database.jdbcUrl());
        jdbc.update(
                "INSERT INTO accounts.chains (chain_id, chain_name, created_at) VALUES ('hanok', '한옥\t\\ 체인', now())");
        jdbc.update("""
                INSERT INTO accounts.staff_accounts
                    (account_id, chain_id, store_id, username, role, password_hash, disabled, created_at)
                VALUES ('a', 'hanok', 'bunsik-1', 'kim', 'staff', 'hash', false, now()),
                       ('b', 'hanok', NULL, 'lee', 'chain_admin', 'hash', true, now())""");
    }

    static void migrateAccounts(String jdbcUrl) {
        Flyway.configure()
                .dataSource(jdbcUrl, null, null)
                .schemas("accounts")
                .locations("classpath:db/accounts")
                .load()
                .migrate();
    }

    static JdbcTemplate jdbc(String jdbcUrl) {
        return new JdbcTemplate(new DriverManagerDataSource(jdbcUrl));
    }

    /** Every store goes on by some commands, each in a transaction of its own. */
    void happen(int commands) {
        for (RandomStore store : stores) {
            for (int i = 0; i < commands; i++) {
                store.happen();
            }
        }
    }

    /** Puts a store's key into a partition that is not the store's, and a record without a key beside it. */
    void strangersWrite() {
        StoreLog store = stores.getFirst().log();
        int elsewhere = (store.partition().number() + 1) % KafkaLog.PARTITIONS;
        byte[] value = store.encode(new StoreLifecycleEvent.Renamed("elsewhere"), store.sequence() + 1, store.hash())
                .toRecord(elsewhere)
                .value();
        partitions
                .get(elsewhere)
                .append(new ProducerRecord<>(
                        Topics.ORDER_EVENTS, elsewhere, 1L, store.storeId().getBytes(UTF_8), value));
        partitions.get(elsewhere).append(new ProducerRecord<>(Topics.ORDER_EVENTS, elsewhere, 1L, null, value));
    }

    /** Puts a store's keys where its writer does. */
    void write(KeyTree keys) {
        int partition = Topics.partitionOf(keys.storeId(), KafkaLog.PARTITIONS);
        kafka.partition(partition).append(KeyTreeCodec.record(keys, partition));
    }

    /** Says in a store's log that a party's text was erased. */
    void erase(int store, String sessionId) {
        stores.get(store).log().append(new OperatorEvent.TextErased(sessionId, "손님 요청"));
    }

    KafkaLog kafka() {
        return kafka;
    }

    String jdbcUrl() {
        return database.jdbcUrl();
    }

    /** Returns all records of a store, in their order, each as everything of it but where it stands. */
    static List<String> recordsOf(String storeId, Stream<ConsumerRecord<byte[], byte[]>> log) {
        return log.filter(record -> record.key() != null && new String(record.key(), UTF_8).equals(storeId))
                .map(record -> record.timestamp() + " " + new String(record.value(), UTF_8) + " " + headers(record))
                .toList();
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        return Stream.of(record.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }

    List<String> recordsOf(String storeId) {
        return recordsOf(storeId, partitions.get(Topics.partitionOf(storeId, KafkaLog.PARTITIONS)).records().stream());
    }

    int records() {
        return partitions.stream()
                .mapToInt(partition -> partition.records().size())
                .sum();
    }

    CommandRun backup(Path to) {
        return CommandRun.of(environment(), "backup", "--to", to.toString());
    }

    private Map<String, String> environment() {
        return environment(kafka.broker().bootstrapServers(), KafkaLog.PARTITIONS, database.jdbcUrl());
    }

    static Map<String, String> environment(String bootstrapServers, int partitions, String jdbcUrl) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "KAFKA_PARTITIONS",
                String.valueOf(partitions),
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "DATABASE_URL",
                jdbcUrl);
    }

    @Override
    public void close() {
        kafka.close();
        database.close();
    }
}
