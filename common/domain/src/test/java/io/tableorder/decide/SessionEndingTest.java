package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.GALBI;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;

import io.tableorder.decide.TableCommand.EndSession;
import io.tableorder.decide.TableCommand.Unfinished;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a table: only what was seen is closed, and nothing stays unfinished. */
class SessionEndingTest {

    private static final Rejection CHANGED =
            new Rejection.SessionChanged(new Rejection.SessionAsItIs("t1", 1, "s1", version(2, 1), 50_000, 2));

    private static int version(int ofFirst, int ofSecond) {
        return Versions.ofSession("s1", Map.of("o1", ofFirst, "o2", ofSecond));
    }

    /** A session of 18,000 in preparation, an order of two events, and 32,000 pending. */
    private static Scenario givenASession(StoreEvent... more) {
        return givenAnOpenStore(
                        started("s1", "t1"),
                        placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 2)),
                        new OrderEvent.StatusChanged("o1", 2, "t1", OrderStatus.PENDING, OrderStatus.PREPARING),
                        placed("o2", 2, "s1", "t1", line(1, GALBI, 1)))
                .and(more);
    }

    private static Scenario givenACompletedSession() {
        return givenASession(
                new OrderEvent.StatusChanged("o1", 3, "t1", OrderStatus.PREPARING, OrderStatus.COMPLETED),
                new OrderEvent.Cancelled("o2", 2, "t1", OrderStatus.PENDING, 18_000, null));
    }

    private static EndSession end(@Nullable Unfinished unfinished) {
        return new EndSession("t1", null, null, null, unfinished, null);
    }

    private static EndSession seen(
            @Nullable String sessionId, @Nullable Long total, @Nullable Integer orders, @Nullable Integer version) {
        return new EndSession("t1", sessionId, total, orders, Unfinished.COMPLETE, version);
    }

    @Test
    void unfinished_orders_refuse_the_end_by_their_ids() {
        givenASession().when(end(null)).thenRefused(new Rejection.UnfinishedOrders(List.of("o1", "o2")));
    }

    @Test
    void unfinished_orders_are_completed_one_by_one() {
        givenASession()
                .when(end(Unfinished.COMPLETE))
                .then(
                        new OrderEvent.StatusChanged("o1", 3, "t1", OrderStatus.PREPARING, OrderStatus.COMPLETED),
                        new OrderEvent.StatusChanged("o2", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED),
                        new SessionEvent.Ended("s1", "t1", 1, 50_000, 2));
    }

    @Test
    void unfinished_orders_are_cancelled_one_by_one_and_leave_the_bill() {
        givenASession()
                .when(end(Unfinished.CANCEL))
                .then(
                        new OrderEvent.Cancelled(
                                "o1", 3, "t1", OrderStatus.PREPARING, 32_000, OrderEvent.Cancelled.SESSION_ENDED),
                        new OrderEvent.Cancelled(
                                "o2", 2, "t1", OrderStatus.PENDING, 0, OrderEvent.Cancelled.SESSION_ENDED),
                        new SessionEvent.Ended("s1", "t1", 1, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void completed_orders_stay_as_they_are_whatever_was_to_become_of_others(Unfinished unfinished) {
        givenACompletedSession().when(end(unfinished)).then(new SessionEvent.Ended("s1", "t1", 1, 18_000, 1));
    }

    @Test
    void a_session_without_unfinished_orders_needs_no_word_about_them() {
        givenACompletedSession().when(end(null)).then(new SessionEvent.Ended("s1", "t1", 1, 18_000, 1));
    }

    @Test
    void a_session_that_is_as_it_was_seen_ends() {
        givenACompletedSession()
                .when(seen("s1", 18_000L, 1, version(3, 2)))
                .then(new SessionEvent.Ended("s1", "t1", 1, 18_000, 1));
    }

    @Test
    void the_next_partys_session_is_not_ended_by_a_late_retry() {
        givenASession().when(seen("earlier", null, null, null)).thenRefused(CHANGED);
    }

    @Test
    void an_order_that_came_after_the_look_is_not_swallowed() {
        givenASession().when(seen("s1", 18_000L, null, null)).thenRefused(CHANGED);
        givenASession().when(seen("s1", null, 1, null)).thenRefused(CHANGED);
        givenASession().when(seen(null, null, null, version(1, 1))).thenRefused(CHANGED);
    }

    @Test
    void where_no_session_is_open_there_is_nothing_to_end() {
        givenAnOpenStore().when(end(Unfinished.COMPLETE)).thenRefused(new Rejection.NoOpenSession("t1"));
    }
}
