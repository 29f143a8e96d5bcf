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
                case SessionEvent.Started started -> start(recorded, started);
                case SessionEvent.Ended ended -> end(recorded, ended);
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
        int expectedNumber = lastNumbers.getOrDefault(placed.businessDay(), 0) + 1;
        if (placed.orderNumber() != expectedNumber) {
            violate(
                    recorded,
                    "order %s: expected number %d of %s, got %d",
                    placed.orderId(),
                    expectedNumber,
                    placed.businessDay(),
                    placed.orderNumber());
        }
        lastNumbers.put(placed.businessDay(), placed.orderNumber());
        orders.put(
                placed.orderId(),
                new Order(placed.version(), OrderStatus.PENDING, placed.sessionId(), placed.totalAmount()));
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
        String open = openSessions.put(started.tableId(), started.sessionId());
        if (open != null) {
            violate(
                    recorded,
                    "session %s starts at table %s while %s is open",
                    started.sessionId(),
                    started.tableId(),
                    open);
        }
    }

    private void end(RecordedEvent recorded, SessionEvent.Ended ended) {
        expectOpen(recorded, ended.tableId(), ended.sessionId());
        openSessions.remove(ended.tableId());
        List<Order> counting = orders.values().stream()
                .filter(order -> order.sessionId().equals(ended.sessionId()))
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .toList();
        long total = counting.stream().mapToLong(Order::totalAmount).sum();
        if (total != ended.totalSessionAmount() || counting.size() != ended.orderCount()) {
            violate(
                    recorded,
                    "session %s has %d orders of %d, the event says %d of %d",
                    ended.sessionId(),
                    counting.size(),
                    total,
                    ended.orderCount(),
                    ended.totalSessionAmount());
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
