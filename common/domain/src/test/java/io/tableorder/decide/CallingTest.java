package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.EVENING;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;
import static io.tableorder.decide.Scenario.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tableorder.decide.CallCommand.AnswerCall;
import io.tableorder.decide.CallCommand.MakeCall;
import io.tableorder.event.CallEvent;
import io.tableorder.event.CallEvent.CallOutcome;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.Call;
import io.tableorder.store.ImpossibleEventException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guests call once and are waited on once, wherever they sit. */
class CallingTest {

    private static final CallEvent.Made WATER = new CallEvent.Made("c1", "water", "s1", "t1", 1);
    private static final SessionEvent.Ended ENDED = new SessionEvent.Ended("s1", "t1", 1, 9_000, 1);
    private static final TableCommand.EndSession CLOSE =
            new TableCommand.EndSession("t1", null, null, null, null, null);

    private static StoreEvent[] party(String session, String table, String order, int number) {
        return new StoreEvent[] {
            started(session, table),
            placed(order, number, session, table, line(1, BIBIMBAP, 1)),
            new OrderEvent.StatusChanged(order, 2, table, OrderStatus.PENDING, OrderStatus.COMPLETED)
        };
    }

    private static Scenario givenAParty() {
        return givenAnOpenStore(party("s1", "t1", "o1", 1));
    }

    private static CallEvent.Ended ended(CallEvent.Made made, CallOutcome outcome) {
        return new CallEvent.Ended(made.callId(), made.kind(), made.tableId(), made.tableNumber(), outcome);
    }

    @Test
    void a_call_belongs_to_the_open_session_of_its_table() {
        givenAParty().when(new MakeCall("c1", "t1", "water")).then(WATER);
    }

    @Test
    void guests_who_have_not_ordered_call_too() {
        givenAnOpenStore()
                .when(new MakeCall("c1", "t1", "staff"))
                .then(new CallEvent.Made("c1", "staff", null, "t1", 1));
    }

    @Test
    void the_same_call_while_it_is_open_is_no_second_call_and_another_kind_is() {
        Scenario called = givenAParty().and(WATER);

        called.when(new MakeCall("c2", "t1", "water")).thenNothingHappens();
        called.when(new MakeCall("c2", "t1", "bill")).then(new CallEvent.Made("c2", "bill", "s1", "t1", 1));
        called.when(new MakeCall("c2", "t2", "water")).then(new CallEvent.Made("c2", "water", null, "t2", 2));
    }

    @Test
    void an_answered_call_can_be_made_again() {
        givenAParty()
                .and(WATER, ended(WATER, CallOutcome.ANSWERED))
                .when(new MakeCall("c2", "t1", "water"))
                .then(new CallEvent.Made("c2", "water", "s1", "t1", 1));
    }

    @Test
    void a_table_has_as_many_open_calls_as_there_are_kinds() {
        Scenario all = givenAnOpenStore();
        for (String kind : CallCommand.KINDS) {
            all = all.when(new MakeCall("call-" + kind, "t1", kind))
                    .then(new CallEvent.Made("call-" + kind, kind, null, "t1", 1));
        }

        for (String kind : CallCommand.KINDS) {
            all.when(new MakeCall("another", "t1", kind)).thenNothingHappens();
        }
        assertThat(all.state().floor().openCalls()).hasSize(CallCommand.KINDS.size());
    }

    @Test
    void only_what_is_offered_can_be_called_for_at_a_table_that_is_there() {
        givenAParty().when(new MakeCall("c1", "t1", "taxi")).thenRefused(new Rejection.NoSuchCallKind("taxi"));
        givenAParty().when(new MakeCall("c1", "t9", "water")).thenRefused(new Rejection.NoSuchTable("t9"));
    }

    @Test
    void who_calls_too_often_waits_and_who_was_let_in_before_the_password_changed_logs_in_again() {
        givenAParty()
                .when(new MakeCall("c1", "t1", "water", Duration.ofSeconds(2), null))
                .thenRefused(new Rejection.OverRate(Duration.ofSeconds(2)));
        givenAParty()
                .and(new TableEvent.AccessRenewed("t1"))
                .when(new MakeCall("c1", "t1", "water", null, EVENING.minusSeconds(60)))
                .thenRefused(new Rejection.AccessRenewed());
    }

    @Test
    void guests_call_while_no_orders_are_taken() {
        givenAParty()
                .and(new StoreLifecycleEvent.IntakePaused("화구 고장"))
                .when(new MakeCall("c1", "t1", "water"))
                .then(WATER);
    }

    @Test
    void a_call_is_answered_once_and_whoever_answers_it_again_has_what_he_wanted() {
        Scenario answered =
                givenAParty().and(WATER).when(new AnswerCall("c1")).then(ended(WATER, CallOutcome.ANSWERED));

        answered.when(new AnswerCall("c1")).thenNothingHappens();
    }

