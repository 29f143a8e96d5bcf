package io.tableorder.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.consume.ProjectorProcess;
import io.tableorder.projector.fold.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Broker, database and live projection, with stores in which things happen. The log grows over a class's tests. */
public final class Platform implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaLog log;
    private final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();
    private final List<StoreLog.Partition> partitions = new ArrayList<>();
    private final List<RandomStore> stores = new ArrayList<>();
    private ProjectionLoop loop;

    public Platform() throws Exception {
        log = new KafkaLog();
        for (int i = 0; i < KafkaLog.PARTITIONS; i++) {
            partitions.add(log.partition(i));
            stores.add(new RandomStore(StoreLog.opened(storeId(i), partitions.get(i)), i));
        }
    }

    /** Returns the id of the store in the partition. */
    public static String storeId(int partition) {
        return KafkaLog.storeIn(partition, "store-" + partition);
    }

    /** Read models as if nothing had ever been projected, and a projector that begins with them. */
    public void startAnew() {
        database.migrated();
        startProjector();
    }

    void startProjector() {
        loop = ProjectorProcess.start(database.dataSource(), log.settings());
    }

    public void stopProjector() throws InterruptedException {
        loop.stop();
    }

    public void happen(int times) {
        IntStream.range(0, times).forEach(i -> stores.get(i % stores.size()).happen());
    }

    /** All sessions end, and what happens next happens in the month after. */
    public void aMonthPasses() {
        Instant next = stores.stream()
                .map(store -> YearMonth.from(store.log().now().atOffset(ZoneOffset.UTC)))
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        stores.forEach(store -> {
            store.endSessions();
            store.log().pass(Duration.between(store.log().now(), next));
        });
    }

    public YearMonth thisMonth() {
        return YearMonth.from(stores.getFirst().log().now().atOffset(ZoneOffset.UTC));
    }

    public KafkaLog log() {
        return log;
    }

    public ReadModelDatabase database() {
        return database;
    }

    public JdbcTemplate jdbc() {
        return database.jdbc();
    }

    public List<String> generations() {
        return database.texts("SELECT schema || ' ' || state FROM orders.generations ORDER BY schema");
    }

    RebuildOutcome rebuild(RebuildRequest request) {
        return rebuild(request, OlderSnapshots.PATIENCE);
    }

    /** @param patience with transactions from before the switch */
    RebuildOutcome rebuild(RebuildRequest request, Duration patience) {
        return new Rebuild(
                        database.dataSource(),
                        BulkConsumers.of(KafkaClients.of(log.settings())),
                        RecordReader.of(KafkaLog.PARTITIONS),
                        patience)
                .run(request, new RebuildProgress());
    }

    Future<RebuildOutcome> rebuildBeside(RebuildRequest request) {
        return beside(() -> rebuild(request));
    }

    static <T> Future<T> beside(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    public void awaitEverythingProjectedOnce() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            for (RandomStore store : stores) {
                assertThat(database.board(store.log().storeId()))
                        .isEqualTo(BoardView.of(store.log().state(), FreeTexts.AS_KEPT));
            }
            assertThat(database.count("journal")).isEqualTo(events());
        });
        assertThat(database.count("parked_events")).isZero();
    }

    long events() {
        return partitions.stream().mapToLong(one -> one.records().size()).sum();
    }

    @Override
    public void close() {
        database.close();
        log.close();
    }
}
