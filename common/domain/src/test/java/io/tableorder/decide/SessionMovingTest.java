package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.GALBI;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.decide.OrderCommand.PlaceOrder;
import io.tableorder.decide.TableCommand.EndSession;
import io.tableorder.decide.TableCommand.MergeSession;
import io.tableorder.decide.TableCommand.MoveSession;
import io.tableorder.decide.TableCommand.SeenSession;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A party changes its table: with all it has ordered, and only as it was seen. */
class SessionMovingTest {

    private static final OrderEvent.Moved FIRST_MOVED = new OrderEvent.Moved("o1", 2, "s1", "t1", "s1", "t2", 2);
    private static final OrderEvent.Moved CANCELLED_MOVED = new OrderEvent.Moved("o2", 3, "s1", "t1", "s1", "t2", 2);
    private static final SessionEvent.Moved MOVED = new SessionEvent.Moved("s1", "t1", 1, "t2", 2, 18_000, 1);

    /** At table 1 a session of 18,000, and an order that was cancelled. */
    private static Scenario givenAParty(StoreEvent... more) {
        return givenAnOpenStore(
                        started("s1", "t1"),
                        placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)),
                        placed("o2", 2, "s1", "t1", line(1, GALBI, 1)),
                        new OrderEvent.Cancelled("o2", 2, "t1", OrderStatus.PENDING, 18_000, null))
                .and(more);
    }

    /** And at table 2 a session of 32,000. */
    private static Scenario givenTwoParties() {
        return givenAParty(started("s2", "t2"), placed("o3", 3, "s2", "t2", line(1, GALBI, 1)));
    }

    private static MoveSession move(SeenSession seen) {
        return new MoveSession("t1", "t2", seen);
    }

    private static SeenSession seen(
            @Nullable String sessionId, @Nullable Long total, @Nullable Integer orders, @Nullable Integer version) {
        return new SeenSession(sessionId, total, orders, version);
    }

    private static Rejection changed() {
        return new Rejection.SessionChanged(new Rejection.SessionAsItIs(
                "t1", 1, "s1", Versions.ofSession("s1", Map.of("o1", 1, "o2", 2)), 18_000, 1));
    }

    @Test
    void a_party_moves_with_every_order_and_its_bill() {
        givenAParty().when(move(SeenSession.ANY)).then(FIRST_MOVED, CANCELLED_MOVED, MOVED);
    }

    @Test
    void an_order_placed_before_the_move_goes_along_and_one_placed_after_it_is_of_a_new_session() {
        var moved = givenAParty().when(move(SeenSession.ANY)).then(FIRST_MOVED, CANCELLED_MOVED, MOVED);

        moved.when(new PlaceOrder("o9", "s9", "t1", List.of(new OrderCommand.Line("bibimbap", 1, null))))
                .then(started("s9", "t1"), placed("o9", 3, "s9", "t1", line(1, BIBIMBAP, 1)));
        moved.when(new PlaceOrder("o9", "s9", "t2", List.of(new OrderCommand.Line("bibimbap", 1, null))))
                .then(placed("o9", 3, "s1", "t2", line(1, BIBIMBAP, 1)));
    }

    @Test
    void a_party_that_has_ordered_since_the_look_is_not_moved() {
        givenAParty().when(move(seen("earlier", null, null, null))).thenRefused(changed());
        givenAParty().when(move(seen("s1", 9_000L, null, null))).thenRefused(changed());
        givenAParty().when(move(seen("s1", null, 2, null))).thenRefused(changed());
        givenAParty().when(move(seen(null, null, null, 7))).thenRefused(changed());
    }

    @Test
    void a_party_that_is_as_it_was_seen_moves() {
        int version = Versions.ofSession("s1", Map.of("o1", 1, "o2", 2));

        givenAParty().when(move(seen("s1", 18_000L, 1, version))).then(FIRST_MOVED, CANCELLED_MOVED, MOVED);
    }

    @Test
    void the_same_move_by_two_people_is_done_once() {
        var moved = givenAParty().when(move(SeenSession.ANY)).then(FIRST_MOVED, CANCELLED_MOVED, MOVED);

        moved.when(move(seen("s1", 18_000L, null, null))).thenNothingHappens();
        moved.when(move(SeenSession.ANY)).thenRefused(new Rejection.NoOpenSession("t1"));
    }

    @Test
    void nobody_is_moved_to_a_table_where_others_sit() {
        givenTwoParties().when(move(SeenSession.ANY)).thenRefused(new Rejection.SessionOpen("t2"));
    }

    @Test
    void a_table_that_is_not_there_or_the_own_one_is_no_place_to_go() {
        givenAParty().when(new MoveSession("t1", "t9", SeenSession.ANY)).thenRefused(new Rejection.NoSuchTable("t9"));
        givenAParty().when(new MoveSession("t9", "t1", SeenSession.ANY)).thenRefused(new Rejection.NoSuchTable("t9"));
        givenAParty().when(new MoveSession("t1", "t1", SeenSession.ANY)).thenRefused(new Rejection.SameTable("t1"));
    }

    @Test
    void a_moved_party_goes_on_as_before() {
        var moved = givenAParty().when(move(SeenSession.ANY)).then(FIRST_MOVED, CANCELLED_MOVED, MOVED);

        var completed = new OrderEvent.StatusChanged("o1", 3, "t2", OrderStatus.PENDING, OrderStatus.COMPLETED);
        moved.when(new OrderCommand.ChangeStatus("o1", OrderStatus.COMPLETED, 2))
                .then(completed);
        moved.and(completed)
                .when(new EndSession("t2", "s1", 18_000L, 1, null, null))
                .then(new SessionEvent.Ended("s1", "t2", 2, 18_000, 1));
    }

    @Test
    void guests_of_the_new_table_may_cancel_what_was_ordered_at_the_old_one() {
        var moved = givenAParty().when(move(SeenSession.ANY)).then(FIRST_MOVED, CANCELLED_MOVED, MOVED);

        moved.when(new OrderCommand.CancelOrder("o1", "t1", null, null))
                .thenRefused(new Rejection.NoSuchOpenOrder("o1"));
        moved.when(new OrderCommand.CancelOrder("o1", "t2", null, null))
                .then(new OrderEvent.Cancelled("o1", 3, "t2", OrderStatus.PENDING, 0, null));
    }

    @Test
    void a_party_joins_another_with_its_orders_and_the_sum_is_that_of_both() {
        givenTwoParties()
                .when(new MergeSession("t1", "t2", "s2", seen("s1", 18_000L, 1, null)))
                .then(
                        new OrderEvent.Moved("o1", 2, "s1", "t1", "s2", "t2", 2),
                        new OrderEvent.Moved("o2", 3, "s1", "t1", "s2", "t2", 2),
                        new SessionEvent.Merged("s1", "t1", 1, "s2", "t2", 2, 50_000, 2));
    }

    @Test
    void parties_are_merged_only_as_both_were_seen() {
        givenTwoParties()
                .when(new MergeSession("t1", "t2", null, seen("s1", 1L, null, null)))
                .thenRefused(changed());
        givenTwoParties()
                .when(new MergeSession("t1", "t2", "earlier", SeenSession.ANY))
                .thenRefused(new Rejection.SessionChanged(new Rejection.SessionAsItIs(
                        "t2", 2, "s2", Versions.ofSession("s2", Map.of("o3", 1)), 32_000, 1)));
    }

    @Test
    void to_merge_takes_two_parties() {
        givenAParty()
                .when(new MergeSession("t1", "t2", null, SeenSession.ANY))
                .thenRefused(new Rejection.NoOpenSession("t2"));
        givenAParty()
                .when(new MergeSession("t2", "t1", null, SeenSession.ANY))
                .thenRefused(new Rejection.NoOpenSession("t2"));
        givenAParty()
                .when(new MergeSession("t1", "t1", null, SeenSession.ANY))
                .thenRefused(new Rejection.SameTable("t1"));
        givenAParty()
                .when(new MergeSession("t1", "t9", null, SeenSession.ANY))
                .thenRefused(new Rejection.NoSuchTable("t9"));
    }

    @Test
    void a_session_does_not_grow_beyond_its_bound_by_merging() {
        Scenario full = givenTwoParties();
        for (int i = 4; i <= OrderDecider.MAXIMUM_ORDERS_PER_SESSION + 1; i++) {
            full = full.and(placed("o" + i, i, "s2", "t2", line(1, BIBIMBAP, 1)));
        }

        full.when(new MergeSession("t1", "t2", null, SeenSession.ANY))
                .thenRefused(new Rejection.SessionFull(OrderDecider.MAXIMUM_ORDERS_PER_SESSION));
    }

    @Test
    void a_completed_order_can_be_recalled_for_as_long_as_if_it_had_not_moved() {
        var completed = new OrderEvent.StatusChanged("o1", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED);
        Scenario done = givenAParty(completed);
        Scenario moved = done.at(done.now().plus(OrderDecider.RECALL_WINDOW))
                .when(move(SeenSession.ANY))
                .then(new OrderEvent.Moved("o1", 3, "s1", "t1", "s1", "t2", 2), CANCELLED_MOVED, MOVED);

        moved.when(new OrderCommand.ChangeStatus("o1", OrderStatus.PREPARING, null))
                .then(new OrderEvent.StatusChanged("o1", 4, "t2", OrderStatus.COMPLETED, OrderStatus.PREPARING));
        assertThat(moved.at(moved.now().plusMillis(1))
                        .when(new OrderCommand.ChangeStatus("o1", OrderStatus.PREPARING, null))
                        .decision())
                .isEqualTo(new Decision.Refused(new Rejection.TooLateToRecall(done.now(), OrderDecider.RECALL_WINDOW)));
    }
}
