package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.Poison;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.Projection;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionCommandTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final StoreLog.Partition partition = new StoreLog.Partition(0);
    private Projection projection;
    private StoreLog store;
    private StoreLog quiet;

    /** March 2026: two stores open, one of them serves a table. */
    @BeforeEach
    void open() {
        projection = database.migrated().projection();
        quiet = StoreLog.opened("quiet", partition);
        store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("order", 1));
        store.append(Poison.prepared("order", 2));
    }

    @Test
    void months_before_the_one_given_go_and_each_store_keeps_where_its_journal_begins_now() {
        endSession();
        String lastOfMarch = store.hash();
        timeIs("2026-04-10T00:00:00Z");
        store.append(new TableEvent.Added("april", 2));
        String lastOfApril = store.hash();
        timeIs("2026-05-10T00:00:00Z");
        store.append(new TableEvent.Added("may", 3));
        apply();

        assertThat(retention("--before=2026-04", "--dry-run").lines())
                .singleElement()
                .asString()
                .startsWith("Would drop orders_g1.journal_2026_03, ");
        assertThat(starts()).isEmpty();
        assertThat(database.count("journal")).isEqualTo(9);

        assertThat(retention("--before=2026-04").lines())
                .singleElement()
                .asString()
                .startsWith("Dropped orders_g1.journal_2026_03, ");
        assertThat(starts()).containsExactly("quiet 1 " + quiet.hash(), "store 6 " + lastOfMarch);
        assertThat(retention("--before=2026-05").exitCode()).isZero();
        assertThat(starts()).containsExactly("quiet 1 " + quiet.hash(), "store 7 " + lastOfApril);
        assertThat(months()).containsExactly("journal_2026_05");
        assertThat(database.texts("SELECT subject FROM orders.journal")).containsExactly("may");
        assertThat(retention("--before=2026-05").out()).contains("nothing before 2026-05");
    }

    @Test
    void a_session_that_is_open_still_keeps_its_month_and_is_named_and_so_is_an_order_under_way() {
        timeIs("2026-05-10T00:00:00Z");
        store.append(new TableEvent.Added("may", 2));
        apply();

        assertThat(refused("--before=2026-05"))
                .contains("1 orders under way, the first of store store since 2026-03-02");
        database.jdbc().update("UPDATE orders_g1.orders SET status = 'COMPLETED'");
        assertThat(refused("--before=2026-05")).contains("1 open sessions, the first of store store since 2026-03-02");
        assertThat(retention("--before=2026-03").exitCode()).isZero();
    }

    @Test
    void a_parked_event_keeps_its_month_whatever_generation_it_waits_in() {
        endSession();
        timeIs("2026-04-10T00:00:00Z");
        Poison.UNKNOWN_TYPE.appendTo(store, "order");
        timeIs("2026-05-10T00:00:00Z");
        store.append(new TableEvent.Added("may", 2));
        apply();

        assertThat(refused("--before=2026-05"))
                .contains("1 parked events, the first at 0-7")
                .contains("orders parked");
        assertThat(retention("--before=2026-04", "--dry-run").exitCode()).isZero();

        database.jdbc().execute("""
                CREATE SCHEMA orders_g2;
                CREATE TABLE orders_g2.parked_events AS SELECT * FROM orders_g1.parked_events;
                DELETE FROM orders_g1.parked_events;
                CREATE TABLE orders_g2.journal (LIKE orders_g1.journal INCLUDING ALL) PARTITION BY RANGE (event_time);
                CREATE TABLE orders_g2.store_heads (LIKE orders_g1.store_heads INCLUDING ALL);
                INSERT INTO orders.generations (schema, state, why) VALUES ('orders_g2', 'previous', 'a test')""");
        assertThat(refused("--before=2026-05")).contains("in orders_g2").contains("rebuild --clean");
    }

    @Test
    void the_month_that_is_being_written_cannot_go() {
        endSession();
        apply();

        assertThat(refused("--before=2099-01")).contains("at most what is before it can go");
        assertThat(retention("--before=soon").exitCode()).isEqualTo(2);
    }

    @Test
    void a_store_whose_times_go_back_keeps_the_months_that_would_tear_a_hole() {
        endSession();
        timeIs("2026-05-10T00:00:00Z");
        store.append(new TableEvent.Added("may", 2));
        timeIs("2026-04-10T00:00:00Z");
        store.appendUnfolded(new TableEvent.Added("april", 3));
        apply();

        assertThat(refused("--before=2026-05")).contains("sequence 7 of store store");
        assertThat(retention("--before=2026-04").exitCode()).isZero();
    }

    @Test
    void what_comes_late_for_a_dropped_month_is_in_the_journal_and_can_go_again() {
        endSession();
        timeIs("2026-05-10T00:00:00Z");
        store.append(new TableEvent.Added("may", 2));
        apply();
        assertThat(retention("--before=2026-05").exitCode()).isZero();
        quiet.append(new TableEvent.Added("late", 1));

        // As the lane does: the projection that knew the month finds out, and asks again.
        assertThat(CompletableFuture.runAsync(this::apply)).failsWithin(60, TimeUnit.SECONDS);
        apply();

        assertThat(months()).containsExactly("journal_2026_03", "journal_2026_05");
        assertThat(database.count("parked_events")).isZero();
        assertThat(retention("--before=2026-05").exitCode()).isZero();
        assertThat(starts()).contains("quiet 2 " + quiet.hash());
    }

    @Test
    void a_query_under_way_is_waited_for_and_sees_everything_to_its_end() throws Exception {
        endSession();
        apply();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM orders.stores");

            CompletableFuture<CommandRun> run = CompletableFuture.supplyAsync(() -> retention("--before=2026-05"));
            await().until(() -> !starts().isEmpty());
            try (var rows = statement.executeQuery(
                    "SELECT (SELECT count(*) FROM orders.journal)," + " (SELECT count(*) FROM orders.journal_start)")) {
                rows.next();
                assertThat(List.of(rows.getLong(1), rows.getLong(2))).containsExactly(7L, 0L);
            }
            assertThat(run).isNotDone();
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(run).succeedsWithin(60, TimeUnit.SECONDS);
        }
        assertThat(months()).isEmpty();
    }

    private void endSession() {
        store.append(new SessionEvent.Ended("session", "table", 1, 9_000, 1));
    }

    private void timeIs(String time) {
        store.pass(Duration.between(store.now(), Instant.parse(time)));
    }

    private void apply() {
        long from = projection.position(0);
        var _ = projection.apply(0, from, partition.from(from));
    }

    private static CommandRun retention(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "retention";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(Map.of("DATABASE_URL", database.dataSource().getJdbcUrl()), all);
    }

    private static String refused(String argument) {
        List<String> before = months();
        CommandRun run = retention(argument);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(months()).isEqualTo(before);
        assertThat(starts()).isEmpty();
        return run.err();
    }

    private static List<String> starts() {
        return database.texts("SELECT store_id || ' ' || sequence || ' ' || hash FROM orders.journal_start ORDER BY 1");
    }

    private static List<String> months() {
        return database.texts("""
                SELECT relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
                WHERE inhparent = 'orders_g1.journal'::regclass ORDER BY 1""");
    }
}
