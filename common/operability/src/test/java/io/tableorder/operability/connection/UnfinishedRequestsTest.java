package io.tableorder.operability.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.connection.UnfinishedBodies.Body;
import io.tableorder.operability.connection.UnfinishedHeads.Head;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnfinishedRequestsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<String> closed = new ArrayList<>();
    private final UnfinishedHeads heads = new UnfinishedHeads(2, DEADLINE, ended::incrementAndGet, now::get);

    @Test
    void the_oldest_of_too_many_heads_is_ended() {
        heads.begin(() -> closed.add("first"));
        heads.begin(() -> closed.add("second"));
        assertThat(closed).isEmpty();

        heads.begin(() -> closed.add("third"));

        assertThat(closed).containsExactly("first");
        assertThat(ended).hasValue(1);
        assertThat(heads.count()).isEqualTo(2);
    }

    @Test
    void a_late_head_is_ended_and_a_young_one_is_not() {
        heads.begin(() -> closed.add("late"));
        now.addAndGet(DEADLINE.toNanos());
        heads.begin(() -> closed.add("young"));
        now.addAndGet(1);

        heads.endLate();

        assertThat(closed).containsExactly("late");
    }

    @Test
    void a_finished_head_is_never_ended() {
        Head head = heads.begin(() -> closed.add("finished"));
        head.finished();
        head.finished();
        now.addAndGet(2 * DEADLINE.toNanos());

        heads.endLate();

        assertThat(closed).isEmpty();
        assertThat(heads.count()).isZero();
    }

    @Test
    void a_body_has_less_patience_while_too_many_are_waited_for() {
        UnfinishedBodies bodies = new UnfinishedBodies(limits(8), now::get);
        List<Duration> patience = new ArrayList<>();
        Body first = bodies.begin(patience::add);
        first.beforeRead();
        Body second = bodies.begin(patience::add);
        second.beforeRead();
        second.finished();
        first.beforeRead();

        assertThat(patience).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(250), Duration.ofSeconds(7));
    }

    @Test
    void a_body_is_late_after_its_deadline_unless_it_is_finished() {
        UnfinishedBodies bodies = new UnfinishedBodies(limits(8), now::get);
        Body body = bodies.begin(_ -> {});
        now.addAndGet(DEADLINE.toNanos());
        assertThat(body.isLate()).isFalse();
        now.addAndGet(1);
        assertThat(body.isLate()).isTrue();

        body.finished();
        body.finished();

        assertThat(body.isLate()).isFalse();
        assertThat(bodies.count()).isZero();
    }

    @Test
    void limits_fit_the_heap_and_the_files() {
        long halfGibibyte = 512L << 20;
        ConnectionLimits usual = ConnectionLimits.fitting(halfGibibyte, 1_000_000);
        assertThat(usual.maximumConnections()).isBetween(10_000, 20_000);
        assertThat(usual.maximumUnfinished()).isEqualTo(2_048);
        assertThat(usual.maximumBodies()).isEqualTo(256);
        assertThat(usual.maximumOfAddress()).isBetween(1_000, usual.maximumUnfinished());

        assertThat(ConnectionLimits.fitting(halfGibibyte, 4_096).maximumConnections())
                .isEqualTo(3_096);
        assertThat(ConnectionLimits.fitting(64L << 30, 1_000_000).maximumConnections())
                .isEqualTo(20_000);
        ConnectionLimits least = ConnectionLimits.fitting(1, 1);
        assertThat(least.maximumConnections()).isEqualTo(1);
        assertThat(least.maximumOfAddress()).isEqualTo(1);
    }

    @Test
    void what_the_internal_port_may_hold_is_taken_from_the_whole() {
        ConnectionLimits whole = limits(80);

        assertThat(whole.ofInternalPort().maximumUnfinished()).isEqualTo(10);
        assertThat(whole.besideInternalPort().maximumUnfinished()).isEqualTo(70);
        assertThat(whole.ofInternalPort().maximumConnections()
                        + whole.besideInternalPort().maximumConnections())
                .isEqualTo(whole.maximumConnections());
        assertThat(whole.ofInternalPort().headDeadline()).isLessThan(whole.headDeadline());
        assertThat(whole.besideInternalPort().headDeadline()).isEqualTo(whole.headDeadline());
    }

    private static ConnectionLimits limits(int maximumUnfinished) {
        return new ConnectionLimits(10, maximumUnfinished, DEADLINE, DEADLINE, Duration.ofSeconds(7), 512, 512);
    }
}
