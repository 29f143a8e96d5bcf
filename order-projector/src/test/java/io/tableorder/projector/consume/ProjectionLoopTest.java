package io.tableorder.projector.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.embedded.Database;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.consume.ProjectionLoop.PartitionStatus;
import io.tableorder.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ProjectionLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<ProjectionLoop> loops = new ArrayList<>();
    private final List<StoreLog.Partition> partitions = new ArrayList<>();
    private final List<RandomStore> stores = new ArrayList<>();
    private KafkaLog log;
    private ReadModelDatabase database;

    @BeforeEach
    void start() throws Exception {
        log = new KafkaLog();
        database = ReadModelDatabase.ofItsOwn();
        for (int i = 0; i < KafkaLog.PARTITIONS; i++) {
            partitions.add(log.partition(i));
            stores.add(new RandomStore(StoreLog.opened(KafkaLog.storeIn(i, "store-" + i), partitions.get(i)), i));
        }
    }

    @AfterEach
    void stop() throws Exception {
        stopLoops();
        database.close();
        log.close();
    }

    /** In place of a database on the server that other tests need. */
    private void onServerThatStops(Database server) {
        database.close();
        database = ReadModelDatabase.onServerThatStops(server);
    }

    private void stopLoops() throws InterruptedException {
        for (ProjectionLoop loop : loops) {
            loop.stop();
        }
        loops.clear();
    }

    private ProjectionLoop startLoop() {
        ProjectionLoop loop = ProjectorProcess.start(database.dataSource(), log.settings());
        loops.add(loop);
        return loop;
    }

    private void happen(int times) {
        IntStream.range(0, times).forEach(i -> stores.get(i % stores.size()).happen());
    }

    private void awaitEverythingProjectedOnce() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            for (RandomStore store : stores) {
                assertThat(database.board(store.log().storeId()))
                        .isEqualTo(BoardView.of(store.log().state(), FreeTexts.AS_KEPT));
            }
        });
        assertThat(database.count("journal"))
                .isEqualTo(partitions.stream()
                        .mapToLong(one -> one.records().size())
                        .sum());
        assertThat(database.texts("SELECT detail FROM orders.parked_events")).isEmpty();
    }

    @Test
    void events_are_projected_as_they_come_and_a_restarted_projector_goes_on_where_it_was() throws Exception {
        ProjectionLoop first = startLoop();
        happen(20);
        awaitEverythingProjectedOnce();
        happen(20);
        first.stop();
        happen(20);

        ProjectionLoop second = startLoop();

        awaitEverythingProjectedOnce();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(second.partitions())
                        .hasSize(KafkaLog.PARTITIONS)
                        .allMatch(status -> status.lagEvents().orElse(-1) == 0));
    }

    @Test
    void what_was_never_committed_is_never_projected() {
        startLoop();
        log.abort(new ProducerRecord<>("order-events", 0, StoreLog.bytes("store-0"), StoreLog.bytes("a lie")));
        happen(10);

        awaitEverythingProjectedOnce();
    }

    @Test
    void records_of_strangers_and_copies_cost_no_store_anything() {
        startLoop();
        happen(10);
        StoreLog.Partition own = partitions.get(1);
        ConsumerRecord<byte[], byte[]> event = own.records().getLast();
        partitions.get(0).append(copyInto(0, event));
        partitions.get(0).append(new ProducerRecord<>("order-events", 0, 0L, null, StoreLog.bytes("?")));
        own.append(copyInto(1, event));
        happen(10);

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            for (RandomStore store : stores) {
                assertThat(database.board(store.log().storeId()))
                        .isEqualTo(BoardView.of(store.log().state(), FreeTexts.AS_KEPT));
            }
        });
        assertThat(database.texts("SELECT scope || ' ' || reason FROM orders.parked_events"))
                .containsExactlyInAnyOrder("record WRONG_PARTITION", "record INVALID_JSON");
        assertThat(database.texts("SELECT event_id FROM orders.journal")).doesNotHaveDuplicates();
    }

    private static ProducerRecord<byte[], byte[]> copyInto(int partition, ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), partition, record.timestamp(), record.key(), record.value(), record.headers());
    }

    @Test
    void a_projector_started_without_postgresql_finds_it_when_it_comes() throws Exception {
        try (Database server = TestServices.database()) {
            onServerThatStops(server);
            server.stop();
            ProjectionLoop loop = startLoop();
            happen(10);
            assertThat(loop.partitions()).isEmpty();

            server.start();

            awaitEverythingProjectedOnce();
            stopLoops();
        }
    }

    @Test
    void postgresql_may_go_away_and_come_back() throws Exception {
        try (Database server = TestServices.database()) {
            onServerThatStops(server);
            ProjectionLoop loop = startLoop();
            happen(10);
            awaitEverythingProjectedOnce();

            server.stop();
            happen(30);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(loop.partitions()).anyMatch(status -> status.databaseTrouble() != null));
            server.start();

            awaitEverythingProjectedOnce();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(loop.partitions()).allMatch(status -> status.databaseTrouble() == null));
            stopLoops();
        }
    }

    @Test
    void kafka_may_go_away_and_come_back() {
        startLoop();
        happen(10);
        awaitEverythingProjectedOnce();

        log.broker().stop();
        log.broker().start();
        happen(10);

        awaitEverythingProjectedOnce();
    }

    @Test
    void a_lane_that_ended_by_a_fault_of_ours_is_followed_by_another() {
        AtomicBoolean faulty = new AtomicBoolean(true);
        ProjectionLoop loop = ProjectorProcess.start(database.dataSource(), log.settings(), projections -> () -> {
            if (faulty.get()) {
                throw new IllegalStateException("a fault of ours");
            }
            return projections.get();
        });
        loops.add(loop);
        happen(10);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(loop.partitions())
                        .hasSize(KafkaLog.PARTITIONS)
                        .allMatch(status -> status.state() == LaneState.FAILED && status.logTrouble() != null));
        assertThat(loop.isAlive())
                .as("a partition's fault is no reason to end the process")
                .isTrue();

        faulty.set(false);

        awaitEverythingProjectedOnce();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(loop.partitions()).allMatch(status -> status.logTrouble() == null));
    }

    @Test
    void projectors_share_the_partitions_and_take_over_from_each_other() throws Exception {
        ProjectionLoop first = startLoop();
        happen(10);
        awaitEverythingProjectedOnce();
        ProjectionLoop second = startLoop();
        happen(30);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(second.partitions()).isNotEmpty();
            assertThat(numbers(first, second)).containsExactlyInAnyOrder(0, 1, 2);
        });
        happen(30);
        first.stop();
        happen(30);

        awaitEverythingProjectedOnce();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(numbers(second)).containsExactlyInAnyOrder(0, 1, 2));
    }

    private static List<Integer> numbers(ProjectionLoop... loops) {
        return List.of(loops).stream()
                .flatMap(loop -> loop.partitions().stream())
                .map(PartitionStatus::partition)
                .toList();
    }

    @Test
    void a_position_that_the_log_does_not_hold_is_said_and_nothing_is_skipped() {
        database.migrated().jdbc().update("INSERT INTO orders_g1.projection_position VALUES (0, 9000, NULL, now())");
        ProjectionLoop loop = startLoop();

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(loop.partitions().getFirst().logTrouble())
                        .isEqualTo("the log does not hold offset 9000"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.count("journal")).isEqualTo(2));

        database.jdbc().update("UPDATE orders_g1.projection_position SET next_offset = 0 WHERE log_partition = 0");
        awaitEverythingProjectedOnce();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(loop.partitions().getFirst().logTrouble()).isNull());
    }
}
