package io.tableorder.testkit.log;

import io.tableorder.event.Actor;
import io.tableorder.event.CatalogueEvent.CategoryAdded;
import io.tableorder.event.CatalogueEvent.MenuAdded;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.OrderEvent.Cancelled;
import io.tableorder.event.OrderEvent.Placed;
import io.tableorder.event.OrderEvent.StatusChanged;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent.Opened;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.SeededStores;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.wire.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the past of one of {@link SeededStores}' stores: a party at one table after the other, a few orders each. However
 * long the past is, the state it folds to is of one size.
 */
public final class BusyStore {

    private static final String CATEGORY = "rice";
    private static final int LINES = 3;

    /**
     * This is what the store is like.
     *
     * @param cancelledOneIn how many orders there are to one that is cancelled; the others are completed
     * @param start of its first event
     * @param pace from one event to the next
     */
    public record Shape(int menus, int tables, int ordersPerParty, int cancelledOneIn, Instant start, Duration pace) {}

    private final Random random;
    private final Shape shape;
    private final int number;
    private final int partition;
    private final Consumer<EncodedEvent> log;
    private StoreState state;
    private int parties;

    private BusyStore(Shape shape, int number, int partition, Consumer<EncodedEvent> log) {
        this.random = new Random(1L + number);
        this.shape = shape;
        this.number = number;
        this.partition = partition;
        this.log = log;
        this.state = StoreState.unopened(storeId());
    }

    /**
     * Opens the store, with its menu and its tables.
     *
     * @param number of the store among the seeded ones, from 0
     * @param partition the store's; positions in the state count from its first event, as if it were the only one there
     * @param log takes every event, in order
     */
    public static BusyStore open(Shape shape, int number, int partition, Consumer<EncodedEvent> log) {
        BusyStore store = new BusyStore(shape, number, partition, log);
        store.open();
        return store;
    }

    public String storeId() {
        return SeededStores.storeId(number);
    }

    public StoreState state() {
        return state;
    }

    /** Returns the events so far. */
    public long events() {
        return state.head().sequence();
    }

    private void open() {
        happens(new Opened(SeededStores.CHAIN, storeId(), Sample.SEOUL, "KRW"));
        happens(new CategoryAdded(CATEGORY, "밥", 1));
        for (int menu = 0; menu < shape.menus(); menu++) {
            String id = SeededStores.menuId(menu);
            String description = "국내산 재료로 매일 아침 준비합니다. 공기밥과 된장찌개가 함께 나옵니다. " + random.nextInt();
            String image = "https://images.example.com/menus/%s.jpg".formatted(Ids.next());
            happens(new MenuAdded(new MenuItem(
                    id, CATEGORY, nameOf(menu), priceOf(menu), description, image, menu, true, null, null)));
        }
        for (int table = 0; table < shape.tables(); table++) {
            happens(new TableEvent.Added(SeededStores.tableId(number, table), table + 1));
        }
    }

    /** Seats the next party, after the one at its table has left, and serves all its orders. */
    public void serveParty() {
        int table = parties % shape.tables();
        parties++;
        String tableId = SeededStores.tableId(number, table);
        Session before = session(tableId);
        if (before != null) {
            happens(new SessionEvent.Ended(
                    before.sessionId(), tableId, table + 1, before.totalAmount(), before.orderCount()));
        }
        String sessionId = Ids.next();
        happens(new SessionEvent.Started(sessionId, tableId, table + 1));
        for (int order = 0; order < shape.ordersPerParty(); order++) {
            serve(sessionId, tableId, table + 1);
        }
    }

    private void serve(String sessionId, String tableId, int tableNumber) {
        String id = Ids.next();
        List<OrderLine> items =
                IntStream.rangeClosed(1, LINES).mapToObj(this::line).toList();
        long total = items.stream().mapToLong(OrderLine::subtotal).sum();
        var day = OrderNumbers.businessDay(now(), Sample.SEOUL, StoreProfile.DEFAULT_BUSINESS_DAY_START);
        int orderNumber = state.orderNumbers().nextOn(day);
        Session session = session(tableId);
        long before = session == null ? 0 : session.totalAmount();
        happens(new Placed(id, 1, orderNumber, day, sessionId, tableId, tableNumber, items, total));
        if (random.nextInt(shape.cancelledOneIn()) == 0) {
            happens(new Cancelled(id, 2, tableId, OrderStatus.PENDING, before, null));
        } else {
            happens(new StatusChanged(id, 2, tableId, OrderStatus.PENDING, OrderStatus.PREPARING));
            happens(new StatusChanged(id, 3, tableId, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        }
    }

    private OrderLine line(int lineNumber) {
        int menu = random.nextInt(shape.menus());
        String note = random.nextInt(4) == 0 ? "덜 맵게 해 주세요" : null;
        return new OrderLine(
                String.valueOf(lineNumber),
                SeededStores.menuId(menu),
                nameOf(menu),
                priceOf(menu),
                1 + lineNumber % 2,
                note);
    }

    private static String nameOf(int menu) {
        return "비빔밥 " + menu;
    }

    private static int priceOf(int menu) {
        return 9_000 + menu;
    }

    private @Nullable Session session(String tableId) {
        Table table = state.floor().table(tableId);
        return table == null ? null : table.session();
    }

    private Instant now() {
        return shape.start().plus(shape.pace().multipliedBy(events()));
    }

    private void happens(StoreEvent event) {
        EncodedEvent encoded = StoreHashChain.after(state).next(event, now(), stamp());
        state = state.evolve(encoded.at(new Position(partition, events())));
        log.accept(encoded);
    }

    /** Makes a stamp as long, and as incompressible, as the hashes that real stamps have. */
    private CommandStamp stamp() {
        return new CommandStamp(hash(), hash(), new Actor(Role.STAFF, "staff"), Ids.next());
    }

    private String hash() {
        return "%016x%016x%016x%016x"
                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
