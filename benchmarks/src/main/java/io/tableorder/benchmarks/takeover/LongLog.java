package io.tableorder.benchmarks.takeover;

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
import io.tableorder.fixture.SeededStores;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.Session;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One store's past, ending now. However long it is, the state it folds to is of one size: its parties leave, and a day has
 * the same number of events.
 */
final class LongLog {

    static final int TABLES = 20;
    static final String STORE = SeededStores.storeId(0);

    /** 4,800 events a day, of more than a thousand orders. */
    private static final Duration PACE = Duration.ofSeconds(18);

    private static final int MENUS = 50;
    private static final int ORDERS_PER_SESSION = 3;
    private static final int CANCELLED_ONE_IN = 10;
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final int PARTITION = Topics.partitionOf(STORE, SeededStores.PARTITIONS);

    private final EventCodec codec = new EventCodec();
    private final Random random = new Random(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Producer<byte[], byte[]> producer;
    private final Instant start;
    private StoreState state = StoreState.unopened(STORE);

    private LongLog(Producer<byte[], byte[]> producer, Instant start) {
        this.producer = producer;
        this.start = start;
    }

    /** Creates the topics and writes as many events, or up to a party's more, into one partition; durable on return. */
    static void write(String bootstrapServers, int events) throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "batch.size", 256 * 1024);
        try (Admin admin = Admin.create(settings)) {
            Topics.ensure(admin, SeededStores.PARTITIONS, (short) 1);
        }
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            LongLog log = new LongLog(producer, Instant.now().minus(PACE.multipliedBy(events)));
            log.write(events);
        }
    }

    private void write(int events) {
        open();
        for (int party = 0; state.head().sequence() < events; party++) {
            serve(party % TABLES);
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The log could not be written", failed);
        }
    }

    private void open() {
        happens(new Opened(SeededStores.CHAIN, STORE, ZONE, "KRW"));
        happens(new CategoryAdded("rice", "밥", 1));
        for (int menu = 0; menu < MENUS; menu++) {
            MenuItem item = new MenuItem(
                    SeededStores.menuId(menu), "rice", "비빔밥 " + menu, 9_000 + menu, null, null, menu, true);
            happens(new MenuAdded(item));
        }
        for (int table = 0; table < TABLES; table++) {
            happens(new TableEvent.Added(SeededStores.tableId(0, table), table + 1));
        }
    }

    /** A party after the one before has left. */
    private void serve(int table) {
        String tableId = SeededStores.tableId(0, table);
        Session before = session(tableId);
        if (before != null) {
            happens(new SessionEvent.Ended(
                    before.sessionId(), tableId, table + 1, before.totalAmount(), before.orderCount()));
        }
        String sessionId = Ids.next();
        happens(new SessionEvent.Started(sessionId, tableId, table + 1));
        for (int order = 0; order < ORDERS_PER_SESSION; order++) {
            order(sessionId, tableId, table + 1);
        }
    }

    private void order(String sessionId, String tableId, int tableNumber) {
        String id = Ids.next();
        List<OrderLine> items = List.of(line(1), line(2), line(3));
        long total = items.stream().mapToLong(OrderLine::subtotal).sum();
        OrderNumbers numbers = state.orderNumbers();
        var day = OrderNumbers.businessDay(now(), ZONE);
        Session session = session(tableId);
        long before = session == null ? 0 : session.totalAmount();
        happens(new Placed(id, 1, numbers.nextOn(day), day, sessionId, tableId, tableNumber, items, total));
        if (random.nextInt(CANCELLED_ONE_IN) == 0) {
            happens(new Cancelled(id, 2, tableId, OrderStatus.PENDING, before, null));
        } else {
            happens(new StatusChanged(id, 2, tableId, OrderStatus.PENDING, OrderStatus.PREPARING));
            happens(new StatusChanged(id, 3, tableId, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        }
    }

    private OrderLine line(int number) {
        int menu = random.nextInt(MENUS);
        return new OrderLine(
                String.valueOf(number), SeededStores.menuId(menu), "비빔밥 " + menu, 9_000 + menu, 1 + number % 2, null);
    }

    private @Nullable Session session(String tableId) {
        Table table = state.floor().table(tableId);
        return table == null ? null : table.session();
    }

    private Instant now() {
        return start.plus(PACE.multipliedBy(state.head().sequence()));
    }

    private void happens(StoreEvent event) {
        long sequence = state.head().sequence() + 1;
        EncodedEvent encoded = codec.encode(new DraftEvent(
                Ids.next(), STORE, sequence, now(), stamp(), event, state.head().hash()));
        state = state.evolve(encoded.at(new Position(PARTITION, sequence - 1)));
        var _ = producer.send(encoded.toRecord(PARTITION), (_, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** As long, and as incompressible, as the hashes that real ones have. */
    private CommandStamp stamp() {
        return new CommandStamp(hash(), hash(), new Actor(Role.STAFF, "staff"), Ids.next());
    }

    private String hash() {
        return "%016x%016x%016x%016x"
                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
