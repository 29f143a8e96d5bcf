package io.tableorder.projector.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.LinePart;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.projector.print.OrderSoFar.News;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cooks are told of an order depends on what they have of it. */
class OrderSoFarTest {

    private static final Instant EVENING = Instant.parse("2026-11-30T09:30:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final OrderLine GALBI = new OrderLine("1", "galbi", "갈비", 1_000, 3, null);
    private static final OrderLine SOJU = new OrderLine("2", "soju", "소주", 1_000, 1, null);
    private static final OrderEvent.Placed PLACED =
            new OrderEvent.Placed("o", 1, 23, DAY, "s", "t1", 1, List.of(GALBI, SOJU), 4_000);
    private static final OrderEvent.Cancelled CANCELLED =
            new OrderEvent.Cancelled("o", 9, "t1", OrderStatus.PENDING, 0, null);

    private static OrderSoFar given(OrderEvent... events) {
        return OrderSoFar.of(IntStream.range(0, events.length)
                        .mapToObj(i -> new RecordedEvent(
                                "e-" + i,
                                "store",
                                i + 1L,
                                EVENING,
                                new CommandStamp("c-" + i, null, new Actor(Role.STAFF, "s-1"), null),
                                events[i],
                                new Position(3, i),
                                "previous",
                                "hash"))
                        .toList())
                .orElseThrow();
    }

    private static OrderEvent.ItemRemoved takenBack(String itemId, int quantity) {
        return new OrderEvent.ItemRemoved("o", 9, "t1", itemId, quantity, 0, 0, null);
    }

    @Test
    void a_new_order_is_news_with_all_its_lines() {
        assertThat(given(PLACED).newsOf(PLACED)).contains(new News(SlipKind.ORDER, List.of(GALBI, SOJU)));
    }

    @Test
    void what_is_taken_back_is_so_many_portions_of_its_line() {
        assertThat(given(PLACED).newsOf(takenBack("1", 2)))
                .contains(new News(SlipKind.TAKEN_BACK, List.of(GALBI.of(2))));
    }

    @Test
    void a_cancellation_is_of_what_is_left_and_not_cooked() {
        assertThat(given(PLACED, takenBack("1", 2), new OrderEvent.LinesCompleted("o", 3, "t1", List.of("2")))
                        .newsOf(CANCELLED))
                .contains(new News(SlipKind.CANCELLED, List.of(GALBI.of(1))));
    }

    @Test
    void what_is_cooked_is_no_news_until_it_is_cooked_again() {
        OrderEvent completed = new OrderEvent.StatusChanged("o", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED);
        OrderEvent recalled = new OrderEvent.StatusChanged("o", 3, "t1", OrderStatus.COMPLETED, OrderStatus.PREPARING);

        assertThat(given(PLACED, completed).newsOf(takenBack("1", 1))).isEmpty();
        assertThat(given(PLACED, completed).newsOf(CANCELLED)).contains(new News(SlipKind.CANCELLED, List.of()));
        assertThat(given(PLACED, completed, recalled).newsOf(takenBack("2", 1)))
                .contains(new News(SlipKind.TAKEN_BACK, List.of(SOJU)));
    }

    @Test
    void lines_that_went_to_another_bill_are_no_more_of_this_order_and_know_where_they_are_from() {
        OrderSoFar rest = given(
                PLACED, new OrderEvent.LinesMoved("o", 2, "t1", "apart", List.of(new LinePart("1", 3)), 1_000, 1_000));
        OrderSoFar apart = given(new OrderEvent.SplitOff(
                "apart", 1, "o", 24, DAY, "s2", "t2", 2, OrderStatus.PENDING, EVENING, List.of(GALBI), 3_000));

        assertThat(rest.onceMore()).isEqualTo(new News(SlipKind.REPRINT, List.of(SOJU)));
        assertThat(rest.fromOrderId()).isNull();
        assertThat(apart.newsOf(apart.begun())).isEmpty();
        assertThat(apart.fromOrderId()).isEqualTo("o");
        assertThat(apart.newsOf(takenBack("1", 1))).contains(new News(SlipKind.TAKEN_BACK, List.of(GALBI.of(1))));
    }

    @Test
    void an_order_is_at_the_table_that_its_party_went_to() {
        OrderSoFar moved = given(PLACED, new OrderEvent.Moved("o", 2, "s", "t1", "s", "t7", 7));

        assertThat(moved.tableId()).isEqualTo("t7");
        assertThat(moved.tableNumber()).isEqualTo(7);
    }

    @Test
    void whoever_cooks_for_a_party_that_goes_elsewhere_is_told_of_what_is_not_cooked() {
        OrderEvent toTable7 = new OrderEvent.Moved("o", 3, "s", "t1", "s", "t7", 7);
        OrderEvent intoAnotherBill = new OrderEvent.Moved("o", 3, "s", "t1", "s2", "t1", 1);
        OrderSoFar order = given(PLACED, new OrderEvent.LinesCompleted("o", 2, "t1", List.of("2")));

        assertThat(order.newsOf(toTable7)).contains(new News(SlipKind.MOVED, List.of(GALBI)));
        assertThat(order.newsOf(intoAnotherBill)).isEmpty();
    }

    @Test
    void what_does_not_begin_is_no_order() {
        assertThat(OrderSoFar.of(List.of())).isEmpty();
    }
}
