package io.tableorder.testkit.history;

import static io.tableorder.testkit.history.TwinStore.MENU;
import static io.tableorder.testkit.history.TwinStore.OTHER_MENU;
import static io.tableorder.testkit.history.TwinStore.STAFF;
import static io.tableorder.testkit.history.TwinStore.guestsOf;
import static io.tableorder.testkit.history.TwinStore.order;
import static io.tableorder.testkit.history.TwinStore.orderOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tableorder.event.Actor;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.store.ImpossibleEventException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker finds nothing where nothing is wrong, and names whatever a history or its log is made to get wrong. */
class HistoryCheckerTest {

    /** What {@link TwinStore#place} orders, as long as nobody has begun it. */
    private static final List<Answer.Line> UNTOUCHED = List.of(new Answer.Line("1", 2, false));

    private final TwinStore store = TwinStore.opened();

    private Report report() {
        return HistoryChecker.check(store.history(), store.log());
    }

    /** The same history, but for one attempt that went otherwise. */
    private List<String> violationsIf(Attempt attempt, Attempt otherwise) {
        History history = new History(Map.of(TwinStore.PARTITION, (long) TwinStore.SEED_EVENTS));
        store.history().attempts().forEach(each -> history.record(each.equals(attempt) ? otherwise : each));
        return HistoryChecker.check(history, store.log()).violations();
    }

    private static Attempt with(Attempt attempt, Outcome outcome) {
        return at(attempt.sentNanos(), attempt.answeredNanos(), attempt, outcome);
    }

    private static Attempt at(long sent, long answered, Attempt attempt, Outcome outcome) {
        return new Attempt(
                attempt.actor(), attempt.storeId(), attempt.key(), attempt.command(), sent, answered, outcome);
    }

    private static Outcome.Ok ok(Attempt attempt) {
        return (Outcome.Ok) attempt.outcome();
    }

    private Attempt records(Actor actor, String key, Command command, Outcome outcome) {
        Attempt attempt = new Attempt(actor, Sample.STORE, key, command, 1_000, 1_001, outcome);
        store.history().record(attempt);
        return attempt;
    }

    @Test
    void nothing_is_wrong_with_orders_statuses_replays_refusals_and_what_was_so_already() {
        Attempt first = store.place(1, "first");
        store.place(1, "first");
        store.move(orderOf(first), OrderStatus.PREPARING, "move");
        store.move(orderOf(first), OrderStatus.PREPARING, "so already");
        store.move(orderOf(first), OrderStatus.PENDING, "back");
        store.send(STAFF, "sold out", new Command.SetAvailability(MENU, false));
        store.place(2, "refused");
        store.send(guestsOf(2), "other", order(2, OTHER_MENU));
        store.send(STAFF, "end", new Command.EndSession(Sample.tableId(1)));
        store.move(orderOf(first), OrderStatus.COMPLETED, "too late");

        assertThat(report()).isEqualTo(new Report(new Report.Counts(1, 15, 9, 10, 7, 1, 3, 0, 0, 0), List.of()));
    }

    @Test
    void nothing_is_wrong_with_parties_that_move_and_join_others() {
        store.place(1, "first");
        store.send(STAFF, "move", new Command.MoveSession(Sample.tableId(1), Sample.tableId(2)));
        store.send(STAFF, "move", new Command.MoveSession(Sample.tableId(1), Sample.tableId(2)));
        store.send(STAFF, "nobody", new Command.MoveSession(Sample.tableId(1), Sample.tableId(2)));
        store.place(3, "other");
        store.send(STAFF, "onto others", new Command.MoveSession(Sample.tableId(3), Sample.tableId(2)));
        store.send(STAFF, "merge", new Command.MergeSession(Sample.tableId(3), Sample.tableId(2)));
        store.send(STAFF, "nowhere", new Command.MergeSession(Sample.tableId(2), "table-9"));
        store.send(STAFF, "end", new Command.EndSession(Sample.tableId(2)));

        assertThat(report().violations()).isEmpty();
    }

