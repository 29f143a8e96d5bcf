package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.EVENING;
import static io.tableorder.decide.Scenario.EVENING_DAY;
import static io.tableorder.decide.Scenario.GALBI;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tableorder.decide.TableCommand.SeenSession;
import io.tableorder.decide.TableCommand.SplitLine;
import io.tableorder.decide.TableCommand.SplitSession;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.LinePart;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines get a bill of their own: at a free table, or paid at once. */
class SessionSplittingTest {

    private static final SplitLine TWO_BIBIMBAP = new SplitLine("o1", "1", 2);
    private static final SplitLine ALL_GALBI = new SplitLine("o2", "1", null);

    /** A completed order of three bibimbap and a galbi, 59,000, and a pending one of a galbi, 32,000. */
    private static Scenario givenAParty(StoreEvent... more) {
        return givenAnOpenStore(
                        started("s1", "t1"),
                        placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 3), line(2, GALBI, 1)),
                        placed("o2", 2, "s1", "t1", line(1, GALBI, 1)),
                        new OrderEvent.StatusChanged("o1", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED))
                .and(more);
    }

    private static SplitSession split(@Nullable String toTableId, SplitLine... lines) {
        return split(toTableId, SeenSession.ANY, lines);
    }

    private static SplitSession split(@Nullable String toTableId, SeenSession seen, SplitLine... lines) {
        return new SplitSession("t1", List.of(lines), "s2", List.of("n1", "n2"), toTableId, seen);
    }

    private static OrderEvent.LinesMoved twoBibimbapGo(long sessionLeft) {
        return new OrderEvent.LinesMoved("o1", 3, "t1", "n1", List.of(new LinePart("1", 2)), 41_000, sessionLeft);
    }

    private static OrderEvent.SplitOff twoBibimbapAt(String tableId, int tableNumber) {
        return new OrderEvent.SplitOff(
                "n1",
                1,
                "o1",
                3,
                EVENING_DAY,
                "s2",
                tableId,
                tableNumber,
                OrderStatus.COMPLETED,
                EVENING,
                List.of(line(1, BIBIMBAP, 2)),
                18_000);
    }

    @Test
    void lines_of_completed_orders_are_paid_apart_and_the_rest_stays() {
        givenAParty()
                .when(split(null, TWO_BIBIMBAP))
                .then(
                        twoBibimbapGo(73_000),
                        twoBibimbapAt("t1", 1),
                        new SessionEvent.Split("s1", "t1", 1, 73_000, 2, "s2", "t1", 1, true, 18_000, 1));
    }

    @Test
    void lines_go_to_a_free_table_with_orders_that_go_whole() {
        givenAParty()
                .when(split("t2", TWO_BIBIMBAP, ALL_GALBI))
                .then(
                        started("s2", "t2"),
                        twoBibimbapGo(73_000),
                        twoBibimbapAt("t2", 2),
                        new OrderEvent.Moved("o2", 2, "s1", "t1", "s2", "t2", 2),
                        new SessionEvent.Split("s1", "t1", 1, 41_000, 1, "s2", "t2", 2, false, 50_000, 2));
    }

    @Test
    void what_was_split_off_goes_on_at_its_table_and_the_next_number_is_behind_its_own() {
        Scenario apart = givenAParty()
                .when(split("t2", TWO_BIBIMBAP))
                .then(
                        started("s2", "t2"),
                        twoBibimbapGo(73_000),
                        twoBibimbapAt("t2", 2),
                        new SessionEvent.Split("s1", "t1", 1, 73_000, 2, "s2", "t2", 2, false, 18_000, 1));

        apart.when(new OrderCommand.PlaceOrder(
                        "o9", "unused", "t2", List.of(new OrderCommand.Line("bibimbap", 1, null))))
                .then(placed("o9", 4, "s2", "t2", line(1, BIBIMBAP, 1)));
        apart.when(new OrderCommand.RemoveItem("n1", "1", 1, null, null))
                .then(new OrderEvent.ItemRemoved("n1", 2, "t2", "1", 1, 9_000, 9_000, null));
    }

    @Test
    void what_the_kitchen_has_not_finished_is_not_paid_and_forgotten() {
        givenAParty().when(split(null, ALL_GALBI)).thenRefused(new Rejection.UnfinishedOrders(List.of("o2")));
    }

    @Test
    void something_has_to_stay() {
        givenAParty()
                .when(split("t2", new SplitLine("o1", "1", null), new SplitLine("o1", "2", null), ALL_GALBI))
                .thenRefused(new Rejection.NothingLeftToSplit("t1"));
    }

    @Test
    void only_what_is_there_can_be_split() {
        givenAParty()
                .when(split("t2", new SplitLine("o9", "1", null)))
                .thenRefused(new Rejection.NoSuchOpenOrder("o9"));
        givenAParty()
                .when(split("t2", new SplitLine("o1", "9", null)))
                .thenRefused(new Rejection.NoSuchItem("o1", "9"));
        givenAParty().when(split("t2", new SplitLine("o1", "1", 4))).thenRefused(new Rejection.NotSoMany("1", 3));
        givenAParty(new OrderEvent.Cancelled("o2", 2, "t1", OrderStatus.PENDING, 59_000, null))
                .when(split("t2", ALL_GALBI))
                .thenRefused(new Rejection.NoSuchOpenOrder("o2"));
    }

    @Test
    void lines_of_another_tables_session_are_not_this_ones() {
        givenAParty(started("s9", "t2"), placed("o9", 3, "s9", "t2", line(1, GALBI, 1)))
                .when(split(null, new SplitLine("o9", "1", null)))
                .thenRefused(new Rejection.NoSuchOpenOrder("o9"));
    }

    @Test
    void the_other_table_has_to_be_there_and_free() {
        givenAParty().when(split("t9", TWO_BIBIMBAP)).thenRefused(new Rejection.NoSuchTable("t9"));
        givenAParty().when(split("t1", TWO_BIBIMBAP)).thenRefused(new Rejection.SessionOpen("t1"));
        givenAParty(started("s9", "t2")).when(split("t2", TWO_BIBIMBAP)).thenRefused(new Rejection.SessionOpen("t2"));
    }

    @Test
    void a_bill_that_has_changed_since_the_look_is_not_split() {
        givenAParty()
                .when(split(null, new SeenSession("s1", 59_000L, 1, null), TWO_BIBIMBAP))
                .thenRefused(new Rejection.SessionChanged(new Rejection.SessionAsItIs(
                        "t1", 1, "s1", Versions.ofSession("s1", Map.of("o1", 2, "o2", 1)), 91_000, 2)));
    }

    @Test
    void a_table_without_a_session_has_no_bill_to_split() {
        givenAnOpenStore().when(split(null, TWO_BIBIMBAP)).thenRefused(new Rejection.NoOpenSession("t1"));
    }

    @Test
    void lines_are_some_and_each_is_named_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> split(null));
        assertThatIllegalArgumentException().isThrownBy(() -> split(null, TWO_BIBIMBAP, TWO_BIBIMBAP));
    }

    @Test
    void a_version_seen_before_a_split_is_never_seen_again() {
        Scenario before = givenAParty();
        Scenario after = before.when(split("t2", ALL_GALBI))
                .then(
                        started("s2", "t2"),
                        new OrderEvent.Moved("o2", 2, "s1", "t1", "s2", "t2", 2),
                        new SessionEvent.Split("s1", "t1", 1, 59_000, 1, "s2", "t2", 2, false, 32_000, 1));

        // Two events of the first order since its start: as many as there were of both when both had just been placed.
        after.when(new TableCommand.EndSession(
                        "t1", null, null, null, null, Versions.ofSession("s1", Map.of("o1", 1, "o2", 1))))
                .thenRefused(new Rejection.SessionChanged(new Rejection.SessionAsItIs(
                        "t1", 1, "s1", Versions.ofSession("s1", Map.of("o1", 2)), 59_000, 1)));
    }
}
