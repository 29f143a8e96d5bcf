package io.tableorder.store;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order belongs to an open session.
 *
 * @param version of its last event
 * @param position of its last event
 * @param completedAt when it was completed, if anything has happened to it since; null for {@code updatedAt}; see {@link #lastCompleted}
 * @param placedAt the position of its first event, which says its lines and its table; null once portions were taken back,
 *     lines were completed by themselves or it has moved, so that it does not, and for an order that was read from a checkpoint of format 1 and was placed more than 25 hours before
 * @param earlier where its events before the last are, which make it; null when that is not known, as of an order that was read
 *     from a checkpoint of format 2 or before, or when they are too many or do not say all: see {@link #splitOff}
 */
public record Order(
        String orderId,
        int orderNumber,
        int version,
        Position position,
        String sessionId,
        String tableId,
        int tableNumber,
        OrderStatus status,
        long totalAmount,
        Instant orderedAt,
        Instant updatedAt,
        List<OrderLine> items,
        @Nullable Position placedAt,
        @Nullable Instant completedAt,
        @Nullable EarlierEvents earlier) {

    /** Returns when the order was completed last; for one that is not, the time of its last event. */
    public Instant lastCompleted() {
        return completedAt == null ? updatedAt : completedAt;
    }

    /** Returns the line of that id; null when there is none, or none of it is left. */
    public @Nullable OrderLine item(String itemId) {
        return items.stream()
                .filter(line -> line.itemId().equals(itemId))
                .findFirst()
                .orElse(null);
    }

    /**
     * The order after one more of its events, which says all that is new of it.
     *
     * @param before null before its first event
     * @throws ImpossibleEventException if an order that is not there is changed
     */
    public static Order evolve(@Nullable Order before, OrderEvent event, Instant time, Position position) {
        return switch (event) {
            case OrderEvent.Placed placed -> placed(placed, time, position);
            case OrderEvent.SplitOff split -> splitOff(split, null, time, position);
            case OrderEvent.StatusChanged changed ->
                known(before, event).became(changed.to(), changed.version(), time, position);
            case OrderEvent.LinesCompleted completed -> known(before, event).with(completed, time, position);
            case OrderEvent.LinesReopened reopened -> known(before, event).with(reopened, time, position);
            case OrderEvent.ItemRemoved removed -> known(before, event).without(removed, time, position);
            case OrderEvent.LinesMoved moved -> known(before, event).without(moved, time, position);
            case OrderEvent.Moved moved -> known(before, event).moved(moved, time, position);
            case OrderEvent.Cancelled cancelled ->
                known(before, event).became(OrderStatus.CANCELLED, cancelled.version(), time, position);
        };
    }

    private static Order known(@Nullable Order order, OrderEvent event) {
        if (order == null) {
            throw new ImpossibleEventException("Order %s is changed before it is placed".formatted(event.orderId()));
        }
        return order;
    }

    static Order placed(OrderEvent.Placed event, Instant time, Position position) {
        return begun(event, OrderStatus.PENDING, time, time, position).with(position, null, EarlierEvents.NONE);
    }

    /**
     * When its lines were completed, its source says and the event does not: its own events do not make such an order.
     *
     * @param source the order that the lines came from; null when it is not known
     */
    static Order splitOff(OrderEvent.SplitOff event, @Nullable Order source, Instant time, Position position) {
        Instant completed = source == null ? null : source.completionKept();
        return begun(event, event.status(), event.orderedAt(), time, position)
                .with(null, completed, completed == null ? EarlierEvents.NONE : null);
    }

    private static Order begun(
            OrderEvent.Begun event, OrderStatus status, Instant orderedAt, Instant time, Position position) {
        return new Order(
                event.orderId(),
                event.orderNumber(),
                event.version(),
                position,
                event.sessionId(),
                event.tableId(),
                event.tableNumber(),
                status,
                event.totalAmount(),
                orderedAt,
                time,
                event.items(),
                null,
                null,
                null);
    }

    /** Returns the same order, knowing where it was placed. */
    public Order placedAt(Position placed) {
        return with(placed, completedAt, earlier);
    }

    /** Returns the same order without what no answer shows and only a fold needs: as a receipt has it, whenever that is made. */
    public Order asAnswered() {
        return with(placedAt, completedAt, null);
    }

    private Order with(
            @Nullable Position newPlacedAt, @Nullable Instant newCompletedAt, @Nullable EarlierEvents newEarlier) {
        return new Order(
                orderId,
                orderNumber,
                version,
                position,
                sessionId,
                tableId,
                tableNumber,
                status,
                totalAmount,
                orderedAt,
                updatedAt,
                items,
                newPlacedAt,
                newCompletedAt,
                newEarlier);
    }

    Order became(OrderStatus newStatus, int newVersion, Instant time, Position newPosition) {
        List<OrderLine> lines = status == OrderStatus.COMPLETED && newStatus == OrderStatus.PREPARING ? open() : items;
        return after(new Last(newVersion, newPosition, time), seat(), newStatus, totalAmount, lines, placedAt, null);
    }

    /** Returns the lines as they are in an order that is brought back to the kitchen: the same list if none was completed by itself. */
    private List<OrderLine> open() {
        Set<String> completed = items.stream()
                .filter(OrderLine::hasBeenCompleted)
                .map(OrderLine::itemId)
                .collect(Collectors.toUnmodifiableSet());
        return completed.isEmpty() ? items : OrderLine.marked(items, completed, false);
    }

    Order with(OrderEvent.LinesCompleted completed, Instant time, Position newPosition) {
        return marked(Set.copyOf(completed.itemIds()), true, new Last(completed.version(), newPosition, time));
    }

    Order with(OrderEvent.LinesReopened reopened, Instant time, Position newPosition) {
        return marked(Set.copyOf(reopened.itemIds()), false, new Last(reopened.version(), newPosition, time));
    }

    private Order marked(Set<String> itemIds, boolean completed, Last last) {
        return after(last, seat(), status, totalAmount, OrderLine.marked(items, itemIds, completed), null, null);
    }

    /** Returns whether the kitchen has nothing left to do for the line. */
    public boolean isDone(OrderLine line) {
        return status == OrderStatus.COMPLETED || line.hasBeenCompleted();
    }

    /** Returns whether the kitchen has completed each of the lines by itself. */
    public static boolean areCompleted(List<OrderLine> lines) {
        return lines.stream().allMatch(OrderLine::hasBeenCompleted);
    }

    private Seat seat() {
        return new Seat(sessionId, tableId, tableNumber);
    }

    /** Moving changes nothing of when it was completed. */
    private @Nullable Instant completionKept() {
        return status == OrderStatus.COMPLETED ? lastCompleted() : null;
    }

    /** Where it was placed does not say its table any more, so that is forgotten. */
    Order moved(OrderEvent.Moved moved, Instant time, Position newPosition) {
        Last last = new Last(moved.version(), newPosition, time);
        return after(last, moved.seat(), status, totalAmount, items, null, completionKept());
    }

    Order without(OrderEvent.ItemRemoved removed, Instant time, Position newPosition) {
        return without(Map.of(removed.itemId(), removed.quantity()), removed.version(), time, newPosition);
    }

    Order without(OrderEvent.LinesMoved moved, Instant time, Position newPosition) {
        Map<String, Integer> parts = moved.lines().stream()
                .collect(Collectors.toMap(OrderEvent.LinePart::itemId, OrderEvent.LinePart::quantity, Integer::sum));
        return without(parts, moved.version(), time, newPosition);
    }

    /** Returns true if it has all of these portions and more. */
    boolean hasMoreThan(List<OrderEvent.LinePart> parts) {
        int portions = 0;
        for (OrderEvent.LinePart part : parts) {
            OrderLine line = item(part.itemId());
            if (line == null || part.quantity() < 1 || part.quantity() > line.quantity()) {
                return false;
            }
            portions += part.quantity();
        }
        return portions < items.stream().mapToInt(OrderLine::quantity).sum();
    }

    private Order without(Map<String, Integer> portions, int newVersion, Instant time, Position newPosition) {
        List<OrderLine> left = items.stream()
                .map(line -> line.of(line.quantity() - portions.getOrDefault(line.itemId(), 0)))
                .filter(line -> line.quantity() > 0)
                .toList();
        long amount = left.stream().mapToLong(OrderLine::subtotal).sum();
        return after(new Last(newVersion, newPosition, time), seat(), status, amount, left, null, completionKept());
    }

    /** This says which of an order's events was its last. */
    private record Last(int version, Position position, Instant time) {}

    private Order after(
            Last last,
            Seat newSeat,
            OrderStatus newStatus,
            long newAmount,
            List<OrderLine> newItems,
            @Nullable Position newPlacedAt,
            @Nullable Instant newCompletedAt) {
        return new Order(
                orderId,
                orderNumber,
                last.version(),
                last.position(),
                newSeat.sessionId(),
                newSeat.tableId(),
                newSeat.tableNumber(),
                newStatus,
                newAmount,
                orderedAt,
                last.time(),
                newItems,
                newPlacedAt,
                newCompletedAt,
                earlier == null ? null : earlier.followedAfter(last.position().offset() - position.offset()));
    }
}
