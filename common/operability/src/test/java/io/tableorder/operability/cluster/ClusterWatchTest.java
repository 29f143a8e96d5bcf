package io.tableorder.operability.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.cluster.Shortfall;
import io.tableorder.cluster.Shortfall.Kind;
import io.tableorder.fixture.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Shortfall RETENTION = new Shortfall(Kind.RETENTION, "events go after a week");
    private static final Shortfall BEGINNING = new Shortfall(Kind.BEGINNING, "partition 3 has no beginning");

    private final LogLines lines = LogLines.of(ClusterWatch.class);

    /** Null while the cluster is away. */
    private final AtomicReference<@Nullable List<Shortfall>> cluster = new AtomicReference<>(List.of());

    private final CountDownLatch exit = new CountDownLatch(1);
    private final ClusterWatch watch = new ClusterWatch(
            _ -> {
                List<Shortfall> found = cluster.get();
                if (found == null) {
                    throw new TimeoutException("away");
                }
                return found;
            },
            exit::countDown,
            SOON,
            SOON);

    @AfterEach
    void stop() {
        watch.stop();
        lines.close();
    }

    @Test
    void a_cluster_that_lets_events_go_refuses_the_start_in_one_line() {
        cluster.set(List.of(RETENTION));

        assertThatThrownBy(watch::start)
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage(RETENTION.line());

        assertThat(watch.isRunning()).isFalse();
        assertThat(lines.texts())
                .filteredOn(line -> line.contains(RETENTION.line()))
                .containsExactly("ERROR " + RETENTION.line());
    }

    @Test
    void what_costs_some_stores_only_is_said_and_refuses_nothing() {
        cluster.set(List.of(BEGINNING));

        watch.start();

        assertThat(watch.isRunning()).isTrue();
        assertThat(watch.count(Kind.BEGINNING)).isEqualTo(1);
        assertThat(lines.texts()).anyMatch(line -> line.contains(BEGINNING.line()));
    }

    @Test
    void a_cluster_that_is_away_does_not_stop_the_start() {
        cluster.set(null);

        watch.start();

        assertThat(watch.isRunning()).isTrue();
    }

    @Test
    void a_cluster_that_comes_late_and_lets_events_go_ends_the_process() throws Exception {
        cluster.set(null);
        watch.start();

        cluster.set(List.of(RETENTION));

        exit.await();
    }

    @Test
    void a_change_under_a_running_service_is_counted_until_it_is_undone_and_ends_nothing() {
        watch.start();

        cluster.set(List.of(RETENTION));
        await().untilAsserted(() -> assertThat(watch.count(Kind.RETENTION)).isEqualTo(1));
        cluster.set(List.of());
        await().untilAsserted(() -> assertThat(watch.count(Kind.RETENTION)).isZero());

        assertThat(exit.getCount()).isEqualTo(1);
    }
}
