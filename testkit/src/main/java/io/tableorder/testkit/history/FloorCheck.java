package io.tableorder.testkit.history;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Versions, transitions, sessions and order numbers of one store, counted here a second time, so that a fault of the
 * platform's own fold cannot hide one of the log. After a violation it goes on from what the log says.
 */
final class FloorCheck {

    private record Order(int version, OrderStatus status, String sessionId, long totalAmount) {}

    private final Violations violations;
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, String> openSessions = new HashMap<>();
    private final Map<LocalDate, Integer> lastNumbers = new HashMap<>();

    FloorCheck(Violations violations) {
        this.violations = violations;
    }

    void check(List<RecordedEvent> eventsOfOneStore) {
        for (RecordedEvent recorded : eventsOfOneStore) {
            switch (recorded.event()) {
                case OrderEvent.Placed placed -> place(recorded, placed);
                case OrderEvent.StatusChanged changed ->
                    move(recorded, changed, changed.from(), changed.to(), mayMove(changed));
                case OrderEvent.Cancelled cancelled ->
                    move(
                            recorded,
                            cancelled,
                            cancelled.from(),
                            OrderStatus.CANCELLED,
                            cancelled.from() != OrderStatus.CANCELLED);
                case OrderEvent.LinesCompleted completed -> mark(recorded, completed);
                case OrderEvent.LinesReopened reopened -> mark(recorded, reopened);
                case OrderEvent.ItemRemoved removed -> reduce(recorded, removed, removed.totalAmount());
                case OrderEvent.LinesMoved moved -> reduce(recorded, moved, moved.totalAmount());
                case OrderEvent.Moved moved -> takeAlong(recorded, moved);
                case OrderEvent.SplitOff split -> splitOff(recorded, split);
                case SessionEvent.Started started -> start(recorded, started);
                case SessionEvent.Ended ended -> end(recorded, ended);
                case SessionEvent.Moved moved -> moveSession(recorded, moved);
                case SessionEvent.Merged merged -> merge(recorded, merged);
                case SessionEvent.Split split -> split(recorded, split);
                default -> {
                    // Menus and tables have no versions or transitions.
                }
            }
        }
    }

    private static boolean mayMove(OrderEvent.StatusChanged changed) {
        return StoreRules.mayMove(changed.from(), changed.to());
    }

    private void place(RecordedEvent recorded, OrderEvent.Placed placed) {
        if (orders.containsKey(placed.orderId())) {
            violate(recorded, "order %s is placed a second time", placed.orderId());
        }
        expectVersion(recorded, placed, 1);
        expectOpen(recorded, placed.tableId(), placed.sessionId());
        number(recorded, placed.orderId(), placed.businessDay(), placed.orderNumber());
        orders.put(
                placed.orderId(),
                new Order(placed.version(), OrderStatus.PENDING, placed.sessionId(), placed.totalAmount()));
    }

    private void number(RecordedEvent recorded, String orderId, LocalDate day, int number) {
        int expected = lastNumbers.getOrDefault(day, 0) + 1;
        if (number != expected) {
            violate(recorded, "order %s: expected number %d of %s, got %d", orderId, expected, day, number);
        }
        lastNumbers.put(day, number);
    }

    /** Lines by themselves go on while their order is unfinished. */
    private void mark(RecordedEvent recorded, OrderEvent event) {
        Order order = known(recorded, event);
        if (order == null) {
            return;
        }
        if (!order.status().isUnfinished()) {
            violate(recorded, "order %s is %s, and its lines go on", event.orderId(), order.status());
        }
        orders.put(event.orderId(), new Order(event.version(), order.status(), order.sessionId(), order.totalAmount()));
    }

    /** Portions have left the order, and some are left. */
    private void reduce(RecordedEvent recorded, OrderEvent event, long left) {
        Order order = known(recorded, event);
        if (order == null) {
            return;
        }
        if (order.status() == OrderStatus.CANCELLED || left < 0 || left > order.totalAmount()) {
            violate(
                    recorded,
                    "order %s, %s and of %d, loses portions and is of %d then",
                    event.orderId(),
                    order.status(),
                    order.totalAmount(),
                    left);
        }
        orders.put(event.orderId(), new Order(event.version(), order.status(), order.sessionId(), left));
    }

    private void takeAlong(RecordedEvent recorded, OrderEvent.Moved moved) {
        Order order = known(recorded, moved);
        if (order == null) {
            return;
        }
        if (!order.sessionId().equals(moved.fromSessionId())) {
            violate(
                    recorded,
                    "order %s is of session %s, the event says %s",
                    moved.orderId(),
                    order.sessionId(),
                    moved.fromSessionId());
        }
        expectOpen(recorded, moved.fromTableId(), moved.fromSessionId());
        orders.put(moved.orderId(), new Order(moved.version(), order.status(), moved.sessionId(), order.totalAmount()));
    }

