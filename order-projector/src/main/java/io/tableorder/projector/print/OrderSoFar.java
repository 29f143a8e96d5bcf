package io.tableorder.projector.print;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order as its own events tell it, up to one of them: the read models may be further along by the time a slip is made.
 *
 * @param lines what is left of it, in its order
 * @param completed whether all of it is cooked
 */
record OrderSoFar(OrderEvent.Begun begun, String tableId, int tableNumber, List<OrderLine> lines, boolean completed) {
    OrderSoFar {
        lines = List.copyOf(lines);
    }

    /** This is what a printer is told of an event: nothing, if it concerns nobody who cooks. */
    record News(SlipKind kind, List<OrderLine> lines) {
        News {
            lines = List.copyOf(lines);
        }
    }

    /** @param events of one order, from its first, without gaps; empty if the first is not there */
    static Optional<OrderSoFar> of(List<RecordedEvent> events) {
        OrderSoFar order = null;
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof OrderEvent event) {
                order = event instanceof OrderEvent.Begun begun ? of(begun) : order == null ? null : order.after(event);
            }
        }
        return Optional.ofNullable(order);
    }

    private static OrderSoFar of(OrderEvent.Begun begun) {
        boolean completed = begun instanceof OrderEvent.SplitOff split && split.status() == OrderStatus.COMPLETED;
        return new OrderSoFar(begun, begun.tableId(), begun.tableNumber(), begun.items(), completed);
    }

    /** Returns the order as it is once that has happened to it. */
    OrderSoFar after(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Begun next -> of(next);
            case OrderEvent.StatusChanged changed ->
                new OrderSoFar(
                        begun,
                        tableId,
                        tableNumber,
                        changed.from() == OrderStatus.COMPLETED ? marked(itemIds(), false) : lines,
                        changed.to() == OrderStatus.COMPLETED);
            case OrderEvent.LinesCompleted done -> with(marked(Set.copyOf(done.itemIds()), true));
            case OrderEvent.LinesReopened open -> with(marked(Set.copyOf(open.itemIds()), false));
            case OrderEvent.ItemRemoved removed -> with(without(Map.of(removed.itemId(), removed.quantity())));
            case OrderEvent.LinesMoved moved -> {
                Map<String, Integer> gone = new LinkedHashMap<>();
                moved.lines().forEach(part -> gone.merge(part.itemId(), part.quantity(), Integer::sum));
                yield with(without(gone));
            }
            case OrderEvent.Moved moved ->
                new OrderSoFar(begun, moved.tableId(), moved.tableNumber(), lines, completed);
            case OrderEvent.Cancelled _ -> with(List.of());
        };
    }

    private OrderSoFar with(List<OrderLine> left) {
        return new OrderSoFar(begun, tableId, tableNumber, left, completed);
    }

    private Set<String> itemIds() {
        return lines.stream().map(OrderLine::itemId).collect(Collectors.toUnmodifiableSet());
    }

    private List<OrderLine> marked(Set<String> itemIds, boolean nowCompleted) {
        return OrderLine.marked(lines, itemIds, nowCompleted);
    }

    private List<OrderLine> without(Map<String, Integer> gone) {
        List<OrderLine> left = new ArrayList<>();
        for (OrderLine line : lines) {
            int quantity = line.quantity() - gone.getOrDefault(line.itemId(), 0);
            if (quantity > 0) {
                left.add(line.of(quantity));
            }
        }
        return left;
    }

    /** Returns what comes to printers with an event that happens to the order as it is here. What is cooked cannot be uncooked. */
    Optional<News> newsOf(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed placed -> Optional.of(new News(SlipKind.ORDER, placed.items()));
            case OrderEvent.ItemRemoved removed ->
                open().stream()
                        .filter(line -> line.itemId().equals(removed.itemId()))
                        .findAny()
                        .map(line -> new News(SlipKind.TAKEN_BACK, List.of(line.of(removed.quantity()))));
            case OrderEvent.Cancelled _ -> Optional.of(new News(SlipKind.CANCELLED, open()));
            case OrderEvent.Moved moved ->
                moved.tableId().equals(tableId) ? Optional.empty() : Optional.of(new News(SlipKind.MOVED, open()));
            // Nothing is cooked otherwise for them.
            case OrderEvent.SplitOff _,
                    OrderEvent.StatusChanged _,
                    OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.LinesMoved _ -> Optional.empty();
        };
    }

    /** Returns what is printed when somebody wants the order once more: all of it, cooked or not. */
    News onceMore() {
        return new News(SlipKind.REPRINT, lines);
    }

    private List<OrderLine> open() {
        return completed
                ? List.of()
                : lines.stream().filter(line -> !line.hasBeenCompleted()).toList();
    }

    /** Returns the order that this one was split off from; null for others. */
    @Nullable
    String fromOrderId() {
        return begun instanceof OrderEvent.SplitOff split ? split.fromOrderId() : null;
    }
}