    @Test
    void nobody_answers_what_nobody_waits_for() {
        givenAParty().when(new AnswerCall("c1")).thenRefused(new Rejection.NoSuchCall("c1"));
        givenAParty()
                .and(WATER, ended(WATER, CallOutcome.SESSION_ENDED), ENDED)
                .when(new AnswerCall("c1"))
                .thenRefused(new Rejection.NoSuchCall("c1"));
    }

    @Test
    void open_calls_end_with_their_party_and_the_next_one_is_asked_anew() {
        Scenario closed = givenAParty().and(WATER).when(CLOSE).then(ended(WATER, CallOutcome.SESSION_ENDED), ENDED);

        assertThat(closed.state().floor().calls()).isEmpty();
        closed.when(new MakeCall("c2", "t1", "water")).then(new CallEvent.Made("c2", "water", null, "t1", 1));
    }

    @Test
    void calls_end_before_the_orders_that_a_close_completes() {
        givenAnOpenStore(started("s1", "t1"), placed("o1", 1, "s1", "t1", line(1, BIBIMBAP, 1)), WATER)
                .when(TableCommand.EndSession.completingAll("t1"))
                .then(
                        ended(WATER, CallOutcome.SESSION_ENDED),
                        new OrderEvent.StatusChanged("o1", 2, "t1", OrderStatus.PENDING, OrderStatus.COMPLETED),
                        ENDED);
    }

    @Test
    void an_answered_call_goes_with_its_party() {
        Scenario closed = givenAParty()
                .and(WATER, ended(WATER, CallOutcome.ANSWERED))
                .when(CLOSE)
                .then(ENDED);

        closed.when(new AnswerCall("c1")).thenRefused(new Rejection.NoSuchCall("c1"));
    }

    @Test
    void a_party_that_moves_takes_its_open_calls_along() {
        Scenario moved = givenAParty()
                .and(WATER)
                .when(new TableCommand.MoveSession("t1", "t2", TableCommand.SeenSession.ANY))
                .then(
                        new OrderEvent.Moved("o1", 3, "s1", "t1", "s1", "t2", 2),
                        new CallEvent.Moved("c1", "t1", "s1", "t2", 2),
                        new SessionEvent.Moved("s1", "t1", 1, "t2", 2, 9_000, 1));

        assertThat(moved.state().floor().openCallsAt("t2"))
                .containsExactly(new Call("c1", "water", "s1", "t2", 2, EVENING, null));
        moved.when(new AnswerCall("c1")).then(new CallEvent.Ended("c1", "water", "t2", 2, CallOutcome.ANSWERED));
    }

    @Test
    void parties_that_join_wait_for_each_thing_once() {
        CallEvent.Made bill = new CallEvent.Made("c2", "bill", "s1", "t1", 1);
        CallEvent.Made theirWater = new CallEvent.Made("c3", "water", "s2", "t2", 2);

        Scenario joined = givenAParty()
                .and(party("s2", "t2", "o2", 2))
                .and(WATER, bill, theirWater)
                .when(new TableCommand.MergeSession("t1", "t2", null, TableCommand.SeenSession.ANY))
                .then(
                        new OrderEvent.Moved("o1", 3, "s1", "t1", "s2", "t2", 2),
                        ended(WATER, CallOutcome.ASKED_ALREADY),
                        new CallEvent.Moved("c2", "t1", "s2", "t2", 2),
                        new SessionEvent.Merged("s1", "t1", 1, "s2", "t2", 2, 18_000, 2));

        assertThat(joined.state().floor().openCalls()).extracting(Call::callId).containsExactly("c2", "c3");
    }

    @Test
    void a_table_that_is_removed_leaves_nobody_waiting() {
        CallEvent.Made made = new CallEvent.Made("c1", "staff", null, "t2", 2);

        givenAnOpenStore(made)
                .when(new TableCommand.RemoveTable("t2"))
                .then(ended(made, CallOutcome.TABLE_REMOVED), new TableEvent.Removed("t2", 2));
    }

    @Test
    void the_longest_waiting_come_first() {
        Scenario first = givenAParty().and(new CallEvent.Made("later-id", "bill", "s1", "t1", 1));
        Scenario both = first.at(EVENING.plusSeconds(30)).and(new CallEvent.Made("a-call", "water", "s1", "t1", 1));

        assertThat(both.state().floor().openCalls()).extracting(Call::callId).containsExactly("later-id", "a-call");
    }

    @Test
    void no_history_has_a_call_that_ends_elsewhere_or_twice() {
        Stream.of(
                        new CallEvent.Ended("c1", "water", "t2", 2, CallOutcome.ANSWERED),
                        new CallEvent.Moved("c1", "t2", "s1", "t1", 1),
                        new CallEvent.Made("c1", "bill", "s1", "t1", 1),
                        new CallEvent.Made("c2", "water", "s1", "t1", 1),
                        new TableEvent.Removed("t1", 1))
                .forEach(impossible -> assertThat(
                                catchThrowable(() -> givenAParty().and(WATER).and(impossible)))
                        .as(impossible.toString())
                        .isInstanceOf(ImpossibleEventException.class));
    }
}
