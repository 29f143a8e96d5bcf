package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.LinePart;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Floor;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts some lines of a session on a bill of their own: at a free table, or paid at once. An order of which all lines are
 * chosen goes as it is; of another, the chosen portions become an order of their own.
 */
final class SessionSplitting {

    private final StoreState state;
    private final StoreProfile profile;
    private final TableCommand.SplitSession split;
    private final Instant time;

    private SessionSplitting(StoreState state, StoreProfile profile, TableCommand.SplitSession split, Instant time) {
        this.state = state;
        this.profile = profile;
        this.split = split;
        this.time = time;
    }

    static Decision decide(
            StoreState state, StoreProfile profile, Table table, TableCommand.SplitSession split, Instant time) {
        return new SessionSplitting(state, profile, split, time).decide(table);
    }

    private Decision decide(Table table) {
        Floor floor = state.floor();
        Session session = table.session();
        if (session == null) {
            return new Refused(new Rejection.NoOpenSession(table.tableId()));
        }
        if (!SessionEnding.isAsSeen(floor, session, split.seen())) {
            return SessionEnding.changed(floor, table, session);
        }
        Table to = split.toTableId() == null ? table : floor.table(split.toTableId());
        if (to == null) {
            return new Refused(new Rejection.NoSuchTable(String.valueOf(split.toTableId())));
        }
        if (split.toTableId() != null && to.session() != null) {
            return new Refused(new Rejection.SessionOpen(to.tableId()));
        }
        Rejection unknown = unknownLine(session);
        if (unknown != null) {
            return new Refused(unknown);
        }
        Map<Order, List<LinePart>> chosen = chosen();
        List<String> unfinished = chosen.entrySet().stream()
                .filter(entry -> !isDone(entry.getKey(), entry.getValue()))
                .map(entry -> entry.getKey().orderId())
                .toList();
        if (split.toTableId() == null && !unfinished.isEmpty()) {
            return new Refused(new Rejection.UnfinishedOrders(unfinished));
        }
        boolean isAll = chosen.size() == session.orderCount()
                && chosen.entrySet().stream().allMatch(entry -> isWhole(entry.getKey(), entry.getValue()));
        return isAll
                ? new Refused(new Rejection.NothingLeftToSplit(table.tableId()))
                : granted(table, session, to, chosen);
    }

    private @Nullable Rejection unknownLine(Session session) {
        for (TableCommand.SplitLine line : split.lines()) {
            Order order = state.floor().order(line.orderId());
            if (order == null
                    || order.status() == OrderStatus.CANCELLED
                    || !order.sessionId().equals(session.sessionId())) {
                return new Rejection.NoSuchOpenOrder(line.orderId());
            }
            OrderLine item = order.item(line.itemId());
            if (item == null) {
                return new Rejection.NoSuchItem(line.orderId(), line.itemId());
            }
            if (line.quantity() != null && line.quantity() > item.quantity()) {
                return new Rejection.NotSoMany(line.itemId(), item.quantity());
            }
        }
        return null;
    }

    /** Asked for after every line is known to be there. */
    private Map<Order, List<LinePart>> chosen() {
        Map<Order, List<LinePart>> chosen = new LinkedHashMap<>();
        for (TableCommand.SplitLine line : split.lines()) {
            Order order = state.floor().order(line.orderId());
            OrderLine item = order == null ? null : order.item(line.itemId());
            if (item == null) {
                throw new IllegalStateException("Lines are chosen after they are known to be there: " + line);
            }
            int quantity = line.quantity() == null ? item.quantity() : line.quantity();
            chosen.computeIfAbsent(order, _ -> new ArrayList<>()).add(new LinePart(item.itemId(), quantity));
        }
        return chosen;
    }

    private static boolean isDone(Order order, List<LinePart> parts) {
        return parts.stream()
                .map(part -> order.item(part.itemId()))
                .allMatch(line -> line != null && order.isDone(line));
    }

    private static boolean isWhole(Order order, List<LinePart> parts) {
        return parts.stream().mapToInt(LinePart::quantity).sum()
                == order.items().stream().mapToInt(OrderLine::quantity).sum();
    }

    private Decision granted(Table table, Session session, Table to, Map<Order, List<LinePart>> chosen) {
        List<StoreEvent> events = new ArrayList<>();
        if (split.toTableId() != null) {
            events.add(new SessionEvent.Started(split.newSessionId(), to.tableId(), to.tableNumber()));
        }
        Iterator<String> newOrderIds = split.newOrderIds().iterator();
        LocalDate day = state.orderNumbers().dayAt(time, profile);
        int number = state.orderNumbers().nextOn(day);
        long left = session.totalAmount();
        int leftOrders = session.orderCount();
        for (Map.Entry<Order, List<LinePart>> entry : chosen.entrySet()) {
            Order order = entry.getKey();
            if (isWhole(order, entry.getValue())) {
                left -= order.totalAmount();
                leftOrders--;
                events.add(SessionMoving.moved(order, split.newSessionId(), to));
            } else {
                OrderEvent.SplitOff apart = splitOff(order, entry.getValue(), newOrderIds.next(), number++, day, to);
                left -= apart.totalAmount();
                events.add(linesMoved(order, entry.getValue(), apart, left));
                events.add(apart);
                completions(order, entry.getValue(), apart, events);
            }
        }
        events.add(new SessionEvent.Split(
                session.sessionId(),
                table.tableId(),
                table.tableNumber(),
                left,
                leftOrders,
                split.newSessionId(),
                to.tableId(),
                to.tableNumber(),
                split.toTableId() == null,
                session.totalAmount() - left,
                chosen.size()));
        return new Granted(events);
    }

    /** Either part may have nothing but completed lines now. */
    private static void completions(
            Order order, List<LinePart> parts, OrderEvent.SplitOff apart, List<StoreEvent> events) {
        List<OrderLine> left = order.items().stream()
                .filter(line -> taken(parts, line) < line.quantity())
                .toList();
        LineProgress.completion(order.orderId(), order.version() + 2, order.tableId(), order.status(), left)
                .ifPresent(events::add);
        LineProgress.completion(apart.orderId(), 2, apart.tableId(), apart.status(), apart.items())
                .ifPresent(events::add);
    }

    private static int taken(List<LinePart> parts, OrderLine line) {
        return parts.stream()
                .filter(part -> part.itemId().equals(line.itemId()))
                .mapToInt(LinePart::quantity)
                .sum();
    }

    private OrderEvent.SplitOff splitOff(
            Order order, List<LinePart> parts, String newOrderId, int number, LocalDate day, Table to) {
        List<OrderLine> lines = order.items().stream()
                .flatMap(line -> parts.stream()
                        .filter(part -> part.itemId().equals(line.itemId()))
                        .map(part -> line.of(part.quantity())))
                .toList();
        return new OrderEvent.SplitOff(
                newOrderId,
                1,
                order.orderId(),
                number,
                day,
                split.newSessionId(),
                to.tableId(),
                to.tableNumber(),
                order.status(),
                order.orderedAt(),
                lines,
                lines.stream().mapToLong(OrderLine::subtotal).sum());
    }

    private static OrderEvent.LinesMoved linesMoved(
            Order order, List<LinePart> parts, OrderEvent.SplitOff apart, long sessionLeft) {
        return new OrderEvent.LinesMoved(
                order.orderId(),
                order.version() + 1,
                order.tableId(),
                apart.orderId(),
                parts,
                order.totalAmount() - apart.totalAmount(),
                sessionLeft);
    }
}
