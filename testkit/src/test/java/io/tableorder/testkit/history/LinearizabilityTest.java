package io.tableorder.testkit.history;

import static io.tableorder.testkit.history.TwinStore.MENU;
import static io.tableorder.testkit.history.TwinStore.STAFF;
import static io.tableorder.testkit.history.TwinStore.guestsOf;
import static io.tableorder.testkit.history.TwinStore.order;
import static io.tableorder.testkit.history.TwinStore.orderOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Actor;
import io.tableorder.event.OrderStatus;
import io.tableorder.fixture.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients could see of each other in real time agrees with the log's order, and every refusal had its reason. */
class LinearizabilityTest {

    private static final long LONG_AFTER = 1_000;

    private final TwinStore store = TwinStore.opened();

    private List<String> violations() {
        return HistoryChecker.check(store.history(), store.log()).violations();
    }

    private Attempt rejection(Actor actor, Command command, long sent, long answered, int status, String errorCode) {
        Attempt attempt = new Attempt(
                actor, Sample.STORE, "refused", command, sent, answered, new Outcome.Rejected(status, errorCode));
        store.history().record(attempt);
        return attempt;
    }

    private static String unjustified(Attempt attempt, String rejected, String from, String to) {
        return "Store hanok-gangnam: %s was rejected with %s, which no state of the store between %s and %s justifies"
                .formatted(attempt.inWords(), rejected, from, to);
    }

    @Test
    void an_effect_that_stands_before_one_answered_earlier_is_named() {
        Attempt first = store.place(1, "first");
        Attempt second = store.place(1, "second");
        History history = new History();
        history.record(second);
        history.record(new Attempt(
                first.actor(),
                first.storeId(),
                first.key(),
                first.command(),
                LONG_AFTER,
                LONG_AFTER + 1,
                first.outcome()));

        assertThat(HistoryChecker.check(history, store.log()).violations())
                .containsExactly(
                        "Store hanok-gangnam: %s was answered at offset 9 before %s was sent, which stands at offset 8"
                                .formatted(second.inWords(), first.inWords()));
    }

    @Test
    void a_look_at_an_outdated_state_is_named() {
        Attempt placed = store.place(1, "first");
        TwinStore outdated = store.fork();
        Attempt move = store.move(orderOf(placed), OrderStatus.PREPARING, "move");
        Attempt look = outdated.move(orderOf(placed), OrderStatus.PENDING, "look");

        assertThat(violations())
                .containsExactly(
                        "Store hanok-gangnam: %s was answered at offset 9 before %s was sent, which stands at offset 8"
                                .formatted(move.inWords(), look.inWords()));
    }

    @Test
    void a_refusal_from_an_outdated_state_is_named() {
        store.send(STAFF, "sold out", new Command.SetAvailability(MENU, false));
        TwinStore outdated = store.fork();
        store.send(STAFF, "back", new Command.SetAvailability(MENU, true));
        Attempt refused = outdated.place(1, "refused");

        assertThat(violations()).containsExactly(unjustified(refused, "409 CONFLICT", "7-8", "7-8"));
    }

    @Test
    void a_refusal_is_justified_by_any_state_while_it_was_under_way() {
        Attempt soldOut = store.send(STAFF, "sold out", new Command.SetAvailability(MENU, false));
        Attempt back = store.send(STAFF, "back", new Command.SetAvailability(MENU, true));

        rejection(guestsOf(1), order(1, MENU), soldOut.sentNanos(), back.answeredNanos(), 409, "CONFLICT");
        assertThat(violations()).isEmpty();

        Attempt before = rejection(guestsOf(2), order(2, MENU), -2, -1, 409, "CONFLICT");
        assertThat(violations()).containsExactly(unjustified(before, "409 CONFLICT", "7-6", "7-6"));
    }

    @Test
    void a_version_mismatch_with_the_current_version_is_named() {
        Attempt placed = store.place(1, "first");
        var command = new Command.ChangeStatus(orderOf(placed), OrderStatus.PREPARING, 1);
        Attempt refused = rejection(STAFF, command, LONG_AFTER, LONG_AFTER + 1, 412, "VERSION_MISMATCH");

        assertThat(violations()).containsExactly(unjustified(refused, "412 VERSION_MISMATCH", "7-8", "7-8"));
    }

    @Test
    void a_version_mismatch_with_another_version_is_justified() {
        Attempt placed = store.place(1, "first");
        store.move(orderOf(placed), OrderStatus.PREPARING, "move");
        var command = new Command.ChangeStatus(orderOf(placed), OrderStatus.COMPLETED, 1);
        store.send(STAFF, "refused", command);

        assertThat(violations()).isEmpty();
    }

    @Test
    void a_refusal_of_what_is_in_the_log_already_is_named() {
        Attempt placed = store.place(1, "refused");
        Attempt again = rejection(placed.actor(), placed.command(), LONG_AFTER, LONG_AFTER + 1, 404, "NOT_FOUND");

        assertThat(violations()).containsExactly(unjustified(again, "404 NOT_FOUND", "7-8", "7-6"));
    }

    @Test
    void a_reused_key_is_refused_only_for_another_command() {
        Attempt placed = store.place(1, "refused");

        rejection(placed.actor(), order(1, MENU, MENU), LONG_AFTER, LONG_AFTER + 1, 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(violations()).isEmpty();

        Attempt same =
                rejection(placed.actor(), placed.command(), LONG_AFTER, LONG_AFTER + 1, 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(violations()).containsExactly(unjustified(same, "422 IDEMPOTENCY_KEY_REUSED", "7-8", "7-6"));
    }

    @Test
    void a_rate_limit_needs_no_reason_in_the_log() {
        rejection(guestsOf(1), order(1, MENU), LONG_AFTER, LONG_AFTER + 1, 429, "RATE_LIMITED");

        assertThat(violations()).isEmpty();
    }
}
