package io.tableorder.benchmarks.checkpoint;

import io.tableorder.event.Actor;
import io.tableorder.event.CatalogueEvent.CategoryAdded;
import io.tableorder.event.CatalogueEvent.MenuAdded;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
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
import io.tableorder.store.Session;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A store at its bounds: {@value #MENUS} items, {@value #TABLES} tables with three orders each, all receipts it may hold. */
final class BusyStore {

    static final int PARTITION = 0;
    static final int MENUS = 500;
    static final int TABLES = 100;
    static final int ORDERS_PER_SESSION = 3;

    /** Each order is placed, prepared and completed, each by a command of its own: more than 20,000 receipts. */
    private static final int ORDERS = 7_000;

    private static final String STORE = "hanok-gangnam";
    private static final Instant MORNING = Instant.parse("2026-11-20T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final Random random = new Random(1);
    private final EventCodec codec = new EventCodec();
    private final List<EncodedEvent> log = new ArrayList<>();
    private final List<OrderLine> lines = new ArrayList<>();
    private StoreState state = StoreState.unopened(STORE);
    private int orders;

    static BusyStore afterItsDay() {
        BusyStore store = new BusyStore();
        store.open();
        while (store.orders < ORDERS) {
            store.serve(store.orders / ORDERS_PER_SESSION % TABLES);
        }
        return store;
    }

    /** What its checkpoint is read from when there is none. */
    List<EncodedEvent> log() {
        return List.copyOf(log);
    }

    StoreState state() {
        return state;
    }

    /** The state after one more party. */
    StoreState serveOneMore() {
        serve(orders / ORDERS_PER_SESSION % TABLES);
        return state;
    }

    private void open() {
        happens(new Opened("hanok", "한옥 강남", ZoneId.of("Asia/Seoul"), "KRW"));
        happens(new CategoryAdded("category", "식사", 1));
        for (int menu = 1; menu <= MENUS; menu++) {
            String id = Ids.next();
            String name = "불고기 정식 " + menu;
            String description = "국내산 재료로 매일 아침 준비합니다. 공기밥과 된장찌개가 함께 나옵니다. " + random.nextInt();
            String image = "https://images.example.com/menus/%s.jpg".formatted(id);
            happens(new MenuAdded(new MenuItem(id, "category", name, 15_000, description, image, menu, true)));
            lines.add(new OrderLine("1", id, name, 15_000, 2, null));
        }
        for (int table = 0; table < TABLES; table++) {
            happens(new TableEvent.Added("table-" + table, table));
        }
    }

    /** A party after the one before has left. */
    private void serve(int tableNumber) {
        String tableId = "table-" + tableNumber;
        Table table = state.floor().table(tableId);
        Session before = table == null ? null : table.session();
        if (before != null) {
            happens(new SessionEvent.Ended(
                    before.sessionId(), tableId, tableNumber, before.totalAmount(), before.orderCount()));
        }
        String session = Ids.next();
        happens(new SessionEvent.Started(session, tableId, tableNumber));
        for (int order = 0; order < ORDERS_PER_SESSION; order++) {
            order(session, tableId, tableNumber);
        }
    }

    private void order(String session, String tableId, int tableNumber) {
        orders++;
        String id = Ids.next();
        List<OrderLine> items = List.of(anyLine(1), anyLine(2), anyLine(3));
        long total = items.stream().mapToLong(OrderLine::subtotal).sum();
        happens(new Placed(id, 1, orders, DAY, session, tableId, tableNumber, items, total));
        happens(new StatusChanged(id, 2, tableId, OrderStatus.PENDING, OrderStatus.PREPARING));
        happens(new StatusChanged(id, 3, tableId, OrderStatus.PREPARING, OrderStatus.COMPLETED));
    }

    private OrderLine anyLine(int number) {
        OrderLine line = lines.get(random.nextInt(lines.size()));
        String note = random.nextInt(4) == 0 ? "덜 맵게 해 주세요" : null;
        return new OrderLine(String.valueOf(number), line.menuId(), line.menuName(), line.unitPrice(), 2, note);
    }

    private void happens(StoreEvent event) {
        long sequence = state.head().sequence() + 1;
        EncodedEvent encoded = codec.encode(new DraftEvent(
                Ids.next(),
                STORE,
                sequence,
                MORNING.plusSeconds(sequence),
                stamp(),
                event,
                state.head().hash()));
        state = state.evolve(encoded.at(new Position(PARTITION, sequence)));
        log.add(encoded);
    }

    private CommandStamp stamp() {
        return new CommandStamp(hash(), hash(), new Actor(Role.STAFF, "staff"), Ids.next());
    }

    /** This text is as long and as incompressible as the hash that a command's id is. */
    private String hash() {
        return "%016x%016x%016x%016x"
                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
