package io.tableorder.testkit.history;

import static io.tableorder.fixture.Sample.cancelled;
import static io.tableorder.fixture.Sample.ended;
import static io.tableorder.fixture.Sample.line;
import static io.tableorder.fixture.Sample.moved;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.testkit.history.TwinStore.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Sample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the platform's own fold would refuse is named without it. */
class FloorCheckTest {

    private static List<String> violations(StoreEvent... events) {
        Violations violations = new Violations();
        new FloorCheck(violations)
                .check(IntStream.range(0, events.length)
                        .mapToObj(i -> recorded(i, events[i]))
                        .toList());
        return violations.sentences();
    }

    private static RecordedEvent recorded(int offset, StoreEvent event) {
        return new RecordedEvent(
                "event-" + offset,
                Sample.STORE,
                offset + 1L,
                Sample.EVENING,
                TwinStore.stamp(STAFF, "key"),
                event,
                new Position(TwinStore.PARTITION, offset),
                "",
                "");
    }

    @Test
    void a_whole_evening_is_clean() {
        assertThat(violations(
                        started("s1", 1),
                        placed("o1", 1, "s1", 1, line(1_000, 2)),
                        placed("o2", 2, "s1", 1, line(500, 1)),
                        moved("o1", 2, 1, OrderStatus.PENDING, OrderStatus.PREPARING),
                        cancelled("o2", 2, 1, OrderStatus.PENDING, 2_000),
                        moved("o1", 3, 1, OrderStatus.PREPARING, OrderStatus.COMPLETED),
                        ended("s1", 1, 2_000, 1)))
                .isEmpty();
    }

    @Test
    void a_move_of_an_order_never_placed_is_named() {
        assertThat(violations(moved("o1", 2, 1, OrderStatus.PENDING, OrderStatus.PREPARING)))
                .containsExactly("Store hanok-gangnam at 7-0: order o1 was never placed");
    }

    @Test
    void a_second_cancellation_is_named() {
        assertThat(violations(
                        started("s1", 1),
                        placed("o1", 1, "s1", 1, line(1_000, 1)),
                        cancelled("o1", 2, 1, OrderStatus.PENDING, 0),
                        cancelled("o1", 3, 1, OrderStatus.CANCELLED, 0)))
                .containsExactly("Store hanok-gangnam at 7-3: order o1 goes from CANCELLED to CANCELLED");
    }

    @Test
    void a_move_after_the_session_ended_is_named() {
        assertThat(violations(
                        started("s1", 1),
                        placed("o1", 1, "s1", 1, line(1_000, 1)),
                        ended("s1", 1, 1_000, 1),
                        moved("o1", 2, 1, OrderStatus.PENDING, OrderStatus.PREPARING)))
                .containsExactly("Store hanok-gangnam at 7-3: order o1 moves after its session s1 ended");
    }

    @Test
    void a_session_that_starts_in_another_is_named() {
        assertThat(violations(started("s1", 1), started("s2", 1)))
                .containsExactly("Store hanok-gangnam at 7-1: session s2 starts at table table-1 while s1 is open");
    }

    @Test
    void an_order_without_its_session_is_named() {
        assertThat(violations(started("s1", 1), placed("o1", 1, "s2", 1, line(1_000, 1))))
                .containsExactly("Store hanok-gangnam at 7-1: table table-1 has open session s1, the event says s2");
    }

    @Test
    void an_end_that_miscounts_is_named() {
        assertThat(violations(started("s1", 1), placed("o1", 1, "s1", 1, line(1_000, 1)), ended("s1", 1, 900, 1)))
                .containsExactly(
                        "Store hanok-gangnam at 7-2: session s1 has 1 orders of 1000, the event says 1 of 900");
    }
}
