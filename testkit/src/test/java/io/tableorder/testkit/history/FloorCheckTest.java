package io.tableorder.testkit.history;

import static io.tableorder.fixture.Sample.cancelled;
import static io.tableorder.fixture.Sample.ended;
import static io.tableorder.fixture.Sample.line;
import static io.tableorder.fixture.Sample.moved;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.takenBack;
import static io.tableorder.testkit.history.TwinStore.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
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
    void parties_that_move_join_and_pay_apart_are_clean() {
        assertThat(violations(
                        started("s1", 1),
                        placed("o1", 1, "s1", 1, line(1_000, 3)),
                        new OrderEvent.Moved("o1", 2, "s1", "table-1", "s1", "table-2", 2),
                        new SessionEvent.Moved("s1", "table-1", 1, "table-2", 2, 3_000, 1),
                        started("s2", 1),
                        lessOne(3, 2_000),
                        apart("s2", "table-1", 1),
                        new SessionEvent.Split("s1", "table-2", 2, 2_000, 1, "s2", "table-1", 1, false, 1_000, 1),
                        new OrderEvent.Moved("o2", 2, "s2", "table-1", "s1", "table-2", 2),
                        new SessionEvent.Merged("s2", "table-1", 1, "s1", "table-2", 2, 3_000, 2),
                        takenBack("o1", 4, 2, 1, 1_000),
                        ended("s1", 2, 2_000, 2)))
                .isEmpty();
    }

    @Test
    void a_party_that_sits_down_on_others_is_named() {
        assertThat(violations(
                        started("s1", 1),
                        started("s2", 2),
                        new SessionEvent.Moved("s1", "table-1", 1, "table-2", 2, 0, 0)))
                .containsExactly("Store hanok-gangnam at 7-2: session s1 starts at table table-2 while s2 is open");
    }

    @Test
    void a_sum_that_a_split_has_lost_is_named() {
        assertThat(violations(
                        started("s1", 1),
                        placed("o1", 1, "s1", 1, line(1_000, 3)),
                        lessOne(2, 2_000),
                        apart("s2", "table-1", 1),
                        new SessionEvent.Split("s1", "table-1", 1, 2_500, 1, "s2", "table-1", 1, true, 1_000, 1)))
                .containsExactly(
                        "Store hanok-gangnam at 7-4: session s1 has 1 orders of 2000, the event says 1 of 2500");
    }

    @Test
    void portions_taken_back_of_a_cancelled_order_are_named() {
        assertThat(violations(
                        started("s1", 1),
                        placed("o1", 1, "s1", 1, line(1_000, 2)),
                        cancelled("o1", 2, 1, OrderStatus.PENDING, 0),
                        takenBack("o1", 3, 1, 1, 1_000)))
                .containsExactly(
                        "Store hanok-gangnam at 7-3: order o1, CANCELLED and of 2000, loses portions and is of 1000 then");
    }

    private static OrderEvent.LinesMoved lessOne(int version, long left) {
        return new OrderEvent.LinesMoved(
                "o1", version, "table-1", "o2", List.of(new OrderEvent.LinePart("1", 1)), left, left);
    }

    private static OrderEvent.SplitOff apart(String sessionId, String tableId, int number) {
        return new OrderEvent.SplitOff(
                "o2",
                1,
                "o1",
                2,
                Sample.DAY,
                sessionId,
                tableId,
                number,
                OrderStatus.PENDING,
                Sample.EVENING,
                List.of(line(1_000, 1)),
                1_000);
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