    @Test
    void nothing_is_wrong_with_lines_that_are_completed_taken_back_and_taken_off() {
        String order = orderOf(store.send(guestsOf(1), "first", order(1, MENU, OTHER_MENU)));
        store.send(STAFF, "one", new Command.ChangeLine(order, "1", true, 1));
        store.send(STAFF, "so already", new Command.ChangeLine(order, "1", true, 1));
        store.send(STAFF, "seen before", new Command.ChangeLine(order, "2", true, 1));
        store.send(STAFF, "not yet", new Command.ChangeLine(order, "1", false, null));
        store.send(STAFF, "one", new Command.ChangeLine(order, "1", true, 1));
        store.send(STAFF, "both", new Command.ChangeLine(order, "2", true, null));
        store.send(STAFF, "after all", new Command.ChangeLine(order, "1", true, null));
        store.send(STAFF, "back", new Command.ChangeLine(order, "1", false, null));
        store.send(STAFF, "unknown", new Command.ChangeLine(order, "9", true, null));
        store.send(STAFF, "too many", new Command.RemoveItem(order, "1", 3));
        store.send(STAFF, "a portion", new Command.RemoveItem(order, "1", 1));
        store.send(STAFF, "a line", new Command.RemoveItem(order, "1", null));
        store.send(STAFF, "the last", new Command.RemoveItem(order, "2", null));
        store.send(STAFF, "over", new Command.RemoveItem(order, "2", null));

        assertThat(report().violations()).isEmpty();
    }

    @Test
    void a_line_that_is_said_to_be_open_and_was_completed_is_named() {
        String order = orderOf(store.send(guestsOf(1), "first", order(1, MENU, OTHER_MENU)));
        Attempt completed = store.send(STAFF, "one", new Command.ChangeLine(order, "1", true, null));
        Answer.OfOrder right = (Answer.OfOrder) ok(completed).answer();
        Answer wrong = new Answer.OfOrder(
                order,
                right.orderNumber(),
                right.version(),
                right.status(),
                right.totalAmount(),
                right.position(),
                List.of(new Answer.Line("1", 2, false), new Answer.Line("2", 2, false)));

        assertThat(violationsIf(
                        completed,
                        with(completed, new Outcome.Ok(200, ok(completed).position(), false, wrong))))
                .containsExactly("Store hanok-gangnam at %s: %s was answered 200 %s, the log says 200 %s"
                        .formatted(ok(completed).position(), completed.inWords(), wrong, right));
    }

    @Test
    void an_ok_without_an_event_is_named() {
        Attempt placed = store.place(1, "first");
        Attempt never = records(guestsOf(2), "never", order(2, MENU), placed.outcome());

        assertThat(report().violations())
                .containsExactly("Store hanok-gangnam: %s was answered ok at 7-8, but the log has no event of it"
                        .formatted(never.inWords()));
    }

    @Test
    void an_ok_that_is_in_the_log_twice_is_named() {
        store.place(1, "first");
        Attempt twice = store.place(1, "twice");
        store.append(
                Sample.placed("order-again", 3, "session-1", 1, Sample.line(15_000, 2)),
                TwinStore.stamp(guestsOf(1), "twice"));

        assertThat(report().violations())
                .contains(("Store hanok-gangnam: %s is not in the log once and whole, but as [Placed at 7-9, Placed at"
                                + " 7-10]")
                        .formatted(twice.inWords()));
    }

    @Test
    void a_close_that_leaves_an_order_unfinished_is_named() {
        Attempt placed = store.place(1, "first");
        var end = new SessionEvent.Ended("session-1", Sample.tableId(1), 1, 30_000, 1);
        store.append(end, TwinStore.stamp(STAFF, "end"));
        Attempt asked = records(
                STAFF, "end", new Command.EndSession(Sample.tableId(1)), new Outcome.Unknown("connection reset"));

        assertThat(report().violations())
                .containsExactly("Store hanok-gangnam at 7-9: %s left order %s unfinished"
                        .formatted(asked.inWords(), orderOf(placed)));
    }

