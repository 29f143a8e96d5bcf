package io.tableorder.testkit.history;

import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation is one command: every request under its key, and every event in the log under its id.
 *
 * @param attempts at least one, in the order in which they were sent
 * @param events in the order of the log
 */
record Operation(String storeId, String commandId, List<Attempt> attempts, List<RecordedEvent> events) {

    /** An ok and where it was given. */
    record Answered(Attempt attempt, Outcome.Ok ok) {}

    boolean isInTheLog() {
        return !events.isEmpty();
    }

    /**
     * Returns the position of the command's last event, which answers name; asked only of an operation that is in the
     * log.
     */
    Position position() {
        return events.getLast().position();
    }

    /** Returns the answers that name the command's event: the first one, and replays. */
    Stream<Answered> answersOfTheEffect() {
        return answers()
                .filter(answered -> isInTheLog() && answered.ok().position().equals(position()));
    }

    /** Returns the answers that name another position: it was so already, they say. */
    Stream<Answered> answersOfNoEffect() {
        return answers()
                .filter(answered -> !isInTheLog() || !answered.ok().position().equals(position()));
    }

    private Stream<Answered> answers() {
        return attempts.stream()
                .flatMap(attempt -> attempt.outcome() instanceof Outcome.Ok ok
                        ? Stream.of(new Answered(attempt, ok))
                        : Stream.empty());
    }

    /** Returns the request that asked for what is in the log; none if nobody did. */
    Optional<Attempt> cause() {
        return attempts.stream()
                .filter(attempt -> isInTheLog() && asksFor(attempt.command(), events))
                .findFirst();
    }

    private static boolean asksFor(Command command, List<RecordedEvent> events) {
        RecordedEvent recorded = events.getLast();
        return switch (command) {
            case Command.PlaceOrder place ->
                recorded.event() instanceof OrderEvent.Placed placed
                        && placed.tableId().equals(place.tableId())
                        && linesOf(placed).equals(place.lines());
            case Command.ChangeStatus change ->
                recorded.event() instanceof OrderEvent.StatusChanged changed
                        && changed.orderId().equals(change.orderId())
                        && changed.to() == change.status();
            case Command.CancelOrder cancel ->
                recorded.event() instanceof OrderEvent.Cancelled cancelled
                        && cancelled.orderId().equals(cancel.orderId())
                        && cancelled.tableId().equals(cancel.tableId());
            case Command.RemoveOrder remove ->
                recorded.event() instanceof OrderEvent.Cancelled cancelled
                        && cancelled.orderId().equals(remove.orderId());
            case Command.ChangeLine change -> isChangeOfLine(change, events.getFirst());
            case Command.RemoveItem removal -> isRemoval(removal, events.getFirst());
            case Command.EndSession end ->
                recorded.event() instanceof SessionEvent.Ended ended
                        && ended.tableId().equals(end.tableId());
            case Command.MoveSession move ->
                recorded.event() instanceof SessionEvent.Moved moved
                        && moved.fromTableId().equals(move.tableId())
                        && moved.tableId().equals(move.toTableId());
            case Command.MergeSession merge ->
                recorded.event() instanceof SessionEvent.Merged merged
                        && merged.tableId().equals(merge.tableId())
                        && merged.intoTableId().equals(merge.intoTableId());
            case Command.SetAvailability set ->
                recorded.event() instanceof MenuAvailabilityChanged changed
                        && changed.menuId().equals(set.menuId())
                        && changed.available() == set.available();
        };
    }

    /** An order that was completed comes back as a whole, and what is done still of it is said behind that. */
    private static boolean isChangeOfLine(Command.ChangeLine change, RecordedEvent first) {
        return switch (first.event()) {
            case OrderEvent.LinesCompleted completed ->
                change.completed()
                        && completed.orderId().equals(change.orderId())
                        && completed.itemIds().equals(List.of(change.itemId()));
            case OrderEvent.LinesReopened reopened ->
                !change.completed()
                        && reopened.orderId().equals(change.orderId())
                        && reopened.itemIds().equals(List.of(change.itemId()));
            case OrderEvent.StatusChanged changed ->
                !change.completed()
                        && changed.orderId().equals(change.orderId())
                        && changed.from() == OrderStatus.COMPLETED;
            default -> false;
        };
    }

    /** This is a removal of portions; the order is cancelled with its last one. */
    private static boolean isRemoval(Command.RemoveItem removal, RecordedEvent first) {
        return switch (first.event()) {
            case OrderEvent.ItemRemoved removed ->
                removed.orderId().equals(removal.orderId())
                        && removed.itemId().equals(removal.itemId())
                        && (removal.quantity() == null || removal.quantity() == removed.quantity());
            case OrderEvent.Cancelled cancelled -> cancelled.orderId().equals(removal.orderId());
            default -> false;
        };
    }

    private static List<Command.Line> linesOf(OrderEvent.Placed placed) {
        return placed.items().stream()
                .map(item -> new Command.Line(
                        item.menuId(),
                        item.quantity(),
                        item.note(),
                        item.choices().stream().map(ChosenOption::optionId).toList()))
                .toList();
    }
}
