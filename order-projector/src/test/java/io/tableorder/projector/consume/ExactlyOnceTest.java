package io.tableorder.projector.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.Database;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.embedded.TcpProxy;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.OrderProjectorApplication;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.testkit.TestServices;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every fault strikes while a batch's transaction is open: the journal makes each last, so that there always is one. */
@Execution(ExecutionMode.CONCURRENT)
class ExactlyOnceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = 3;
    /** Far from the minute after which a broker aborts it. */
    private static final int IN_ONE_TRANSACTION = 300;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<StoreLog.Partition> partitions = new ArrayList<>();
    private final List<RandomStore> stores = new ArrayList<>();
    private KafkaLog log;
    private ReadModelDatabase database;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        log = opened(new KafkaLog());
        for (int i = 0; i < KafkaLog.PARTITIONS; i++) {
            partitions.add(log.partition(i));
            stores.add(new RandomStore(StoreLog.opened(KafkaLog.storeIn(i, "store-" + i), partitions.get(i)), i));
        }
        happen(3_600);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    /** Where other tests have theirs. */
    private void onSharedServer() {
        onDatabase(ReadModelDatabase.ofItsOwn());
    }

    private Database onServerThatStops() {
        Database server = opened(TestServices.database());
        onDatabase(ReadModelDatabase.onServerThatStops(server));
        return server;
    }

    private void onDatabase(ReadModelDatabase opening) {
        database = opened(opening);
        database.migrated().jdbc().execute("""
                CREATE FUNCTION orders_g1.take_long() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END $$;
                CREATE TRIGGER take_long AFTER INSERT ON orders_g1.journal EXECUTE FUNCTION orders_g1.take_long()""");
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    private void happen(int times) {
        for (int done = 0; done < times; done += IN_ONE_TRANSACTION) {
            int from = done;
            log.together(() -> IntStream.range(from, Math.min(times, from + IN_ONE_TRANSACTION))
                    .forEach(i -> stores.get(i % stores.size()).happen()));
        }
    }

    private ProjectionLoop startLoop(String jdbcUrl) {
        ProjectionLoop loop = ProjectorProcess.start(opened(ProjectorProcess.pool(jdbcUrl)), log.settings());
        opened.add(loop::stop);
        return loop;
    }

    private ChildProcess startProjector(String name) {
        return startProcess(ProjectorProcess.class, Map.of(), name);
    }

    /** Whose settings have PostgreSQL end the transaction that a paused one leaves open. */
    private ChildProcess startService(String name) {
        List<Integer> ports = LoopbackPort.free(2);
        Map<String, String> settings = Map.of(
                "PORT",
                String.valueOf(ports.getFirst()),
                "MANAGEMENT_PORT",
                String.valueOf(ports.getLast()),
                "SECRET_KEY",
                "a-key-for-tests-of-more-than-32-bytes",
                "KAFKA_PARTITIONS",
                String.valueOf(KafkaLog.PARTITIONS),
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "LOG_LEVEL",
                "WARNING");
        return startProcess(OrderProjectorApplication.class, settings, name);
    }

    private ChildProcess startProcess(Class<?> program, Map<String, String> settings, String name) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DATABASE_URL", database.jdbcUrl());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", log.broker().bootstrapServers());
        return opened(ChildProcess.start(new ChildProcess.Program(
                program.getName(),
                List.of(),
                System.getProperty("java.class.path"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                environment,
                directory.resolve(name))));
    }

    private void awaitOpenTransaction() {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !database.texts("""
                                SELECT pid::text FROM pg_stat_activity
                                WHERE wait_event = 'PgSleep' AND datname = current_database()""").isEmpty());
    }

    private long applied() {
        return database.jdbc()
                .queryForObject("SELECT coalesce(sum(next_offset), 0) FROM orders_g1.projection_position", Long.class);
    }

    private void awaitEverythingProjectedOnce() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(database.count("journal"))
                        .isEqualTo(partitions.stream()
                                .mapToLong(one -> one.records().size())
                                .sum()));
        assertThat(database.texts("SELECT detail FROM orders.parked_events")).isEmpty();
        for (RandomStore store : stores) {
            String storeId = store.log().storeId();
            assertThat(database.board(storeId))
                    .isEqualTo(BoardView.of(store.log().state(), FreeTexts.AS_KEPT));
            assertThat(database.texts(
                            "SELECT max(sequence) || ' ' || count(*) FROM orders.journal WHERE store_id = ?", storeId))
                    .containsExactly(store.log().sequence() + " " + store.log().sequence());
        }
        assertThat(database.texts(
                        "SELECT status || ' ' || sum(orders) FROM orders.order_counts GROUP BY status ORDER BY 1"))
                .isEqualTo(database.texts(
                        "SELECT status || ' ' || count(*) FROM orders.orders GROUP BY status ORDER BY 1"));
    }

    @Test
    void a_projector_killed_in_the_middle_of_a_batch_again_and_again() {
        onSharedServer();
        for (int kill = 1; kill <= KILLS; kill++) {
            ChildProcess projector = startProjector("killed.log");
            awaitOpenTransaction();
            long before = applied();
            if (kill % 2 == 0) {
                await().atMost(PATIENCE).until(() -> applied() > before);
                awaitOpenTransaction();
            }
            projector.kill();
        }
        startProjector("last.log");

        awaitEverythingProjectedOnce();
    }

    @Test
    void a_projector_that_stops_moving_with_a_transaction_open_and_goes_on_when_another_has_done_its_work() {
        onSharedServer();
        ChildProcess straggler = startService("straggler.log");
        awaitOpenTransaction();
        straggler.pause();
        startService("successor.log");
        awaitEverythingProjectedOnce();

        straggler.resume();
        happen(60);

        awaitEverythingProjectedOnce();
    }

    @Test
    void partitions_that_change_hands_in_the_middle_of_a_batch() throws Exception {
        onSharedServer();
        ProjectionLoop first = startLoop(database.jdbcUrl());
        awaitOpenTransaction();
        ProjectionLoop second = startLoop(database.jdbcUrl());
        await().atMost(PATIENCE).until(() -> !second.partitions().isEmpty() || applied() >= 3_600);
        first.stop();

        awaitEverythingProjectedOnce();
    }

    @Test
    void postgresql_restarted_in_the_middle_of_a_batch() {
        Database server = onServerThatStops();
        startLoop(server.jdbcUrl());
        awaitOpenTransaction();

        server.stop();
        server.start();

        awaitEverythingProjectedOnce();
    }

    @Test
    void the_way_to_postgresql_cut_in_the_middle_of_a_batch() {
        onSharedServer();
        String direct = database.jdbcUrl();
        int port = URI.create(direct.substring("jdbc:".length())).getPort();
        TcpProxy way = opened(TcpProxy.open(LoopbackPort.free(), port));
        ProjectionLoop loop = startLoop(direct.replace(":" + port + "/", ":" + way.port() + "/"));
        awaitOpenTransaction();

        way.cut();
        await().atMost(PATIENCE)
                .until(() -> loop.partitions().stream().anyMatch(status -> status.databaseTrouble() != null));
        way.restore();

        awaitEverythingProjectedOnce();
    }
}