    private void splitOff(RecordedEvent recorded, OrderEvent.SplitOff split) {
        if (orders.containsKey(split.orderId())) {
            violate(recorded, "order %s is split off a second time", split.orderId());
        }
        expectVersion(recorded, split, 1);
        number(recorded, split.orderId(), split.businessDay(), split.orderNumber());
        Order source = orders.get(split.fromOrderId());
        if (source == null || source.status() != split.status()) {
            violate(recorded, "order %s is split off %s, which is %s", split.orderId(), split.fromOrderId(), source);
        }
        orders.put(split.orderId(), new Order(1, split.status(), split.sessionId(), split.totalAmount()));
    }

    private @Nullable Order known(RecordedEvent recorded, OrderEvent event) {
        Order order = orders.get(event.orderId());
        if (order == null) {
            violate(recorded, "order %s was never placed", event.orderId());
            return null;
        }
        expectVersion(recorded, event, order.version() + 1);
        if (!openSessions.containsValue(order.sessionId())) {
            violate(recorded, "order %s changes after its session %s ended", event.orderId(), order.sessionId());
        }
        return order;
    }

    private void moveSession(RecordedEvent recorded, SessionEvent.Moved moved) {
        expectOpen(recorded, moved.fromTableId(), moved.sessionId());
        openSessions.remove(moved.fromTableId());
        seat(recorded, moved.tableId(), moved.sessionId());
        expectSums(recorded, moved.sessionId(), moved.totalSessionAmount(), moved.orderCount());
    }

    private void merge(RecordedEvent recorded, SessionEvent.Merged merged) {
        expectOpen(recorded, merged.tableId(), merged.sessionId());
        expectOpen(recorded, merged.intoTableId(), merged.intoSessionId());
        openSessions.remove(merged.tableId());
        expectSums(recorded, merged.sessionId(), 0, 0);
        expectSums(recorded, merged.intoSessionId(), merged.totalSessionAmount(), merged.orderCount());
    }

    private void split(RecordedEvent recorded, SessionEvent.Split split) {
        expectOpen(recorded, split.tableId(), split.sessionId());
        if (!split.closed()) {
            expectOpen(recorded, split.newTableId(), split.newSessionId());
        }
        expectSums(recorded, split.sessionId(), split.totalSessionAmount(), split.orderCount());
        expectSums(recorded, split.newSessionId(), split.newTotalAmount(), split.newOrderCount());
    }

    private void move(RecordedEvent recorded, OrderEvent event, OrderStatus from, OrderStatus to, boolean legal) {
        Order order = orders.get(event.orderId());
        if (order == null) {
            violate(recorded, "order %s was never placed", event.orderId());
            return;
        }
        expectVersion(recorded, event, order.version() + 1);
        if (order.status() != from) {
            violate(recorded, "order %s is %s, the event says %s", event.orderId(), order.status(), from);
        }
        if (!legal) {
            violate(recorded, "order %s goes from %s to %s", event.orderId(), from, to);
        }
        if (!openSessions.containsValue(order.sessionId())) {
            violate(recorded, "order %s moves after its session %s ended", event.orderId(), order.sessionId());
        }
        orders.put(event.orderId(), new Order(event.version(), to, order.sessionId(), order.totalAmount()));
    }

    private void start(RecordedEvent recorded, SessionEvent.Started started) {
        seat(recorded, started.tableId(), started.sessionId());
    }

    private void seat(RecordedEvent recorded, String tableId, String sessionId) {
        String open = openSessions.put(tableId, sessionId);
        if (open != null) {
            violate(recorded, "session %s starts at table %s while %s is open", sessionId, tableId, open);
        }
    }

    private void end(RecordedEvent recorded, SessionEvent.Ended ended) {
        expectOpen(recorded, ended.tableId(), ended.sessionId());
        openSessions.remove(ended.tableId());
        expectSums(recorded, ended.sessionId(), ended.totalSessionAmount(), ended.orderCount());
    }

    private void expectSums(RecordedEvent recorded, String sessionId, long amount, int count) {
        List<Order> counting = orders.values().stream()
                .filter(order -> order.sessionId().equals(sessionId))
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .toList();
        long total = counting.stream().mapToLong(Order::totalAmount).sum();
        if (total != amount || counting.size() != count) {
            violate(
                    recorded,
                    "session %s has %d orders of %d, the event says %d of %d",
                    sessionId,
                    counting.size(),
                    total,
                    count,
                    amount);
        }
    }

    private void expectVersion(RecordedEvent recorded, OrderEvent event, int expected) {
        if (event.version() != expected) {
            violate(recorded, "order %s: expected version %d, got %d", event.orderId(), expected, event.version());
        }
    }

    private void expectOpen(RecordedEvent recorded, String tableId, String sessionId) {
        @Nullable String open = openSessions.get(tableId);
        if (!sessionId.equals(open)) {
            violate(recorded, "table %s has open session %s, the event says %s", tableId, open, sessionId);
        }
    }

    private void violate(RecordedEvent recorded, String sentence, @Nullable Object... values) {
        violations.add("Store %s at %s: %s", recorded.storeId(), recorded.position(), sentence.formatted(values));
    }
}
