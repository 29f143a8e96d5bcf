package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class OrderDecider {

    /**
     * So many orders fit into one session, the cancelled too: a party of thirty ordering each round apart. Bounds the
     * store's state.
     */
    static final int MAXIMUM_ORDERS_PER_SESSION = 500;

    /** An order can be brought back to the kitchen for so long after its completion. */
    static final Duration RECALL_WINDOW = Duration.ofMinutes(30);

    private OrderDecider() {}

    static Decision decide(StoreState state, StoreProfile profile, OrderCommand command, Instant time) {
        if (command instanceof OrderCommand.PlaceOrder place) {
            return place(state, profile, place, time);
        }
        Order order = state.floor().order(command.orderId());
        if (order == null) {
            return new Refused(new Rejection.NoSuchOpenOrder(command.orderId()));
        }
        return switch (command) {
            case OrderCommand.PlaceOrder place -> place(state, profile, place, time);
            case OrderCommand.ChangeStatus change -> changeStatus(order, change, time);
            case OrderCommand.ChangeLine change -> LineProgress.decide(order, change, time);
            case OrderCommand.RemoveItem remove -> ItemRemoval.decide(sessionTotal(state, order), order, remove);
            case OrderCommand.CancelOrder cancel -> cancel(state, order, cancel);
        };
    }

    private static Decision place(StoreState state, StoreProfile profile, OrderCommand.PlaceOrder place, Instant time) {
        if (place.overRate() != null) {
            return new Refused(new Rejection.OverRate(place.overRate()));
        }
        Table table = state.floor().table(place.tableId());
        if (table == null) {
            return new Refused(new Rejection.NoSuchTable(place.tableId()));
        }
        if (!isLetIn(table, place.letInAt())) {
            return new Refused(new Rejection.AccessRenewed());
        }
        if (profile.isPausedAt(time)) {
            return new Refused(new Rejection.IntakePaused(profile.pauseMessage()));
        }
        List<String> unavailable = unavailable(state.catalogue(), place.lines(), time);
        if (!unavailable.isEmpty()) {
            return new Refused(new Rejection.ItemsUnavailable(unavailable));
        }
        List<String> hidden = hidden(state.catalogue(), place.lines());
        if (!hidden.isEmpty()) {
            return new Refused(new Rejection.ItemsHidden(hidden));
        }
        Rejection otherChoice = LineOptions.refusal(state.catalogue(), place.lines(), time);
        if (otherChoice != null) {
            return new Refused(otherChoice);
        }
        List<Rejection.CurrentPrice> changed = changedPrices(state.catalogue(), place.lines());
        if (!changed.isEmpty()) {
            return new Refused(new Rejection.PriceChanged(changed));
        }
        Session session = table.session();
        if (session != null && session.orderIds().size() >= MAXIMUM_ORDERS_PER_SESSION) {
            return new Refused(new Rejection.SessionFull(MAXIMUM_ORDERS_PER_SESSION));
        }
        List<StoreEvent> events = new ArrayList<>(2);
        String sessionId;
        if (session == null) {
            sessionId = place.newSessionId();
            events.add(new SessionEvent.Started(sessionId, table.tableId(), table.tableNumber()));
        } else {
            sessionId = session.sessionId();
        }
        events.add(placed(state, profile, place, table, sessionId, time));
        return new Granted(events);
    }

    private static boolean isLetIn(Table table, @Nullable Instant letInAt) {
        return letInAt == null || table.isAccessibleSince(letInAt);
    }

    private static OrderEvent.Placed placed(
            StoreState state,
            StoreProfile profile,
            OrderCommand.PlaceOrder place,
            Table table,
            String sessionId,
            Instant time) {
        List<OrderLine> lines = priced(state.catalogue(), place.lines());
        LocalDate day = state.orderNumbers().dayAt(time, profile);
        return new OrderEvent.Placed(
                place.orderId(),
                1,
                state.orderNumbers().nextOn(day),
                day,
                sessionId,
                table.tableId(),
                table.tableNumber(),
                lines,
                lines.stream().mapToLong(OrderLine::subtotal).sum());
    }

    private static List<String> unavailable(Catalogue catalogue, List<OrderCommand.Line> lines, Instant time) {
        return lines.stream()
                .map(OrderCommand.Line::menuId)
                .filter(menuId -> !isAvailable(catalogue.menu(menuId), time))
                .distinct()
                .toList();
    }

    /** The categories are looked at after availability is checked. */
    private static List<String> hidden(Catalogue catalogue, List<OrderCommand.Line> lines) {
        return lines.stream()
                .filter(line -> catalogue.isHidden(known(catalogue, line)))
                .map(OrderCommand.Line::menuId)
                .distinct()
                .toList();
    }

    private static boolean isAvailable(@Nullable MenuItem menu, Instant time) {
        return menu != null && menu.isAvailableAt(time);
    }

    /** The prices are compared after availability and options are checked. */
    private static List<Rejection.CurrentPrice> changedPrices(Catalogue catalogue, List<OrderCommand.Line> lines) {
        return lines.stream()
                .filter(line -> line.unitPrice() != null
                        && line.unitPrice() != LineOptions.unitPrice(known(catalogue, line), line))
                .map(line -> new Rejection.CurrentPrice(
                        line.menuId(), LineOptions.unitPrice(known(catalogue, line), line), line.options()))
                .distinct()
                .toList();
    }

    /** Names and prices are the catalogue's at this moment, never the client's. */
    private static List<OrderLine> priced(Catalogue catalogue, List<OrderCommand.Line> lines) {
        List<OrderLine> priced = new ArrayList<>(lines.size());
        for (OrderCommand.Line line : lines) {
            MenuItem menu = known(catalogue, line);
            priced.add(new OrderLine(
                    String.valueOf(priced.size() + 1).intern(),
                    menu.menuId(),
                    menu.menuName(),
                    LineOptions.unitPrice(menu, line),
                    line.quantity(),
                    line.note(),
                    LineOptions.chosen(menu, line),
                    null));
        }
        return priced;
    }

    static MenuItem known(Catalogue catalogue, OrderCommand.Line line) {
        MenuItem menu = catalogue.menu(line.menuId());
        if (menu == null) {
            throw new IllegalStateException("Prices are asked for after availability is checked: " + line.menuId());
        }
        return menu;
    }

    private static Decision changeStatus(Order order, OrderCommand.ChangeStatus change, Instant time) {
        if (order.status() == change.status() && order.status() != OrderStatus.CANCELLED) {
            // Somebody else took the same step, so this caller has what he wanted, whatever version he had seen.
            return new Unchanged();
        }
        if (Expected.isOther(change.expectedVersion(), order.version())) {
            return Expected.mismatch(change.expectedVersion(), order.version());
        }
        if (!order.status().mayBecome(change.status())) {
            return new Refused(new Rejection.ImpossibleTransition(order.status(), change.status()));
        }
        Rejection tooLate = tooLateToRecall(order, time);
        return tooLate != null
                ? new Refused(tooLate)
                : new Granted(List.of(new OrderEvent.StatusChanged(
                        order.orderId(), order.version() + 1, order.tableId(), order.status(), change.status())));
    }

    /** Returns why an order cannot be brought back to the kitchen any more; null when it can, or was never completed. */
    static @Nullable Rejection tooLateToRecall(Order order, Instant time) {
        if (order.status() != OrderStatus.COMPLETED) {
            return null;
        }
        Instant completedAt = order.lastCompleted();
        return time.isAfter(completedAt.plus(RECALL_WINDOW))
                ? new Rejection.TooLateToRecall(completedAt, RECALL_WINDOW)
                : null;
    }

    private static Decision cancel(StoreState state, Order order, OrderCommand.CancelOrder cancel) {
        String onlyOfTable = cancel.onlyOfTable();
        if (onlyOfTable != null && !onlyOfTable.equals(order.tableId())) {
            // Another table's order: for these guests it does not exist.
            return new Refused(new Rejection.NoSuchOpenOrder(order.orderId()));
        }
        Table table = state.floor().table(order.tableId());
        if (table != null && !isLetIn(table, cancel.letInAt())) {
            return new Refused(new Rejection.AccessRenewed());
        }
        if (Expected.isOther(cancel.expectedVersion(), order.version())) {
            return Expected.mismatch(cancel.expectedVersion(), order.version());
        }
        if (onlyOfTable != null && order.status() != OrderStatus.PENDING) {
            return new Refused(new Rejection.NotPending(order.status()));
        }
        if (order.status() == OrderStatus.CANCELLED) {
            return new Refused(new Rejection.ImpossibleTransition(order.status(), OrderStatus.CANCELLED));
        }
        return new Granted(List.of(new OrderEvent.Cancelled(
                order.orderId(),
                order.version() + 1,
                order.tableId(),
                order.status(),
                sessionTotal(state, order) - order.totalAmount(),
                cancel.reason())));
    }

    private static long sessionTotal(StoreState state, Order order) {
        Table table = state.floor().table(order.tableId());
        Session session = table == null ? null : table.session();
        if (session == null) {
            throw new IllegalStateException("Order %s is open without a session".formatted(order.orderId()));
        }
        return session.totalAmount();
    }
}
