package io.tableorder.testkit.history;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.testkit.history.Operation.Answered;
import io.tableorder.testkit.history.StoreRules.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One store's log folded event by event: every effect was allowed by the state before it, every answer says what the
 * state at its position says, every rejection is justified by a state that the store had while it was under way.
 */
final class StoreWalk {

    private static final int CREATED = 201;
    private static final int DONE = 200;

    private final String storeId;
    private final List<RecordedEvent> events;
    private final Violations violations;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<Position, List<Answered>> looks = new HashMap<>();
    private final Rejections rejections;

    /** @param seed how many of the events are the seed's */
    StoreWalk(
            String storeId,
            List<RecordedEvent> events,
            List<Operation> operations,
            int seed,
            Timeline timeline,
            Violations violations) {
        this.storeId = storeId;
        this.events = events;
        this.violations = violations;
        this.rejections = new Rejections(storeId, events, seed, operations, timeline, violations);
        for (Operation operation : operations) {
            this.operations.put(operation.commandId(), operation);
            operation
                    .answersOfNoEffect()
                    .filter(answered -> !answered.ok().replayed()
                            && EffectCheck.canBeSoAlready(answered.attempt().command()))
                    .forEach(look -> looks.computeIfAbsent(look.ok().position(), _ -> new ArrayList<>())
                            .add(look));
        }
    }

