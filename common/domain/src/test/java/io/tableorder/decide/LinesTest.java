package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.EVENING;
import static io.tableorder.decide.Scenario.EVENING_DAY;
import static io.tableorder.decide.Scenario.GALBI;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView.ItemView;
import io.tableorder.decide.OrderCommand.ChangeLine;
import io.tableorder.decide.OrderCommand.ChangeStatus;
import io.tableorder.decide.OrderCommand.LineStatus;
import io.tableorder.decide.OrderCommand.RemoveItem;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.LinesCompleted;
import io.tableorder.event.OrderEvent.LinesReopened;
import io.tableorder.event.OrderEvent.StatusChanged;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.store.Order;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The kitchen completes the lines of an order one by one, and the order follows. */
class LinesTest {

    private static final OrderLine COMPLETED_BIBIMBAP =
            new OrderLine("1", "bibimbap", "비빔밥", 9_000, 2, null, null, true);

    /** A pending order of two bibimbap and a galbi, 50,000, the only one at table 1. */
    private static Scenario givenAnOrder() {
        return givenAnOpenStore(
                started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2), line(2, GALBI, 1)));
    }

    private static Scenario givenItsBibimbapIsCompleted() {
        return givenAnOrder().and(completed(2, "1"), moved(3, OrderStatus.PENDING, OrderStatus.PREPARING));
    }

    private static ChangeLine complete(String itemId) {
        return complete(itemId, null);
    }

    private static ChangeLine complete(String itemId, @Nullable Integer expectedVersion) {
        return new ChangeLine("o1", itemId, LineStatus.COMPLETED, expectedVersion);
    }

    private static ChangeLine prepareAgain(String itemId) {
        return new ChangeLine("o1", itemId, LineStatus.PREPARING, null);
    }

    private static LinesCompleted completed(int version, String... itemIds) {
        return new LinesCompleted("o1", version, "t1", List.of(itemIds));
    }

    private static StatusChanged moved(int version, OrderStatus from, OrderStatus to) {
        return new StatusChanged("o1", version, "t1", from, to);
    }

    private static Order order(Scenario scenario) {
        return Objects.requireNonNull(scenario.state().floor().order("o1"));
    }

    private static List<@Nullable Boolean> shown(Scenario scenario) {
        return BoardView.of(scenario.state(), FreeTexts.AS_KEPT)
                .tables()
                .getFirst()
                .orders()
                .getFirst()
                .items()
                .stream()
                .<@Nullable Boolean>map(ItemView::completed)
                .toList();
    }

    @Test
    void with_its_first_completed_line_an_order_is_in_preparation() {
        Scenario begun = givenAnOrder()
                .when(complete("1", 1))
                .then(completed(2, "1"), moved(3, OrderStatus.PENDING, OrderStatus.PREPARING));

        assertThat(shown(begun)).containsExactly(true, null);
        assertThat(order(begun).totalAmount()).isEqualTo(50_000);
    }

    @Test
    void with_its_last_line_an_order_is_completed() {
        Scenario done = givenItsBibimbapIsCompleted()
                .when(complete("2"))
                .then(completed(4, "2"), moved(5, OrderStatus.PREPARING, OrderStatus.COMPLETED));

        assertThat(shown(done)).containsExactly(true, true);
    }

    @Test
    void an_order_of_one_line_goes_the_whole_way_with_it() {
        givenAnOpenStore(started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)))
                .when(complete("1"))
                .then(completed(2, "1"), moved(3, OrderStatus.PENDING, OrderStatus.COMPLETED));
    }

    @Test
    void a_completed_line_can_be_prepared_again_while_its_order_is_in_preparation() {
        Scenario again = givenItsBibimbapIsCompleted()
                .when(prepareAgain("1"))
                .then(new LinesReopened("o1", 4, "t1", List.of("1")));

        assertThat(shown(again)).containsExactly(null, null);
        assertThat(order(again).status()).isEqualTo(OrderStatus.PREPARING);
    }

    @Test
    void a_line_of_a_completed_order_that_is_prepared_again_brings_the_order_back_without_the_others() {
        Scenario back = givenItsBibimbapIsCompleted()
                .and(completed(4, "2"), moved(5, OrderStatus.PREPARING, OrderStatus.COMPLETED))
                .when(prepareAgain("2"))
                .then(moved(6, OrderStatus.COMPLETED, OrderStatus.PREPARING), completed(7, "1"));

        assertThat(shown(back)).containsExactly(true, null);
    }

    @Test
    void an_order_that_was_completed_as_a_whole_has_its_lines_done_and_one_can_come_back() {
        Scenario whole = givenAnOrder().and(moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED));

        assertThat(shown(whole)).containsExactly(true, true);
        whole.when(complete("1")).thenNothingHappens();
        whole.when(prepareAgain("1")).then(moved(3, OrderStatus.COMPLETED, OrderStatus.PREPARING), completed(4, "2"));
    }

    @Test
    void the_only_line_of_a_completed_order_brings_it_back_alone() {
        givenAnOpenStore(
                        started("s1", "t1"),
                        placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)),
                        moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED))
                .when(prepareAgain("1"))
                .then(moved(3, OrderStatus.COMPLETED, OrderStatus.PREPARING));
    }

    @Test
    void an_order_that_is_recalled_as_a_whole_has_all_its_lines_open() {
        Scenario recalled = givenItsBibimbapIsCompleted()
                .and(moved(4, OrderStatus.PREPARING, OrderStatus.COMPLETED))
                .when(new ChangeStatus("o1", OrderStatus.PREPARING, null))
                .then(moved(5, OrderStatus.COMPLETED, OrderStatus.PREPARING));

        assertThat(shown(recalled)).containsExactly(null, null);
    }

    @Test
    void a_line_comes_back_as_long_as_its_order_could() {
        Scenario completed = givenAnOrder().and(moved(2, OrderStatus.PENDING, OrderStatus.COMPLETED));

        completed
                .at(EVENING.plus(OrderDecider.RECALL_WINDOW).plusSeconds(1))
                .when(prepareAgain("1"))
                .thenRefused(new Rejection.TooLateToRecall(EVENING, OrderDecider.RECALL_WINDOW));
    }

    @Test
    void the_same_step_twice_is_one_whatever_version_was_seen() {
        givenItsBibimbapIsCompleted().when(complete("1", 1)).thenNothingHappens();
        givenAnOrder().when(prepareAgain("1")).thenNothingHappens();
    }

    @Test
    void what_cannot_be_completed_is_refused() {
        givenAnOrder().when(complete("9")).thenRefused(new Rejection.NoSuchItem("o1", "9"));
        givenAnOrder().when(complete("1", 7)).thenRefused(new Rejection.VersionMismatch(7, 1));
        givenAnOrder()
                .when(new ChangeLine("o9", "1", LineStatus.COMPLETED, null))
                .thenRefused(new Rejection.NoSuchOpenOrder("o9"));
        Scenario cancelled = givenAnOrder().and(new OrderEvent.Cancelled("o1", 2, "t1", OrderStatus.PENDING, 0, null));
        cancelled
                .when(complete("1"))
                .thenRefused(new Rejection.ImpossibleTransition(OrderStatus.CANCELLED, OrderStatus.COMPLETED));
        cancelled
                .when(prepareAgain("1"))
                .thenRefused(new Rejection.ImpossibleTransition(OrderStatus.CANCELLED, OrderStatus.PREPARING));
    }

    @Test
    void an_order_of_which_only_completed_lines_are_left_is_completed() {
        givenItsBibimbapIsCompleted()
                .when(new RemoveItem("o1", "2", null, "품절", null))
                .then(
                        new OrderEvent.ItemRemoved("o1", 4, "t1", "2", 1, 18_000, 18_000, "품절"),
                        moved(5, OrderStatus.PREPARING, OrderStatus.COMPLETED));
    }

    @Test
    void taking_back_some_portions_or_a_completed_line_completes_nothing() {
        givenItsBibimbapIsCompleted()
                .when(new RemoveItem("o1", "1", null, null, null))
                .then(new OrderEvent.ItemRemoved("o1", 4, "t1", "1", 2, 32_000, 32_000, null));
        givenAnOrder()
                .when(new RemoveItem("o1", "1", 1, null, null))
                .then(new OrderEvent.ItemRemoved("o1", 2, "t1", "1", 1, 41_000, 41_000, null));
    }

    @Test
    void when_all_lines_are_taken_back_the_order_is_cancelled() {
        givenItsBibimbapIsCompleted()
                .and(new OrderEvent.ItemRemoved("o1", 4, "t1", "1", 2, 32_000, 32_000, null))
                .when(new RemoveItem("o1", "2", null, "품절", null))
                .then(new OrderEvent.Cancelled("o1", 5, "t1", OrderStatus.PREPARING, 0, "품절"));
    }

    @Test
    void completed_lines_are_paid_apart_though_their_order_is_not_done() {
        Scenario apart = givenItsBibimbapIsCompleted()
                .when(split(null, "1"))
                .then(
                        linesMoved("1", 2, 32_000),
                        splitOff("t1", 1, COMPLETED_BIBIMBAP, 18_000),
                        new StatusChanged("n1", 2, "t1", OrderStatus.PREPARING, OrderStatus.COMPLETED),
                        new SessionEvent.Split("s1", "t1", 1, 32_000, 1, "s2", "t1", 1, true, 18_000, 1));

        assertThat(shown(apart)).containsExactly((Boolean) null);
        givenItsBibimbapIsCompleted().when(split(null, "2")).thenRefused(new Rejection.UnfinishedOrders(List.of("o1")));
    }

    @Test
    void an_order_of_which_the_open_lines_are_split_off_is_completed() {
        Scenario apart = givenItsBibimbapIsCompleted()
                .when(split("t2", "2"))
                .then(
                        started("s2", "t2"),
                        linesMoved("2", 1, 18_000),
                        splitOff("t2", 2, line(2, GALBI, 1), 32_000),
                        moved(5, OrderStatus.PREPARING, OrderStatus.COMPLETED),
                        new SessionEvent.Split("s1", "t1", 1, 18_000, 1, "s2", "t2", 2, false, 32_000, 1));

        apart.when(new ChangeLine("n1", "2", LineStatus.COMPLETED, null))
                .then(
                        new LinesCompleted("n1", 2, "t2", List.of("2")),
                        new StatusChanged("n1", 3, "t2", OrderStatus.PREPARING, OrderStatus.COMPLETED));
    }

    private static TableCommand.SplitSession split(@Nullable String toTableId, String itemId) {
        return new TableCommand.SplitSession(
                "t1",
                List.of(new TableCommand.SplitLine("o1", itemId, null)),
                "s2",
                List.of("n1"),
                toTableId,
                TableCommand.SeenSession.ANY);
    }

    private static OrderEvent.LinesMoved linesMoved(String itemId, int quantity, long left) {
        return new OrderEvent.LinesMoved(
                "o1", 4, "t1", "n1", List.of(new OrderEvent.LinePart(itemId, quantity)), left, left);
    }

    private static OrderEvent.SplitOff splitOff(String tableId, int tableNumber, OrderLine line, long amount) {
        return new OrderEvent.SplitOff(
                "n1",
                1,
                "o1",
                2,
                EVENING_DAY,
                "s2",
                tableId,
                tableNumber,
                OrderStatus.PREPARING,
                EVENING,
                List.of(line),
                amount);
    }
}
