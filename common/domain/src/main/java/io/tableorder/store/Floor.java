package io.tableorder.store;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A floor is the dining room now: tables, their open sessions, those sessions' orders, and what guests have called for. An
 * order leaves with its session; what came before is in the read models.
 */
public record Floor(PMap<String, Table> tables, PMap<String, Order> orders, PMap<String, Call> calls) {

    static final Comparator<Order> AS_PLACED =
            Comparator.comparing(Order::orderedAt).thenComparingInt(Order::orderNumber);

    private static final Comparator<Call> LONGEST_FIRST =
            Comparator.comparing(Call::calledAt).thenComparing(Call::callId);

    static final Floor EMPTY = new Floor(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /** Returns a floor on which nobody has called. */
    public static Floor of(Collection<Table> tables, Collection<Order> orders) {
        return of(tables, orders, List.of());
    }

    public static Floor of(Collection<Table> tables, Collection<Order> orders, Collection<Call> calls) {
        return new Floor(
                HashTreePMap.from(tables.stream().collect(toMap(Table::tableId, identity()))),
                HashTreePMap.from(orders.stream().collect(toMap(Order::orderId, identity()))),
                HashTreePMap.from(calls.stream().collect(toMap(Call::callId, identity()))));
    }

    public @Nullable Call call(String callId) {
        return calls.get(callId);
    }

    /** Returns what guests wait for, the longest waiting first. */
    public List<Call> openCalls() {
        return calls.values().stream().filter(Call::waits).sorted(LONGEST_FIRST).toList();
    }

    public List<Call> openCallsAt(String tableId) {
        return openCalls().stream().filter(call -> call.isAt(tableId)).toList();
    }

    public Optional<Call> openCall(String tableId, String kind) {
        return calls.values().stream()
                .filter(call ->
                        call.waits() && call.isAt(tableId) && call.kind().equals(kind))
                .findFirst();
    }

    public @Nullable Table table(String tableId) {
        return tables.get(tableId);
    }

    public @Nullable Order order(String orderId) {
        return orders.get(orderId);
    }

    public Optional<Table> tableNumbered(int number) {
        return tables.values().stream()
                .filter(table -> table.tableNumber() == number)
                .findFirst();
    }

    public List<Table> tablesByNumber() {
        return tables.values().stream()
                .sorted(Comparator.comparingInt(Table::tableNumber))
                .toList();
    }

    /** Returns the session's orders as placed, with the cancelled ones, wherever they were placed. */
    public List<Order> ordersOf(Session session) {
        return session.orderIds().stream()
                .map(this::knownOrder)
                .sorted(AS_PLACED)
                .toList();
    }

    /**
     * Changes with every event of the session, see {@link Versions}. What somebody has seen of a session is still so as long
     * as its version is.
     */
    public int versionOf(Session session) {
        return Versions.ofSession(
                session.sessionId(), ordersOf(session).stream().collect(toMap(Order::orderId, Order::version)));
    }

    /**
     * Returns the floor after an event that need not be the store's next: those about other tables may be left out.
     *
     * @throws ImpossibleEventException as {@link StoreState#evolve}, as far as the floor is concerned
     */
    public Floor evolve(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case StoreLifecycleEvent _, CatalogueEvent _, StationEvent _, PrinterEvent _, OperatorEvent _ -> this;
            case TableEvent event -> evolve(event, recorded.time());
            case SessionEvent event -> evolve(event, recorded.time());
            case OrderEvent event -> evolve(event, recorded.time(), recorded.position());
            case CallEvent event -> FloorCalls.evolve(this, event, recorded.time());
        };
    }