    void walk() {
        StoreState state = StoreState.unopened(storeId);
        rejections.meet(0, state);
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent recorded = events.get(i);
            Operation operation = operations.get(recorded.stamp().commandId());
            if (operation != null && operation.events().getFirst().equals(recorded)) {
                checkAllowed(operation, state);
            }
            try {
                state = state.evolve(recorded);
            } catch (ImpossibleEventException e) {
                violations.add(
                        "Store %s at %s: the fold refuses it, and %d events behind it were not folded: %s",
                        storeId, recorded.position(), events.size() - i - 1, e.getMessage());
                return;
            }
            if (operation != null && operation.position().equals(recorded.position())) {
                checkAnswers(operation, recorded, state);
            }
            checkLooks(recorded.position(), state);
            rejections.meet(i + 1, state);
        }
        rejections.end();
        looks.values().stream().flatMap(List::stream).forEach(look -> violate(look, "where the store has no event"));
    }

    private void checkAllowed(Operation operation, StoreState before) {
        Attempt cause = operation.cause().orElse(null);
        if (cause == null) {
            return;
        }
        Verdict verdict = StoreRules.verdict(before, cause.command());
        if (verdict != Verdict.GRANTED) {
            violations.add(
                    "Store %s at %s: %s was granted, and the state before it says %s",
                    storeId, operation.position(), cause.inWords(), verdict);
        } else if (operation.events().getLast().event() instanceof SessionEvent.Ended ended) {
            leftUnfinished(operation, ended, before)
                    .forEach(orderId -> violations.add(
                            "Store %s at %s: %s left order %s unfinished",
                            storeId, operation.position(), cause.inWords(), orderId));
        } else if (operation.events().getLast().event() instanceof OrderEvent.Placed placed) {
            placed.items().stream()
                    .filter(item -> !isOfTheMenu(item, before))
                    .forEach(item -> violations.add(
                            "Store %s at %s: %s has %s, which is not the menu's name or price then",
                            storeId, operation.position(), cause.inWords(), item));
        }
    }

    private static Stream<String> leftUnfinished(Operation operation, SessionEvent.Ended ended, StoreState before) {
        Set<String> finished =
                operation.events().stream().map(RecordedEvent::subject).collect(Collectors.toSet());
        Table table = before.floor().table(ended.tableId());
        Session session = table == null ? null : table.session();
        return session == null
                ? Stream.empty()
                : before.floor().ordersOf(session).stream()
                        .filter(order -> order.status().isUnfinished())
                        .map(Order::orderId)
                        .filter(orderId -> !finished.contains(orderId));
    }

    private static boolean isOfTheMenu(OrderLine item, StoreState before) {
        var menu = before.catalogue().menu(item.menuId());
        long differences =
                item.choices().stream().mapToLong(ChosenOption::priceDifference).sum();
        return menu != null
                && menu.menuName().equals(item.menuName())
                && menu.price() + differences == item.unitPrice()
                && item.choices().stream().allMatch(chosen -> isOfTheMenu(chosen, menu));
    }

    private static boolean isOfTheMenu(ChosenOption chosen, MenuItem menu) {
        return menu.choices().stream()
                .filter(group -> group.groupId().equals(chosen.groupId())
                        && group.groupName().equals(chosen.groupName()))
                .flatMap(group -> group.options().stream())
                .anyMatch(option -> option.optionId().equals(chosen.optionId())
                        && option.optionName().equals(chosen.optionName())
                        && option.priceDifference() == chosen.priceDifference());
    }

    private void checkAnswers(Operation operation, RecordedEvent recorded, StoreState after) {
        operation.answersOfTheEffect().forEach(answered -> {
            Command command = answered.attempt().command();
            int status = command instanceof Command.PlaceOrder ? CREATED : DONE;
            Answer expected = ofEffect(command, recorded, after);
            if (answered.ok().status() != status || !answered.ok().answer().equals(expected)) {
                violations.add(
                        "Store %s at %s: %s was answered %d %s%s, the log says %d %s",
                        storeId,
                        recorded.position(),
                        answered.attempt().inWords(),
                        answered.ok().status(),
                        answered.ok().answer(),
                        answered.ok().replayed() ? " in a replay" : "",
                        status,
                        expected);
            }
        });
    }

    private void checkLooks(Position position, StoreState state) {
        List<Answered> here = looks.remove(position);
        if (here == null) {
            return;
        }
        for (Answered look : here) {
            Command command = look.attempt().command();
            Verdict verdict = StoreRules.verdict(state, command);
            if (verdict != Verdict.UNCHANGED) {
                violate(look, "where it is not done and was not so already: " + verdict);
            } else if (!look.ok().answer().equals(ofState(command, state))) {
                violate(
                        look,
                        "as %s, the state there says %s".formatted(look.ok().answer(), ofState(command, state)));
            }
        }
    }

    private static @Nullable Answer ofEffect(Command command, RecordedEvent recorded, StoreState after) {
        return switch (command) {
            case Command.PlaceOrder _,
                    Command.ChangeStatus _,
                    Command.CancelOrder _,
                    Command.ChangeLine _,
                    Command.RemoveItem _ -> ofOrder(after.floor().order(recorded.subject()));
            case Command.RemoveOrder _ ->
                recorded.event() instanceof OrderEvent.Cancelled cancelled
                        ? new Answer.OfRemoval(cancelled.orderId(), cancelled.tableId(), cancelled.tableTotalAmount())
                        : null;
            case Command.EndSession _ ->
                recorded.event() instanceof SessionEvent.Ended ended
                        ? new Answer.OfSession(
                                ended.tableId(), ended.sessionId(), ended.totalSessionAmount(), ended.orderCount())
                        : null;
            case Command.MoveSession _ ->
                recorded.event() instanceof SessionEvent.Moved moved
                        ? new Answer.OfMove(
                                moved.tableId(), moved.sessionId(), moved.totalSessionAmount(), moved.orderCount())
                        : null;
            case Command.MergeSession _ ->
                recorded.event() instanceof SessionEvent.Merged merged
                        ? new Answer.OfMove(
                                merged.intoTableId(),
                                merged.intoSessionId(),
                                merged.totalSessionAmount(),
                                merged.orderCount())
                        : null;
            case Command.SetAvailability set -> ofState(set, after);
        };
    }

    private static @Nullable Answer ofState(Command command, StoreState state) {
        return switch (command) {
            case Command.ChangeStatus change -> ofOrder(state.floor().order(change.orderId()));
            case Command.ChangeLine change -> ofOrder(state.floor().order(change.orderId()));
            case Command.SetAvailability set -> {
                var menu = state.catalogue().menu(set.menuId());
                yield menu == null ? null : new Answer.OfMenu(menu.menuId(), menu.available());
            }
            case Command.PlaceOrder _,
                    Command.CancelOrder _,
                    Command.RemoveOrder _,
                    Command.RemoveItem _,
                    Command.EndSession _,
                    Command.MoveSession _,
                    Command.MergeSession _ -> null;
        };
    }

    private static @Nullable Answer ofOrder(@Nullable Order order) {
        return order == null ? null : Answer.OfOrder.of(order);
    }

    private void violate(Answered look, String sentence) {
        violations.add(
                "Store %s: %s was answered ok at %s, %s",
                storeId, look.attempt().inWords(), look.ok().position(), sentence);
    }
}