    @Test
    void an_unknown_may_be_in_the_log_or_not_but_not_twice() {
        Attempt placed = store.place(1, "first");
        Attempt lost = with(placed, new Outcome.Unknown("503"));
        records(guestsOf(2), "never", order(2, MENU), new Outcome.Unknown("timeout"));

        assertThat(violationsIf(placed, lost)).isEmpty();

        store.append(
                Sample.placed("order-again", 2, "session-1", 1, Sample.line(15_000, 2)),
                TwinStore.stamp(guestsOf(1), "first"));

        assertThat(violationsIf(placed, lost))
                .containsExactly(("Store hanok-gangnam: %s is not in the log once and whole, but as [Started at 7-7,"
                                + " Placed at 7-8, Placed at 7-9]")
                        .formatted(lost.inWords()));
    }

    @Test
    void an_event_that_nobody_asked_for_is_named() {
        store.place(1, "first");
        var event = Sample.moved("order-2", 2, 1, OrderStatus.PENDING, OrderStatus.PREPARING);
        store.append(event, TwinStore.stamp(STAFF, "ghost"));

        assertThat(report().violations())
                .containsExactly("Store hanok-gangnam at 7-9: nobody asked for %s (command %s)"
                        .formatted(event, CommandIds.of(Sample.STORE, STAFF, "ghost")));
    }

    @Test
    void an_event_that_is_something_else_than_was_asked_for_is_named() {
        store.place(1, "first");
        var event = Sample.moved("order-2", 2, 1, OrderStatus.PENDING, OrderStatus.COMPLETED);
        store.append(event, TwinStore.stamp(STAFF, "move"));
        Attempt asked = records(
                STAFF,
                "move",
                new Command.ChangeStatus("order-2", OrderStatus.PREPARING, null),
                new Outcome.Unknown("timeout"));

        assertThat(report().violations())
                .containsExactly("Store hanok-gangnam: %s asked for something else than what is at 7-9: %s"
                        .formatted(asked.inWords(), event));
    }

    @Test
    void an_answer_that_says_something_else_than_the_log_is_named() {
        Attempt placed = store.place(1, "first");
        Answer right = ok(placed).answer();
        Answer wrong = new Answer.OfOrder("order-2", 7, 1, OrderStatus.PENDING, 30_000, new Position(7, 8), UNTOUCHED);

        assertThat(violationsIf(
                        placed, with(placed, new Outcome.Ok(201, ok(placed).position(), false, wrong))))
                .containsExactly("Store hanok-gangnam at 7-8: %s was answered 201 %s, the log says 201 %s"
                        .formatted(placed.inWords(), wrong, right));
    }

    @Test
    void a_replay_that_answers_something_else_than_the_first_time_is_named() {
        Attempt placed = store.place(1, "first");
        store.move(orderOf(placed), OrderStatus.PREPARING, "move");
        Attempt replay = store.place(1, "first");
        Answer later =
                new Answer.OfOrder("order-2", 1, 2, OrderStatus.PREPARING, 30_000, new Position(7, 9), UNTOUCHED);

        assertThat(violationsIf(
                        replay, with(replay, new Outcome.Ok(201, ok(replay).position(), true, later))))
                .containsExactly("Store hanok-gangnam at 7-8: %s was answered 201 %s in a replay, the log says 201 %s"
                        .formatted(replay.inWords(), later, ok(placed).answer()));
    }

    @Test
    void a_repetition_that_is_answered_as_if_it_were_the_first_is_named() {
        store.place(1, "first");
        Attempt replay = store.place(1, "first");
        Outcome.Ok asFirst =
                new Outcome.Ok(201, ok(replay).position(), false, ok(replay).answer());

        assertThat(violationsIf(replay, with(replay, asFirst)))
                .containsExactly(
                        "Store hanok-gangnam: %s was done, and a repetition was answered as if it were the first"
                                .formatted(replay.inWords()));
    }

    @Test
    void a_wrong_position_is_named() {
        store.place(1, "first");
        Attempt second = store.place(1, "second");
        Outcome.Ok elsewhere =
                new Outcome.Ok(201, new Position(7, 8), false, ok(second).answer());

        assertThat(violationsIf(second, with(second, elsewhere)))
                .contains("Store hanok-gangnam: %s was answered ok at 7-8, but its event is at 7-9"
                        .formatted(second.inWords()));
    }