    private Floor evolve(TableEvent event, Instant time) {
        return switch (event) {
            case TableEvent.Added added -> {
                if (tables.containsKey(added.tableId())
                        || tableNumbered(added.tableNumber()).isPresent()) {
                    throw new ImpossibleEventException(
                            "Table %s, number %d, is there already".formatted(added.tableId(), added.tableNumber()));
                }
                yield withTable(new Table(added.tableId(), added.tableNumber(), null));
            }
            case TableEvent.Changed changed -> {
                Table table = knownTable(changed.tableId());
                if (tableNumbered(changed.tableNumber())
                        .filter(other -> !other.tableId().equals(table.tableId()))
                        .isPresent()) {
                    throw new ImpossibleEventException("Table %s cannot have number %d, which is another's"
                            .formatted(table.tableId(), changed.tableNumber()));
                }
                yield withTable(table.with(changed));
            }
            case TableEvent.AccessRenewed renewed ->
                withTable(knownTable(renewed.tableId()).withAccessSince(time));
            case TableEvent.Removed removed -> {
                if (knownTable(removed.tableId()).session() != null) {
                    throw new ImpossibleEventException(
                            "Table %s is removed with its session open".formatted(removed.tableId()));
                }
                checkNoCalls(removed.tableId());
                yield new Floor(tables.minus(removed.tableId()), orders, calls).withoutAnswered(removed.tableId());
            }
        };
    }

    private Floor evolve(SessionEvent event, Instant time) {
        return switch (event) {
            case SessionEvent.Started started -> {
                Table table = knownTable(started.tableId());
                if (table.session() != null) {
                    throw new ImpossibleEventException(
                            "Table %s has an open session already".formatted(table.tableId()));
                }
                yield withTable(table.withSession(Session.started(started.sessionId(), time)));
            }
            case SessionEvent.Ended ended -> {
                Table table = knownTable(ended.tableId());
                Session session = openSession(table, ended.sessionId());
                checkTotal(session, session.totalAmount(), ended.totalSessionAmount());
                checkTotal(session, session.orderCount(), ended.orderCount());
                yield new Floor(
                                tables.plus(table.tableId(), table.withSession(null)),
                                orders.minusAll(session.orderIds()),
                                calls)
                        .withoutAnswered(table.tableId());
            }
            case SessionEvent.Moved moved -> FloorMoves.evolve(this, moved).withoutAnswered(moved.fromTableId());
            case SessionEvent.Merged merged -> FloorMoves.evolve(this, merged).withoutAnswered(merged.tableId());
            case SessionEvent.Split split -> FloorMoves.evolve(this, split, time);
        };
    }

    private Floor evolve(OrderEvent event, Instant time, Position position) {
        return switch (event) {
            case OrderEvent.Placed placed -> {
                Order order = Order.placed(placed, time, position);
                if (orders.containsKey(order.orderId())) {
                    throw new ImpossibleEventException("Order %s is placed already".formatted(order.orderId()));
                }
                checkVersion(order.orderId(), 0, placed.version());
                Table table = knownTable(placed.tableId());
                Session session = openSession(table, placed.sessionId());
                yield withTable(table.withSession(session.with(order))).withOrder(order);
            }
            case OrderEvent.StatusChanged changed -> {
                Order order = next(changed, changed.from());
                if (!changed.from().mayBecome(changed.to())) {
                    throw impossibleMove(order, changed.to());
                }
                yield withOrder(order.became(changed.to(), changed.version(), time, position));
            }
            case OrderEvent.LinesCompleted completed -> {
                Order order = markable(next(completed), completed.itemIds(), false);
                yield withOrder(order.with(completed, time, position));
            }
            case OrderEvent.LinesReopened reopened -> {
                Order order = markable(next(reopened), reopened.itemIds(), true);
                yield withOrder(order.with(reopened, time, position));
            }
            case OrderEvent.ItemRemoved removed -> evolve(removed, time, position);
            case OrderEvent.Moved moved -> FloorMoves.evolve(this, moved, time, position);
            case OrderEvent.LinesMoved moved -> FloorMoves.evolve(this, moved, time, position);
            case OrderEvent.SplitOff split -> FloorMoves.evolve(this, split, time, position);
            case OrderEvent.Cancelled cancelled -> {
                Order order = next(cancelled, cancelled.from());
                if (order.status() == OrderStatus.CANCELLED) {
                    throw impossibleMove(order, OrderStatus.CANCELLED);
                }
                Table table = knownTable(order.tableId());
                Session session = openSession(table, order.sessionId());
                Session without = session.withoutCancelled(order);
                checkTotal(session, without.totalAmount(), cancelled.tableTotalAmount());
                yield withTable(table.withSession(without))
                        .withOrder(order.became(OrderStatus.CANCELLED, cancelled.version(), time, position));
            }
        };
    }

