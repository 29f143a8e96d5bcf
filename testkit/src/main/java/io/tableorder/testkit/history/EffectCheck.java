package io.tableorder.testkit.history;

import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * This is what was answered ok is in the log once, what nobody knows at most once, and nothing is in it that nobody
 * asked for.
 */
final class EffectCheck {

    private final Violations violations;

    EffectCheck(Violations violations) {
        this.violations = violations;
    }

    void check(Operations operations, EventLog log, History history) {
        operations.all().forEach(this::check);
        log.records().stream()
                .filter(record -> !history.isSeed(
                        record.position().partition(), record.position().offset()))
                .map(LoggedRecord::event)
                .filter(Objects::nonNull)
                .filter(EffectCheck::isRecordable)
                .filter(event -> operations.of(event.stamp().commandId()) == null)
                .forEach(event -> violations.add(
                        "Store %s at %s: nobody asked for %s (command %s)",
                        event.storeId(),
                        event.position(),
                        event.event(),
                        event.stamp().commandId()));
    }

    /** Returns whether the rejection is of a kind that a {@link Command} asks for. */
    private static boolean isRecordable(RecordedEvent recorded) {
        return recorded.event() instanceof OrderEvent
                || recorded.event() instanceof SessionEvent
                || recorded.event() instanceof MenuAvailabilityChanged;
    }

    private void check(Operation operation) {
        if (operation.isInTheLog()) {
            checkOnce(operation);
            checkReplays(operation);
            if (operation.cause().isEmpty()) {
                violate(
                        operation,
                        "asked for something else than what is at %s: %s",
                        operation.position(),
                        operation.events().getLast().event());
            }
        }
        operation
                .answersOfNoEffect()
                .filter(answered -> answered.ok().replayed()
                        || !canBeSoAlready(answered.attempt().command()))
                .forEach(answered -> violate(
                        operation,
                        "was answered ok at %s, but %s",
                        answered.ok().position(),
                        operation.isInTheLog()
                                ? "its event is at " + operation.position()
                                : "the log has no event of it"));
    }

    static boolean canBeSoAlready(Command command) {
        return switch (command) {
            case Command.ChangeStatus _, Command.ChangeLine _, Command.SetAvailability _ -> true;
            case Command.PlaceOrder _,
                    Command.CancelOrder _,
                    Command.RemoveOrder _,
                    Command.RemoveItem _,
                    Command.EndSession _,
                    Command.MoveSession _,
                    Command.MergeSession _ -> false;
        };
    }

    /**
     * A command is in the log as one event, as a table's first order, as a line with what became of its order, as a close
     * with what became of its orders, or as a party that has gone elsewhere, with its orders.
     */
    private void checkOnce(Operation operation) {
        List<RecordedEvent> events = operation.events();
        boolean isOne = events.size() == 1 && !(events.getFirst().event() instanceof SessionEvent.Started);
        if (!isOne
                && !(followEachOther(events)
                        && (isFirstOrder(events) || isLine(events) || isClose(events) || isMove(events)))) {
            violate(
                    operation,
                    "is not in the log once and whole, but as %s",
                    events.stream()
                            .map(event -> event.event().getClass().getSimpleName() + " at " + event.position())
                            .toList());
        }
    }

    private static boolean followEachOther(List<RecordedEvent> events) {
        return IntStream.range(1, events.size())
                .allMatch(i -> events.get(i).sequence() == events.get(i - 1).sequence() + 1);
    }

    /** Returns the session's start with the order right behind it. */
    private static boolean isFirstOrder(List<RecordedEvent> events) {
        return events.size() == 2
                && events.getFirst().event() instanceof SessionEvent.Started
                && events.getLast().event() instanceof OrderEvent.Placed;
    }

    /** Returns whether a line of an order goes on or is taken off, beside the status that the order has with that. */
    private static boolean isLine(List<RecordedEvent> events) {
        return events.size() == 2
                && events.getFirst().subject().equals(events.getLast().subject())
                && events.stream().anyMatch(recorded -> recorded.event() instanceof OrderEvent.StatusChanged)
                && events.stream()
                        .anyMatch(recorded -> recorded.event() instanceof OrderEvent.LinesCompleted
                                || recorded.event() instanceof OrderEvent.ItemRemoved);
    }

    /**
     * Returns whether every order that was unfinished comes to its end once, and the session's end stands right behind
     * them.
     */
    private static boolean isClose(List<RecordedEvent> events) {
        Set<String> finished = new HashSet<>();
        return events.getLast().event() instanceof SessionEvent.Ended
                && events.stream()
                        .limit(events.size() - 1L)
                        .allMatch(recorded -> recorded.event() instanceof OrderEvent change
                                && finishes(change)
                                && finished.add(change.orderId()));
    }

    /** Every order goes once, and where their session is stands right behind them. */
    private static boolean isMove(List<RecordedEvent> events) {
        Set<String> gone = new HashSet<>();
        boolean isAbout = events.getLast().event() instanceof SessionEvent.Moved
                || events.getLast().event() instanceof SessionEvent.Merged;
        return isAbout
                && events.stream()
                        .limit(events.size() - 1L)
                        .allMatch(recorded ->
                                recorded.event() instanceof OrderEvent.Moved moved && gone.add(moved.orderId()));
    }

    private static boolean finishes(OrderEvent event) {
        return event instanceof OrderEvent.Cancelled
                || (event instanceof OrderEvent.StatusChanged change && change.to() == OrderStatus.COMPLETED);
    }

    private void checkReplays(Operation operation) {
        Optional<Operation.Answered> earliest = operation
                .answersOfTheEffect()
                .min((one, other) -> Long.compare(
                        one.attempt().answeredNanos(), other.attempt().answeredNanos()));
        operation
                .answersOfTheEffect()
                .filter(answered -> !answered.ok().replayed())
                .filter(answered -> answered.attempt().sentNanos()
                        > earliest.orElseThrow().attempt().answeredNanos())
                .forEach(_ -> violate(operation, "was done, and a repetition was answered as if it were the first"));
    }

    private void violate(Operation operation, String sentence, @Nullable Object... values) {
        violations.add(
                "Store %s: %s %s",
                operation.storeId(), operation.attempts().getFirst().inWords(), sentence.formatted(values));
    }
}