    @Test
    void a_status_that_was_answered_where_it_was_not_so_is_named() {
        Attempt placed = store.place(1, "first");
        Attempt move = store.move(orderOf(placed), OrderStatus.PREPARING, "move");
        Outcome.Ok elsewhere = new Outcome.Ok(200, new Position(7, 8), false, ok(move).answer());

        assertThat(violationsIf(move, with(move, elsewhere)))
                .contains(
                        ("Store hanok-gangnam: %s was answered ok at 7-8, where it is not done and was not so already:"
                                        + " GRANTED")
                                .formatted(move.inWords()));
    }

    @Test
    void a_position_where_the_store_has_no_event_is_named() {
        Attempt placed = store.place(1, "first");
        Attempt already = store.move(orderOf(placed), OrderStatus.PENDING, "already");
        Outcome.Ok nowhere =
                new Outcome.Ok(200, new Position(7, 99), false, ok(already).answer());

        assertThat(violationsIf(already, with(already, nowhere)))
                .containsExactly("Store hanok-gangnam: %s was answered ok at 7-99, where the store has no event"
                        .formatted(already.inWords()));
    }

    @Test
    void an_answer_of_no_change_that_says_something_else_than_the_state_is_named() {
        Attempt placed = store.place(1, "first");
        Attempt already = store.move(orderOf(placed), OrderStatus.PENDING, "already");
        Answer wrong = new Answer.OfOrder("order-2", 1, 2, OrderStatus.PENDING, 30_000, new Position(7, 8), UNTOUCHED);
        Outcome.Ok mistaken = new Outcome.Ok(200, new Position(7, 8), false, wrong);

        assertThat(violationsIf(already, with(already, mistaken)))
                .containsExactly("Store hanok-gangnam: %s was answered ok at 7-8, as %s, the state there says %s"
                        .formatted(already.inWords(), wrong, ok(placed).answer()));
    }

    @Test
    void an_order_granted_against_the_state_is_named() {
        store.place(1, "first");
        store.send(STAFF, "sold out", new Command.SetAvailability(MENU, false));
        store.append(
                Sample.placed("order-late", 2, "session-1", 1, Sample.line(15_000, 2)),
                TwinStore.stamp(guestsOf(1), "late"));
        Attempt late = records(guestsOf(1), "late", order(1, MENU), new Outcome.Unknown("timeout"));

        assertThat(report().violations())
                .containsExactly("Store hanok-gangnam at 7-10: %s was granted, and the state before it says CONFLICT"
                        .formatted(late.inWords()));
    }

    @Test
    void a_price_that_is_not_the_menus_is_named() {
        store.place(1, "first");
        OrderLine cheap = Sample.line(1, 2);
        store.append(Sample.placed("order-cheap", 2, "session-1", 1, cheap), TwinStore.stamp(guestsOf(1), "cheap"));
        Attempt attempt = records(guestsOf(1), "cheap", order(1, MENU), new Outcome.Unknown("timeout"));

        assertThat(report().violations())
                .containsExactly("Store hanok-gangnam at 7-9: %s has %s, which is not the menu's name or price then"
                        .formatted(attempt.inWords(), cheap));
    }

    @Test
    void an_illegal_transition_is_named_by_the_fold_and_without_it() {
        Attempt placed = store.place(1, "first");
        store.move(orderOf(placed), OrderStatus.COMPLETED, "done");
        var back = Sample.moved("order-2", 3, 1, OrderStatus.COMPLETED, OrderStatus.PENDING);
        catchThrowableOfType(ImpossibleEventException.class, () -> store.append(back, TwinStore.stamp(STAFF, "back")));

        assertThat(report().violations())
                .contains(
                        "Store hanok-gangnam at 7-10: order order-2 goes from COMPLETED to PENDING",
                        "Store hanok-gangnam at 7-10: the fold refuses it, and 0 events behind it were not folded: "
                                + "Order order-2 cannot go from COMPLETED to PENDING");
    }
}
