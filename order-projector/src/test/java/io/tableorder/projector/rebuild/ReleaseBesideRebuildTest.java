package io.tableorder.projector.rebuild;

import static io.tableorder.projector.rebuild.Platform.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.Poison;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.projector.rebuild.RebuildOutcome.Built;
import io.tableorder.projector.rebuild.RebuildOutcome.Switched;
import io.tableorder.projector.rebuild.RebuildRequest.Build;
import io.tableorder.projector.rebuild.RebuildRequest.Rollback;
import io.tableorder.projector.rebuild.RebuildRequest.SwitchToBuilt;
import io.tableorder.projector.release.ParkedRelease;
import io.tableorder.projector.release.ReleaseOutcome.Released;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody decides about a parked event while another generation, in which it is parked as well, is to become live. */
class ReleaseBesideRebuildTest {
    private static final SkipDecision DECISION =
            new SkipDecision("cannot be mended", new Actor(Role.CHAIN_ADMIN, "kim"), null);

    private static Platform platform;
    private static int stores;

    private StoreLog store;
    private ParkedRelease release;
    private Position poison;

    @BeforeAll
    static void start() throws Exception {
        platform = new Platform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void parkOneAndBuildAnotherGeneration() {
        platform.startAnew();
        release = platform.database().release();
        store = StoreLog.opened(
                KafkaLog.storeIn(1, "parked-" + ++stores), platform.log().partition(1));
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("order", 1));
        Poison.INVALID_JSON.appendTo(store, "order");
        poison = new Position(1, store.partition().records().getLast().offset());
        store.append(Poison.prepared("order", 2));
        awaitParked(poison, "INVALID_JSON");
        assertThat(platform.rebuild(new Build("a test", true, null))).isInstanceOf(Built.class);
        assertThat(statusIn("orders_g2")).containsExactly("PENDING");
    }

    @AfterEach
    void stopProjector() throws Exception {
        platform.stopProjector();
    }

    private static void awaitParked(Position position, String reason) {
        await().atMost(PATIENCE)
                .until(() -> platform.database()
                        .texts(
                                "SELECT reason FROM orders.parked_events WHERE log_partition = ? AND log_offset = ?",
                                position.partition(),
                                position.offset())
                        .contains(reason));
    }

    private List<String> statusIn(String schema) {
        return platform.database()
                .texts("SELECT status FROM " + schema + ".orders WHERE store_id = ?", store.storeId());
    }

    @Test
    void what_was_released_after_the_other_generation_was_compared_is_released_in_it_too() {
        assertThat(release.skip(poison, DECISION)).isInstanceOf(Released.class);
        assertThat(statusIn("orders_g1")).containsExactly("PREPARING");

        assertThat(platform.rebuild(new SwitchToBuilt(null))).isInstanceOf(Switched.class);

        assertThat(statusIn("orders")).containsExactly("PREPARING");
        assertThat(platform.database()
                        .texts("SELECT reason FROM orders.parked_events WHERE store_id = ?", store.storeId()))
                .isEmpty();
    }

    @Test
    void what_is_released_at_the_moment_of_the_switch_is_released_in_both() throws Exception {
        try (Connection connection = platform.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // The switch gets as far as the views, and waits.
            statement.execute("SELECT count(*) FROM orders.menus");
            Future<RebuildOutcome> rebuild = platform.rebuildBeside(new SwitchToBuilt(null));
            await().atMost(PATIENCE).until(ReleaseBesideRebuildTest::viewsAreChoosing);

            assertThat(release.skip(poison, DECISION)).isInstanceOf(Released.class);
            connection.commit();

            assertThat(rebuild.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Switched.class);
        }
        assertThat(statusIn("orders")).containsExactly("PREPARING");
    }

    private static boolean viewsAreChoosing() {
        return !platform.database()
                .texts("SELECT viewname FROM pg_views WHERE schemaname = 'orders' AND definition LIKE '%orders_g2%'")
                .isEmpty();
    }

    @Test
    void a_rollback_does_not_take_a_release_back() {
        assertThat(platform.rebuild(new SwitchToBuilt(null))).isInstanceOf(Switched.class);
        assertThat(release.skip(poison, DECISION)).isInstanceOf(Released.class);

        assertThat(platform.rebuild(new Rollback())).isEqualTo(new Switched("orders_g2", "orders_g1", null));

        assertThat(statusIn("orders")).containsExactly("PREPARING");
    }

    @Test
    void a_release_that_began_before_the_switch_is_over_before_it_or_done_in_the_next_generation() throws Exception {
        try (Connection connection = platform.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM orders_g1.parked_events WHERE log_partition = 1 FOR UPDATE");
            Future<?> skip = Platform.beside(() -> release.skip(poison, DECISION));
            await().atMost(PATIENCE).until(ReleaseBesideRebuildTest::somebodyWaitsForARow);
            Future<RebuildOutcome> rebuild = platform.rebuildBeside(new SwitchToBuilt(null));
            await().atMost(PATIENCE).until(ReleaseBesideRebuildTest::theSwitchWaits);

            connection.rollback();

            assertThat(skip.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Released.class);
            assertThat(rebuild.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Switched.class);
        }
        assertThat(statusIn("orders")).containsExactly("PREPARING");
    }

    private static boolean somebodyWaitsForARow() {
        return !platform.database()
                .texts("SELECT pid::text FROM pg_stat_activity WHERE wait_event IN ('tuple', 'transactionid')")
                .isEmpty();
    }

    private static boolean theSwitchWaits() {
        return !platform.database().texts("""
                        SELECT pid::text FROM pg_locks WHERE NOT granted AND mode = 'ExclusiveLock'
                          AND relation = 'orders_g1.projection_position'::regclass""").isEmpty();
    }
}
