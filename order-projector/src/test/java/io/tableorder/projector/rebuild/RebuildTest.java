package io.tableorder.projector.rebuild;

import static io.tableorder.projector.rebuild.Platform.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tableorder.projector.rebuild.RebuildOutcome.Built;
import io.tableorder.projector.rebuild.RebuildOutcome.Cleaned;
import io.tableorder.projector.rebuild.RebuildOutcome.Differs;
import io.tableorder.projector.rebuild.RebuildOutcome.Switched;
import io.tableorder.projector.rebuild.RebuildRequest.Build;
import io.tableorder.projector.rebuild.RebuildRequest.Clean;
import io.tableorder.projector.rebuild.RebuildRequest.Rollback;
import io.tableorder.projector.rebuild.RebuildRequest.SwitchToBuilt;
import io.tableorder.projector.table.Generation;
import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest {
    private static final Build BUILD = new Build("a test", false, null);

    /** With a transaction that will not end. */
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(500);

    private static Platform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = new Platform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void startAnew() {
        platform.startAnew();
        platform.happen(30);
        platform.awaitEverythingProjectedOnce();
    }

    @AfterEach
    void stopProjector() throws Exception {
        platform.stopProjector();
    }

    @Test
    void queries_never_fail_and_never_go_back_in_time_while_generations_are_built_switched_and_rolled_back_under_load()
            throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Future<Long> happening = Platform.beside(() -> {
            long times = 0;
            while (!enough.get()) {
                platform.happen(1);
                times++;
            }
            return times;
        });
        try (Queries queries = Queries.start(platform.database().dataSource(), 4)) {
            assertThat(platform.rebuild(BUILD)).isInstanceOf(Switched.class);
            assertThat(platform.rebuild(new Rollback())).isEqualTo(new Switched("orders_g2", "orders_g1", null));
            assertThat(platform.rebuild(BUILD)).isInstanceOfSatisfying(Switched.class, switched -> {
                assertThat(switched.comparison().isEqual()).isTrue();
                assertThat(switched.comparison().rows()).isPositive();
            });

            long answers = queries.answers();
            await().atMost(PATIENCE).until(() -> queries.answers() > answers + 20);
            enough.set(true);
            assertThat(happening.get()).isPositive();
        }
        platform.awaitEverythingProjectedOnce();
        assertThat(platform.generations())
                .containsExactly("orders_g1 previous", "orders_g2 previous", "orders_g3 live");
        assertThat(shownByViews()).containsExactly("orders_g3");
        assertThat(platform.jdbc().queryForObject("SELECT count(*) FROM orders_g3.journal", Long.class))
                .isEqualTo(platform.events());
    }

    private static List<String> shownByViews() {
        return platform.database().texts("""
                SELECT DISTINCT m[1] FROM pg_views, regexp_matches(definition, 'orders_g[0-9]+', 'g') AS m
                WHERE schemaname = 'orders'""");
    }

    @Test
    void a_transaction_from_before_the_switch_goes_on_with_what_it_saw_and_the_views_are_set_right_later()
            throws Exception {
        String orders = "SELECT count(*) || ' ' || sum(version) FROM orders.orders";
        String before = platform.database().texts(orders).getFirst();
        try (Connection connection = platform.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM orders.generations");
            platform.happen(30);
            platform.awaitEverythingProjectedOnce();

            assertThat(platform.rebuild(BUILD, SHORT_PATIENCE)).isInstanceOf(Switched.class);

            assertThat(shownByViews()).contains("orders_g1", "orders_g2");
            assertThat(platform.database().texts(orders)).doesNotContain(before);
            try (ResultSet row = statement.executeQuery(orders)) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(before);
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        platform.rebuild(new Clean());
        assertThat(shownByViews()).containsExactly("orders_g2");
        platform.awaitEverythingProjectedOnce();
    }

    @Test
    void a_rebuild_killed_midway_goes_on_where_it_was() throws Exception {
        try (Connection connection = platform.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(platform.rebuild(new Build("to be resumed", true, null))).isInstanceOf(Built.class);
            platform.happen(30);
            platform.awaitEverythingProjectedOnce();
            // The rebuild can read every partition but one.
            connection.setAutoCommit(false);
            statement.execute("UPDATE orders_g2.projection_position SET event_time = now() WHERE log_partition = 1");
            List<Long> before = positions("orders_g2");
            Process killed = rebuildInAProcessOfItsOwn();
            try {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    List<Long> now = positions("orders_g2");
                    assertThat(now.get(0)).isGreaterThan(before.get(0));
                    assertThat(now.get(2)).isGreaterThan(before.get(2));
                });
            } finally {
                killed.destroyForcibly().waitFor();
                connection.rollback();
            }
        }
        assertThat(platform.generations()).containsExactly("orders_g1 live", "orders_g2 building");

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(RebuildFailedException.class)
                .until(() -> platform.rebuild(BUILD) instanceof Switched);

        assertThat(platform.generations()).containsExactly("orders_g1 previous", "orders_g2 live");
        platform.awaitEverythingProjectedOnce();
    }

    private static Process rebuildInAProcessOfItsOwn() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RebuildProcess.class.getName());
        Map<String, String> environment = builder.environment();
        environment.put("DATABASE_URL", platform.database().jdbcUrl());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.log().broker().bootstrapServers());
        return builder.inheritIO().start();
    }

    private static List<Long> positions(String schema) {
        return platform.jdbc()
                .queryForList(
                        "SELECT next_offset FROM " + schema + ".projection_position ORDER BY log_partition",
                        Long.class);
    }

    @Test
    void rows_that_are_not_what_the_log_says_are_named_and_accepted_only_with_a_reason() {
        String order = platform.database()
                .texts("SELECT order_id FROM orders.orders ORDER BY 1 LIMIT 1")
                .getFirst();
        String store = platform.database()
                .texts("SELECT store_id FROM orders.orders ORDER BY order_id LIMIT 1")
                .getFirst();
        platform.jdbc()
                .update(
                        "UPDATE orders_g1.orders SET total_amount = total_amount + 1 WHERE order_id = ? AND store_id = ?",
                        order,
                        store);
        platform.jdbc()
                .update("DELETE FROM orders_g1.journal WHERE store_id = ? AND sequence = 2", Platform.storeId(1));
        platform.jdbc().update("INSERT INTO orders_g1.categories VALUES ('store-2', 'invented', '없는 분류', 1, false)");

        RebuildOutcome outcome = platform.rebuild(BUILD);

        assertThat(outcome).isInstanceOfSatisfying(Differs.class, differs -> {
            assertThat(differs.comparison().differences())
                    .extracting(Comparison.SqlTableComparison::table, Comparison.SqlTableComparison::differing)
                    .containsExactly(tuple("categories", 1L), tuple("journal", 1L), tuple("orders", 1L));
            assertThat(differs.comparison().differences())
                    .flatExtracting(table ->
                            table.sample().stream().map(Object::toString).toList())
                    .satisfiesExactly(
                            category ->
                                    assertThat(category).isEqualTo("only live: store_id=store-2, category_id=invented"),
                            journal -> assertThat(journal).startsWith("only rebuilt: log_partition=1, log_offset="),
                            row -> assertThat(row)
                                    .isEqualTo("differs: store_id=%s, order_id=%s in total_amount"
                                            .formatted(store, order)));
        });
        assertThat(platform.generations()).containsExactly("orders_g1 live", "orders_g2 building");

        assertThat(platform.rebuild(new SwitchToBuilt("somebody tampered"))).isInstanceOf(Switched.class);

        assertThat(platform.generations()).containsExactly("orders_g1 previous", "orders_g2 live");
        assertThat(platform.database().texts("SELECT accepted FROM orders.generations WHERE state = 'live'"))
                .containsExactly("somebody tampered");
        platform.awaitEverythingProjectedOnce();
    }

    @Test
    void a_rollback_brings_the_previous_generation_up_to_date_first() {
        assertThat(platform.rebuild(BUILD)).isInstanceOf(Switched.class);
        platform.happen(30);
        platform.awaitEverythingProjectedOnce();

        assertThat(platform.rebuild(new Rollback())).isEqualTo(new Switched("orders_g2", "orders_g1", null));

        platform.awaitEverythingProjectedOnce();
        platform.happen(30);
        platform.awaitEverythingProjectedOnce();
        assertThat(positions("orders_g1")).isNotEqualTo(positions("orders_g2"));
    }

    @Test
    void without_a_previous_generation_there_is_nothing_to_roll_back_to() {
        assertThatThrownBy(() -> platform.rebuild(new Rollback()))
                .isInstanceOf(RebuildFailedException.class)
                .hasMessageContaining("no previous generation");
        assertThatThrownBy(() -> platform.rebuild(new SwitchToBuilt(null)))
                .isInstanceOf(RebuildFailedException.class)
                .hasMessageContaining("start a rebuild first");
    }

    @Test
    void of_two_rebuilds_at_once_the_second_is_refused() throws Exception {
        try (RebuildLock _ = RebuildLock.take(platform.database().dataSource())) {
            assertThatThrownBy(() -> platform.rebuild(BUILD))
                    .isInstanceOf(RebuildFailedException.class)
                    .hasMessageContaining("Another rebuild is under way");
        }
        assertThat(platform.generations()).containsExactly("orders_g1 live");
        assertThat(platform.rebuild(BUILD)).isInstanceOf(Switched.class);
    }

    @Test
    void a_transaction_that_has_looked_at_a_view_is_waited_for_and_nobody_waits_with_it() throws Exception {
        try (Connection connection = platform.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                Queries queries = Queries.start(platform.database().dataSource(), 2)) {
            connection.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM orders.menus");
            Future<RebuildOutcome> rebuild = platform.rebuildBeside(BUILD);
            await().atMost(PATIENCE).until(() -> platform.generations().contains("orders_g2 building"));
            long answers = queries.answers();
            await().atMost(PATIENCE).until(() -> queries.answers() > answers + 50);
            statement.execute("SELECT count(*) FROM orders.orders");
            assertThat(rebuild.isDone()).isFalse();
            assertThat(platform.generations()).contains("orders_g1 live");

            connection.commit();

            assertThat(rebuild.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Switched.class);
        }
    }

    @Test
    void cleaning_leaves_the_live_generation_alone_and_a_projector_that_was_idle_meanwhile_finds_it() {
        assertThat(platform.rebuild(BUILD)).isInstanceOf(Switched.class);
        assertThat(platform.rebuild(new Build("never switched", true, null))).isInstanceOf(Built.class);

        assertThat(platform.rebuild(new Clean()))
                .isEqualTo(new Cleaned("orders_g2", List.of("orders_g1", "orders_g3")));

        assertThat(platform.generations()).containsExactly("orders_g2 live");
        assertThat(platform.database().texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'orders\\_g%'"))
                .containsExactly("orders_g2");
        platform.happen(30);
        platform.awaitEverythingProjectedOnce();
        assertThat(new Generations(platform.jdbc()).next()).isEqualTo(new Generation("orders_g3"));
    }

    @Test
    void a_log_without_its_beginning_is_an_error_and_not_a_shorter_past() {
        platform.rebuild(new Build("to begin with", true, null));
        platform.jdbc().update("UPDATE orders_g2.projection_position SET next_offset = 900000 WHERE log_partition = 0");
        platform.jdbc().update("UPDATE orders_g1.projection_position SET next_offset = 900001 WHERE log_partition = 0");

        assertThatThrownBy(() -> platform.rebuild(BUILD))
                .isInstanceOf(RebuildFailedException.class)
                .hasMessageContaining("no longer holds");
    }
}
