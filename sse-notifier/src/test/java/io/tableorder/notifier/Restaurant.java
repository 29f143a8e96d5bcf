package io.tableorder.notifier;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.Ids;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.Order;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A store in which things happen, as events. */
record Restaurant(EventLog log, String storeId, String chainId) {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Opens it with a dish and so many tables, {@code table-1} and on. */
    static Restaurant open(EventLog log, String storeId, String chainId, int tables) throws Exception {
        Restaurant restaurant = new Restaurant(log, storeId, chainId);
        List<StoreEvent> events = new ArrayList<>();
        events.add(new StoreLifecycleEvent.Opened(chainId, storeId + " 점", SEOUL, "KRW"));
        events.add(new CatalogueEvent.CategoryAdded("rice", "밥", 1));
        events.add(new CatalogueEvent.MenuAdded(
                new CatalogueEvent.MenuItem("bibimbap", "rice", "비빔밥", 9_000, null, null, 1, true, null, null)));
        IntStream.rangeClosed(1, tables).forEach(number -> events.add(new TableEvent.Added("table-" + number, number)));
        restaurant.write(events.toArray(StoreEvent[]::new));
        return restaurant;
    }

    RecordedEvent write(StoreEvent... events) throws Exception {
        return log.append(storeId, events).getLast();
    }

    RecordedEvent placeOrder(int table) throws Exception {
        return placeOrder(table, "", 1);
    }

    /** @param lines with this note on each, to make it as large as one likes */
    RecordedEvent placeOrder(int table, String note, int lines) throws Exception {
        Table at = Objects.requireNonNull(state().floor().table("table-" + table));
        List<StoreEvent> events = new ArrayList<>();
        Session session = at.session();
        String sessionId = session == null ? Ids.next() : session.sessionId();
        if (session == null) {
            events.add(new SessionEvent.Started(sessionId, at.tableId(), at.tableNumber()));
        }
        List<OrderLine> items = IntStream.rangeClosed(1, lines)
                .mapToObj(line ->
                        new OrderLine(String.valueOf(line), "bibimbap", "비빔밥", 9_000, 2, note.isEmpty() ? null : note))
                .toList();
        LocalDate day = OrderNumbers.businessDay(Instant.now(), SEOUL, StoreProfile.DEFAULT_BUSINESS_DAY_START);
        events.add(new OrderEvent.Placed(
                Ids.next(),
                1,
                state().orderNumbers().nextOn(day),
                day,
                sessionId,
                at.tableId(),
                at.tableNumber(),
                items,
                18_000L * lines));
        return write(events.toArray(StoreEvent[]::new));
    }

    RecordedEvent changeStatus(String orderId, OrderStatus to) throws Exception {
        Order order = order(orderId);
        return write(new OrderEvent.StatusChanged(orderId, order.version() + 1, order.tableId(), order.status(), to));
    }

    RecordedEvent cancel(String orderId) throws Exception {
        Order order = order(orderId);
        Session session = Objects.requireNonNull(
                Objects.requireNonNull(state().floor().table(order.tableId())).session());
        return write(new OrderEvent.Cancelled(
                orderId,
                order.version() + 1,
                order.tableId(),
                order.status(),
                session.totalAmount() - order.totalAmount(),
                "변심"));
    }

    RecordedEvent endSession(int table) throws Exception {
        Table at = Objects.requireNonNull(state().floor().table("table-" + table));
        Session session = Objects.requireNonNull(at.session());
        return write(new SessionEvent.Ended(
                session.sessionId(), at.tableId(), at.tableNumber(), session.totalAmount(), session.orderCount()));
    }

    /** Whatever may happen next. */
    RecordedEvent anything(RandomGenerator random) throws Exception {
        List<Order> pending = state().floor().orders().values().stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .toList();
        int table = 1 + random.nextInt(state().floor().tables().size());
        boolean occupied =
                Objects.requireNonNull(state().floor().table("table-" + table)).session() != null;
        int choice = random.nextInt(10);
        if (choice < 3 && !pending.isEmpty()) {
            String orderId = pending.get(random.nextInt(pending.size())).orderId();
            return choice == 0 ? cancel(orderId) : changeStatus(orderId, OrderStatus.PREPARING);
        }
        if (choice == 3 && occupied) {
            return endSession(table);
        }
        if (choice == 4) {
            return write(new CatalogueEvent.MenuAvailabilityChanged("bibimbap", random.nextBoolean()));
        }
        return placeOrder(table);
    }

    StoreState state() {
        return log.state(storeId);
    }

    private Order order(String orderId) {
        return Objects.requireNonNull(state().floor().order(orderId));
    }

    static String orderIdOf(RecordedEvent event) {
        return ((OrderEvent) event.event()).orderId();
    }
}