    private Floor evolve(OrderEvent.ItemRemoved removed, Instant time, Position position) {
        Order order = next(removed);
        OrderLine line = order.item(removed.itemId());
        if (order.status() == OrderStatus.CANCELLED || line == null || line.quantity() < removed.quantity()) {
            throw new ImpossibleEventException("Order %s, which is %s, has no %d portions of item %s to take back"
                    .formatted(order.orderId(), order.status(), removed.quantity(), removed.itemId()));
        }
        Order without = order.without(removed, time, position);
        Table table = knownTable(order.tableId());
        Session session = openSession(table, order.sessionId()).less(order.totalAmount() - without.totalAmount());
        checkTotal(session, without.totalAmount(), removed.totalAmount());
        checkTotal(session, session.totalAmount(), removed.tableTotalAmount());
        return withTable(table.withSession(session)).withOrder(without);
    }

    /** @param completed as the lines have to be */
    private static Order markable(Order order, List<String> itemIds, boolean completed) {
        boolean isSo = order.status().isUnfinished()
                && !itemIds.isEmpty()
                && Set.copyOf(itemIds).size() == itemIds.size()
                && itemIds.stream()
                        .map(order::item)
                        .allMatch(line -> line != null && line.hasBeenCompleted() == completed);
        if (!isSo) {
            throw new ImpossibleEventException("Order %s, which is %s, has no lines %s that are %s"
                    .formatted(order.orderId(), order.status(), itemIds, completed ? "completed" : "open"));
        }
        return order;
    }

    Order next(OrderEvent event) {
        Order order = knownOrder(event.orderId());
        checkVersion(order.orderId(), order.version(), event.version());
        return order;
    }

    private Order next(OrderEvent event, OrderStatus from) {
        Order order = next(event);
        if (order.status() != from) {
            throw new ImpossibleEventException(
                    "Order %s is %s, and the event says it was %s".formatted(order.orderId(), order.status(), from));
        }
        return order;
    }

    static void checkTotal(Session session, long expected, long got) {
        if (got != expected) {
            throw new ImpossibleEventException(
                    "Session %s comes to %d, and the event says %d".formatted(session.sessionId(), expected, got));
        }
    }

    static void checkVersion(String orderId, int current, int next) {
        if (next != current + 1) {
            throw new ImpossibleEventException(
                    "Order %s: expected version %d, got %d".formatted(orderId, current + 1, next));
        }
    }

    Floor withTable(Table table) {
        return new Floor(tables.plus(table.tableId(), table), orders, calls);
    }

    Floor withOrder(Order order) {
        return new Floor(tables, orders.plus(order.orderId(), order), calls);
    }

    Floor withCalls(PMap<String, Call> newCalls) {
        return new Floor(tables, orders, newCalls);
    }

    private Floor withoutAnswered(String tableId) {
        return FloorCalls.forgetAnswered(this, tableId);
    }

    private void checkNoCalls(String tableId) {
        if (!openCallsAt(tableId).isEmpty()) {
            throw new ImpossibleEventException("Table %s is removed with open calls".formatted(tableId));
        }
    }

    Table knownTable(String tableId) {
        Table table = tables.get(tableId);
        if (table == null) {
            throw new ImpossibleEventException("The event is about table %s, which is not there".formatted(tableId));
        }
        return table;
    }

    Order knownOrder(String orderId) {
        Order order = orders.get(orderId);
        if (order == null) {
            throw new ImpossibleEventException(
                    "The event is about order %s, which no open session has".formatted(orderId));
        }
        return order;
    }

    static Session openSession(Table table, String sessionId) {
        Session session = table.session();
        if (session == null || !session.sessionId().equals(sessionId)) {
            throw new ImpossibleEventException(
                    "Table %s: expected open session %s, got %s".formatted(table.tableId(), sessionId, session));
        }
        return session;
    }

    private static ImpossibleEventException impossibleMove(Order order, OrderStatus to) {
        return new ImpossibleEventException(
                "Order %s cannot go from %s to %s".formatted(order.orderId(), order.status(), to));
    }
}
