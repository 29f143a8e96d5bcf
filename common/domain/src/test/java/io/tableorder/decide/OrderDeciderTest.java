package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.GALBI;
import static io.tableorder.decide.Scenario.given;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.decide.OrderCommand.CancelOrder;
import io.tableorder.decide.OrderCommand.ChangeStatus;
import io.tableorder.decide.OrderCommand.Line;
import io.tableorder.decide.OrderCommand.PlaceOrder;
import io.tableorder.decide.OrderCommand.RemoveItem;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderDeciderTest {

    private static PlaceOrder place(String orderId, Line... lines) {
        return new PlaceOrder(orderId, "session-of-" + orderId, "t1", List.of(lines));
    }

    private static Scenario givenAnOrder(StoreEvent... more) {
        return givenAnOpenStore(started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)))
                .and(more);
    }

    private static StoreEvent moved(int version, OrderStatus from, OrderStatus to) {
        return new OrderEvent.StatusChanged("o1", version, "t1", from, to);
    }

    @Test
    void a_tables_first_order_begins_its_session() {
        givenAnOpenStore()
                .when(place("o1", new Line("bibimbap", 2, null)))
                .then(started("session-of-o1", "t1"), placed("o1", 1, "session-of-o1", "t1", line(1, BIBIMBAP, 2)));
    }

    @Test
    void a_later_order_joins_the_open_session() {
        givenAnOrder()
                .when(place("o2", new Line("galbi", 1, null), new Line("bibimbap", 1, null)))
                .then(placed("o2", 2, "s1", "t1", line(1, GALBI, 1), line(2, BIBIMBAP, 1)));
    }

    @Test
    void an_order_after_the_session_has_ended_begins_another() {
        givenAnOrder(new SessionEvent.Ended("s1", "t1", 1, 18_000, 1))
                .when(place("o2", new Line("galbi", 1, null)))
                .then(started("session-of-o2", "t1"), placed("o2", 2, "session-of-o2", "t1", line(1, GALBI, 1)));
    }

    @Test
    void names_and_prices_are_the_catalogues_at_the_moment_of_decision() {
        MenuItem dearer = new MenuItem("bibimbap", "rice", "전주비빔밥", 11_000, null, null, 1, true, null, null);
        givenAnOpenStore(started("s1", "t1"), new CatalogueEvent.MenuChanged(dearer))
                .when(place("o1", new Line("bibimbap", 3, "고추장 따로")))
                .then(placed("o1", 1, "s1", "t1", new OrderLine("1", "bibimbap", "전주비빔밥", 11_000, 3, "고추장 따로")));
    }

    @Test
    void dishes_of_a_hidden_category_are_refused_with_their_ids_until_it_is_shown_again() {
        OrderCommand.PlaceOrder order =
                place("o1", new Line("galbi", 1, null), new Line("bibimbap", 1, null), new Line("galbi", 1, null));
        Scenario hidden = givenAnOpenStore(
                started("s1", "t1"), new CatalogueEvent.CategoryVisibilityChanged("grill", "구이", 2, true));
        hidden.when(order).thenRefused(new Rejection.ItemsHidden(List.of("galbi")));

        hidden.when(place("o1", new Line("bibimbap", 1, null))).then(placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 1)));
        hidden.and(new CatalogueEvent.CategoryVisibilityChanged("grill", "구이", 2, false))
                .when(place("o1", new Line("galbi", 1, null)))
                .then(placed("o1", 1, "s1", "t1", line(1, GALBI, 1)));
    }

    @Test
    void unknown_deleted_and_sold_out_items_are_refused_with_their_ids() {
        givenAnOpenStore(
                        new CatalogueEvent.MenuAvailabilityChanged("bibimbap", false),
                        new CatalogueEvent.MenuRemoved("galbi"))
                .when(place(
                        "o1",
                        new Line("bibimbap", 1, null),
                        new Line("pizza", 1, null),
                        new Line("galbi", 1, null),
                        new Line("pizza", 2, null)))
                .thenRefused(new Rejection.ItemsUnavailable(List.of("bibimbap", "pizza", "galbi")));
    }

    @Test
    void a_paused_store_takes_no_orders_and_says_why() {
        givenAnOpenStore(new StoreLifecycleEvent.IntakePaused("주방 점검"))
                .when(place("o1", new Line("bibimbap", 1, null)))
                .thenRefused(new Rejection.IntakePaused(null));
        givenAnOpenStore(new StoreLifecycleEvent.IntakePaused("주방 점검", "곧 다시 받습니다", null))
                .when(place("o1", new Line("bibimbap", 1, null)))
                .thenRefused(new Rejection.IntakePaused("곧 다시 받습니다"));
    }

    @Test
    void a_store_that_was_never_opened_has_nothing_to_order() {
        given().when(place("o1", new Line("bibimbap", 1, null))).thenRefused(new Rejection.NoSuchStore("hanok"));
    }

    @Test
    void a_table_that_is_not_there_cannot_order() {
        givenAnOpenStore()
                .when(new PlaceOrder("o1", "s1", "t9", List.of(new Line("bibimbap", 1, null))))
                .thenRefused(new Rejection.NoSuchTable("t9"));
    }

    @Test
    void order_numbers_count_from_one_again_with_the_business_day_in_the_stores_time_zone() {
        Instant lastMinute = Instant.parse("2026-11-21T19:59:59Z");
        Instant fiveInSeoul = Instant.parse("2026-11-21T20:00:00Z");
        givenAnOrder()
                .at(lastMinute)
                .when(place("o2", new Line("galbi", 1, null)))
                .then(placed("o2", 2, "s1", "t1", line(1, GALBI, 1)))
                .at(fiveInSeoul)
                .when(place("o3", new Line("galbi", 1, null)))
                .then(new OrderEvent.Placed(
                        "o3", 1, 1, LocalDate.of(2026, 11, 22), "s1", "t1", 1, List.of(line(1, GALBI, 1)), 32_000));
    }

    @Test
    void a_session_is_full_at_its_maximum_of_orders() {
        List<StoreEvent> orders = new ArrayList<>(List.of(started("s1", "t1")));
        for (int i = 1; i <= OrderDecider.MAXIMUM_ORDERS_PER_SESSION; i++) {
            orders.add(placed("o" + i, i, "s1", "t1", line(1, BIBIMBAP, 1)));
        }
        givenAnOpenStore(orders.toArray(StoreEvent[]::new))
                .when(place("one-more", new Line("bibimbap", 1, null)))
                .thenRefused(new Rejection.SessionFull(OrderDecider.MAXIMUM_ORDERS_PER_SESSION));
    }

    @ParameterizedTest
    @EnumSource(names = {"PREPARING", "COMPLETED"})
    void a_pending_order_moves_on(OrderStatus to) {
        givenAnOrder().when(new ChangeStatus("o1", to, null)).then(moved(2, OrderStatus.PENDING, to));
    }

    @ParameterizedTest
    @CsvSource({"PREPARING,PENDING", "COMPLETED,PENDING", "PREPARING,CANCELLED", "COMPLETED,CANCELLED"})
    void an_order_is_never_pending_again_nor_cancelled_by_a_status(OrderStatus from, OrderStatus to) {
        givenAnOrder(moved(2, OrderStatus.PENDING, from))
                .when(new ChangeStatus("o1", to, null))
                .thenRefused(new Rejection.ImpossibleTransition(from, to));
    }

    @Test
    void the_status_it_has_already_changes_nothing() {
        givenAnOrder().when(new ChangeStatus("o1", OrderStatus.PENDING, null)).thenNothingHappens();
    }

    @Test
    void a_step_that_somebody_else_has_taken_already_is_no_conflict() {
        givenAnOrder(moved(2, OrderStatus.PENDING, OrderStatus.PREPARING))
                .when(new ChangeStatus("o1", OrderStatus.PREPARING, 1))
                .thenNothingHappens();
    }

    @Test
    void a_completed_order_is_recalled_within_half_an_hour() {
        Scenario completed = givenAnOrder(moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED));
        Duration window = OrderDecider.RECALL_WINDOW;

        completed
                .at(completed.now().plus(window))
                .when(new ChangeStatus("o1", OrderStatus.PREPARING, null))
                .then(moved(3, OrderStatus.COMPLETED, OrderStatus.PREPARING));
        completed
                .at(completed.now().plus(window).plusMillis(1))
                .when(new ChangeStatus("o1", OrderStatus.PREPARING, null))
                .thenRefused(new Rejection.TooLateToRecall(completed.now(), window));
    }

    @Test
    void a_recalled_order_goes_its_way_again() {
        givenAnOrder(
                        moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED),
                        moved(3, OrderStatus.COMPLETED, OrderStatus.PREPARING))
                .when(new ChangeStatus("o1", OrderStatus.COMPLETED, 3))
                .then(moved(4, OrderStatus.PREPARING, OrderStatus.COMPLETED));
    }

    @Test
    void a_price_that_the_guests_were_not_shown_is_refused_with_the_prices_now() {
        givenAnOpenStore()
                .when(place(
                        "o1",
                        new Line("bibimbap", 2, null, 8_000L),
                        new Line("galbi", 1, null, 32_000L),
                        new Line("bibimbap", 1, "덜 맵게", 8_000L)))
                .thenRefused(new Rejection.PriceChanged(List.of(new Rejection.CurrentPrice("bibimbap", 9_000))));
    }

    @Test
    void the_price_that_the_guests_were_shown_is_charged() {
        givenAnOpenStore()
                .when(place("o1", new Line("bibimbap", 2, null, 9_000L)))
                .then(started("session-of-o1", "t1"), placed("o1", 1, "session-of-o1", "t1", line(1, BIBIMBAP, 2)));
    }

    @Test
    void what_cannot_be_had_is_told_before_what_costs_something_else() {
        givenAnOpenStore(new CatalogueEvent.MenuAvailabilityChanged("galbi", false))
                .when(place("o1", new Line("galbi", 1, null, 1L)))
                .thenRefused(new Rejection.ItemsUnavailable(List.of("galbi")));
    }

    @Test
    void a_table_over_its_rate_orders_nothing_new() {
        PlaceOrder tooSoon =
                new PlaceOrder("o1", "s1", "t1", List.of(new Line("bibimbap", 1, null)), Duration.ofSeconds(2), null);
        givenAnOpenStore().when(tooSoon).thenRefused(new Rejection.OverRate(Duration.ofSeconds(2)));
    }

    @Test
    void a_status_for_another_version_is_refused_with_the_current_one() {
        givenAnOrder(moved(2, OrderStatus.PENDING, OrderStatus.PREPARING))
                .when(new ChangeStatus("o1", OrderStatus.COMPLETED, 1))
                .thenRefused(new Rejection.VersionMismatch(1, 2));
    }

    @Test
    void a_status_for_the_current_version_is_granted() {
        givenAnOrder()
                .when(new ChangeStatus("o1", OrderStatus.COMPLETED, 1))
                .then(moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED));
    }

    @Test
    void an_order_of_an_ended_session_is_history() {
        givenAnOrder(new SessionEvent.Ended("s1", "t1", 1, 18_000, 1))
                .when(new ChangeStatus("o1", OrderStatus.PREPARING, null))
                .thenRefused(new Rejection.NoSuchOpenOrder("o1"));
    }

    @Test
    void guests_cancel_their_own_pending_order() {
        givenAnOrder(placed("o2", 2, "s1", "t1", line(1, GALBI, 1)))
                .when(new CancelOrder("o1", "t1", "잘못 눌렀어요", null))
                .then(new OrderEvent.Cancelled("o1", 2, "t1", OrderStatus.PENDING, 32_000, "잘못 눌렀어요"));
    }

    @Test
    void guests_cannot_cancel_what_the_kitchen_has_begun() {
        givenAnOrder(moved(2, OrderStatus.PENDING, OrderStatus.PREPARING))
                .when(new CancelOrder("o1", "t1", null, null))
                .thenRefused(new Rejection.NotPending(OrderStatus.PREPARING));
    }

    @Test
    void guests_do_not_learn_of_another_tables_order() {
        givenAnOrder().when(new CancelOrder("o1", "t2", null, null)).thenRefused(new Rejection.NoSuchOpenOrder("o1"));
    }

    @Test
    void staff_cancel_an_order_in_any_status_and_its_amount_leaves_the_table() {
        var after = givenAnOrder(moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED))
                .when(new CancelOrder("o1", null, "재료 소진", null))
                .then(new OrderEvent.Cancelled("o1", 3, "t1", OrderStatus.COMPLETED, 0, "재료 소진"));
        assertThat(BoardView.of(after.state(), FreeTexts.AS_KEPT)
                        .tables()
                        .getFirst()
                        .totalAmount())
                .isZero();
    }

    @Test
    void a_cancelled_order_is_not_cancelled_again() {
        givenAnOrder(new OrderEvent.Cancelled("o1", 2, "t1", OrderStatus.PENDING, 0, null))
                .when(new CancelOrder("o1", null, null, null))
                .thenRefused(new Rejection.ImpossibleTransition(OrderStatus.CANCELLED, OrderStatus.CANCELLED));
    }

    @Test
    void a_pause_with_an_end_is_over_without_another_event() {
        Instant end = Scenario.EVENING.plusSeconds(600);
        Scenario paused = givenAnOpenStore(new StoreLifecycleEvent.IntakePaused(null, null, end));

        paused.at(end.minusMillis(1))
                .when(place("o1", new Line("bibimbap", 2, null)))
                .thenRefused(new Rejection.IntakePaused(null));
        paused.at(end)
                .when(place("o1", new Line("bibimbap", 2, null)))
                .then(started("session-of-o1", "t1"), placed("o1", 1, "session-of-o1", "t1", line(1, BIBIMBAP, 2)));
    }

    @Test
    void a_dish_that_was_sold_out_until_then_can_be_had_from_then_on() {
        Instant back = Scenario.EVENING.plusSeconds(600);
        Scenario soldOut = givenAnOpenStore(new CatalogueEvent.MenuAvailabilityChanged("bibimbap", false, back));

        soldOut.when(place("o1", new Line("bibimbap", 2, null)))
                .thenRefused(new Rejection.ItemsUnavailable(List.of("bibimbap")));
        soldOut.at(back)
                .when(place("o1", new Line("bibimbap", 2, null)))
                .then(started("session-of-o1", "t1"), placed("o1", 1, "session-of-o1", "t1", line(1, BIBIMBAP, 2)));
    }

    @Test
    void guests_who_were_let_in_before_the_password_changed_order_and_cancel_nothing() {
        Scenario renewed = givenAnOrder(new TableEvent.AccessRenewed("t1"));
        Instant before = Scenario.EVENING.minusSeconds(1);

        renewed.when(new PlaceOrder("o2", "s2", "t1", List.of(new Line("galbi", 1, null)), null, before))
                .thenRefused(new Rejection.AccessRenewed());
        renewed.when(new CancelOrder("o1", "t1", null, null, before)).thenRefused(new Rejection.AccessRenewed());
        renewed.when(new PlaceOrder("o2", "s2", "t1", List.of(new Line("galbi", 1, null)), null, Scenario.EVENING))
                .thenRefused(new Rejection.AccessRenewed());
        Instant after = Scenario.EVENING.plusSeconds(1);
        renewed.when(new PlaceOrder("o2", "s2", "t1", List.of(new Line("galbi", 1, null)), null, after))
                .then(placed("o2", 2, "s1", "t1", line(1, GALBI, 1)));
    }

    @Test
    void portions_of_a_line_are_taken_back_and_the_amounts_follow() {
        var after = givenAnOpenStore(
                        started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 4), line(2, GALBI, 1)))
                .when(new RemoveItem("o1", "1", 3, "두 분 먼저 가심", 1))
                .then(new OrderEvent.ItemRemoved("o1", 2, "t1", "1", 3, 41_000, 41_000, "두 분 먼저 가심"))
                .when(new RemoveItem("o1", "2", null, null, null))
                .then(new OrderEvent.ItemRemoved("o1", 3, "t1", "2", 1, 9_000, 9_000, null));
        assertThat(BoardView.of(after.state(), FreeTexts.AS_KEPT)
                        .tables()
                        .getFirst()
                        .orders()
                        .getFirst()
                        .items())
                .singleElement()
                .satisfies(item -> assertThat(item.quantity()).isEqualTo(1));
    }

    @Test
    void with_its_last_portion_an_order_is_cancelled() {
        givenAnOrder()
                .when(new RemoveItem("o1", "1", null, null, null))
                .then(new OrderEvent.Cancelled("o1", 2, "t1", OrderStatus.PENDING, 0, null));
    }

    @Test
    void what_is_not_there_cannot_be_taken_back() {
        givenAnOrder().when(new RemoveItem("o1", "9", 1, null, null)).thenRefused(new Rejection.NoSuchItem("o1", "9"));
        givenAnOrder().when(new RemoveItem("o1", "1", 3, null, null)).thenRefused(new Rejection.NotSoMany("1", 2));
        givenAnOrder().when(new RemoveItem("o1", "1", 1, null, 7)).thenRefused(new Rejection.VersionMismatch(7, 1));
    }

    @Test
    void taking_back_portions_of_a_completed_order_leaves_its_time_to_be_recalled_as_it_was() {
        Scenario completed = givenAnOrder(moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED));
        Instant later = completed.now().plusSeconds(1_200);

        completed
                .at(later)
                .and(new OrderEvent.ItemRemoved("o1", 3, "t1", "1", 1, 9_000, 9_000, null))
                .at(later.plusSeconds(1_200))
                .when(new ChangeStatus("o1", OrderStatus.PREPARING, null))
                .thenRefused(new Rejection.TooLateToRecall(completed.now(), OrderDecider.RECALL_WINDOW));
    }
}
