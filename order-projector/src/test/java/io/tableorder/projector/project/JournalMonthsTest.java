package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.TableEvent;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

class JournalMonthsTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final StoreLog.Partition partition = new StoreLog.Partition(0);
    private Projection projection;
    private StoreLog store;

    @BeforeEach
    void open() {
        projection = database.migrated().projection();
        store = StoreLog.opened("store", partition);
    }

    @Test
    void each_event_is_in_the_table_of_its_month_in_utc() {
        happenAt("2026-03-31T23:59:59Z");
        happenAt("2026-04-01T00:00:00Z");
        happenAt("2027-01-01T00:00:00Z");

        apply();

        assertThat(months()).containsExactly("journal_2026_03 2", "journal_2026_04 1", "journal_2027_01 1");
        assertThat(database.count("journal")).isEqualTo(4);
    }

    @Test
    void times_of_a_clock_set_wrong_find_a_place_too_and_months_that_come_later_are_none_the_worse() {
        happenAt("1970-01-01T00:00:05Z");
        apply();
        happenAt("2026-05-01T00:00:00Z");
        happenAt("2345-06-07T00:00:00Z");
        apply();
        happenAt("2026-06-01T00:00:00Z");
        apply();

        assertThat(months())
                .containsExactly(
                        "journal_2026_03 1",
                        "journal_2026_05 1",
                        "journal_2026_06 1",
                        "journal_early 1",
                        "journal_late 1");
        assertThat(database.count("parked_events")).isZero();
    }

    @Test
    void a_month_is_made_under_a_reader_and_a_writer_of_the_others() throws Exception {
        apply();
        try (Connection reader = database.dataSource().getConnection();
                Connection writer = database.dataSource().getConnection();
                Statement reading = reader.createStatement();
                Statement writing = writer.createStatement()) {
            reader.setAutoCommit(false);
            writer.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM orders.journal");
            writing.execute("UPDATE orders_g1.journal SET request_id = 'other'");
            happenAt("2026-04-01T00:00:00Z");

            CompletableFuture<Void> applied = CompletableFuture.runAsync(this::apply);

            assertThat(applied).succeedsWithin(60, TimeUnit.SECONDS);
            assertThat(months()).containsExactly("journal_2026_03 1", "journal_2026_04 1");
            reader.rollback();
            writer.rollback();
        }
    }

    @Test
    void lanes_of_two_projectors_that_need_the_same_month_at_once_make_it_once() {
        CyclicBarrier together = new CyclicBarrier(8);
        List<CompletableFuture<Void>> lanes = IntStream.range(0, 8)
                .mapToObj(number -> {
                    StoreLog.Partition own = new StoreLog.Partition(number);
                    var _ = StoreLog.opened("store-" + number, own);
                    Projection one = database.projection();
                    long position = one.position(number);
                    return CompletableFuture.runAsync(
                            () -> {
                                await(together);
                                var _ = one.apply(number, position, own.records());
                            },
                            Thread::startVirtualThread);
                })
                .toList();

        assertThat(lanes).allSatisfy(lane -> assertThat(lane).succeedsWithin(60, TimeUnit.SECONDS));
        assertThat(months()).containsExactly("journal_2026_03 8");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_month_that_was_dropped_under_a_projection_that_knows_it_is_made_anew_and_nothing_is_parked() {
        apply();
        database.jdbc().execute("DROP TABLE orders_g1.journal_2026_03");
        happenAt("2026-03-15T00:00:00Z");

        assertThatThrownBy(this::apply).isInstanceOf(DataAccessException.class);
        apply();

        assertThat(months()).containsExactly("journal_2026_03 1");
        assertThat(database.count("parked_events")).isZero();
    }

    private void happenAt(String time) {
        store.pass(Duration.between(store.now(), Instant.parse(time)).minusMillis(1));
        // The store's fold takes no time that goes back.
        store.appendUnfolded(new TableEvent.Added("table at " + time, 1 + (int) store.sequence()));
    }

    private void apply() {
        long from = projection.position(0);
        var _ = projection.apply(0, from, partition.from(from));
    }

    private static List<String> months() {
        Stream<String> names = database
                .texts(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'orders_g1.journal'::regclass")
                .stream();
        return names.sorted()
                .map(name -> name.substring("orders_g1.".length()) + " "
                        + database.texts("SELECT count(*) FROM " + name).getFirst())
                .toList();
    }
}
