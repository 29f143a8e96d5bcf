package io.tableorder.benchmarks.projection;

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
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent.Opened;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.SeededStores;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.StoreProfile;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A store at its busiest hour: a kitchen full of orders, a new one for each that is done, parties that come and go. */
final class BusyStore {
    private static final int TABLES = 20;
    private static final int MENUS = 24;
    /** Orders under way at once: one a minute, each for twenty. */
    private static final int KITCHEN = 20;

    private static final int LINES = 4;
    private static final int PARTY_ORDERS = 3;
    private static final int CANCELLED_ONE_IN = 20;
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private record Cooking(String orderId, int version, OrderStatus status, int table, long amount) {}

    private record Party(String sessionId, long amount, int orders, int underWay) {
        Party plus(long more, int moreOrders, int moreUnderWay) {
            return new Party(sessionId, amount + more, orders + moreOrders, underWay + moreUnderWay);
        }
    }

    private final String storeId;
    private final int partition;
    private final StoreHashChain hashChain;
    private final Random random;
    private final Consumer<ProducerRecord<byte[], byte[]>> log;
    private final List<Cooking> kitchen = new ArrayList<>();
    private final Map<Integer, Party> parties = new HashMap<>();
    private int orders;

    BusyStore(int number, Consumer<ProducerRecord<byte[], byte[]>> log) {
        this.storeId = SeededStores.storeId(number);
        this.partition = Topics.partitionOf(storeId, SeededStores.PARTITIONS);
        this.hashChain = StoreHashChain.of(storeId);
        this.random = new Random(number);
        this.log = log;
    }

    int partition() {
        return partition;
    }

    void open(Instant now) {
        append(now, new Opened(SeededStores.CHAIN, storeId, ZONE, "KRW"));
        append(now, new CategoryAdded("rice", "밥", 1));
        for (int menu = 0; menu < MENUS; menu++) {
            append(
                    now,
                    new MenuAdded(new MenuItem(
                            SeededStores.menuId(menu),
                            "rice",
                            "비빔밥",
                            9_000 + menu,
                            null,
                            null,
                            menu,
                            true,
                            null,
                            null)));
        }
        for (int table = 0; table < TABLES; table++) {
            append(now, new TableEvent.Added(tableId(table), table + 1));
        }
    }

    /** Applies what one command does: one event, or two when a party begins. */
    void happen(Instant now) {
        int free = freeTable();
        if (kitchen.size() < KITCHEN) {
            place(now, random.nextInt(TABLES));
        } else if (free >= 0) {
            end(now, free);
        } else {
            goOn(now, kitchen.remove(random.nextInt(kitchen.size())));
        }
    }

    void place(Instant now, int table) {
        if (!parties.containsKey(table)) {
            parties.put(table, new Party(Ids.next(), 0, 0, 0));
            append(now, new SessionEvent.Started(parties.get(table).sessionId(), tableId(table), table + 1));
        }
        var day = OrderNumbers.businessDay(now, ZONE, StoreProfile.DEFAULT_BUSINESS_DAY_START);
        List<OrderLine> lines = IntStream.rangeClosed(1, 1 + random.nextInt(LINES))
                .mapToObj(this::line)
                .toList();
        long amount = lines.stream().mapToLong(OrderLine::subtotal).sum();
        String id = Ids.next();
        append(
                now,
                new Placed(
                        id,
                        1,
                        ++orders,
                        day,
                        parties.get(table).sessionId(),
                        tableId(table),
                        table + 1,
                        lines,
                        amount));
        kitchen.add(new Cooking(id, 1, OrderStatus.PENDING, table, amount));
        parties.computeIfPresent(table, (_, party) -> party.plus(amount, 1, 1));
    }

    int anyTable() {
        return random.nextInt(TABLES);
    }

    private void goOn(Instant now, Cooking order) {
        OrderStatus from = order.status();
        int version = order.version() + 1;
        String table = tableId(order.table());
        if (random.nextInt(CANCELLED_ONE_IN) == 0) {
            Party party = Objects.requireNonNull(parties.get(order.table())).plus(-order.amount(), -1, -1);
            parties.put(order.table(), party);
            append(now, new Cancelled(order.orderId(), version, table, from, party.amount(), null));
        } else if (from == OrderStatus.PENDING) {
            append(now, new StatusChanged(order.orderId(), version, table, from, OrderStatus.PREPARING));
            kitchen.add(new Cooking(order.orderId(), version, OrderStatus.PREPARING, order.table(), order.amount()));
        } else {
            append(now, new StatusChanged(order.orderId(), version, table, from, OrderStatus.COMPLETED));
            parties.computeIfPresent(order.table(), (_, party) -> party.plus(0, 0, -1));
        }
    }

    private int freeTable() {
        int table = random.nextInt(TABLES);
        Party party = parties.get(table);
        return party != null && party.underWay() == 0 && party.orders() >= PARTY_ORDERS ? table : -1;
    }

    private void end(Instant now, int table) {
        Party party = Objects.requireNonNull(parties.remove(table));
        append(
                now,
                new SessionEvent.Ended(party.sessionId(), tableId(table), table + 1, party.amount(), party.orders()));
    }

    private OrderLine line(int number) {
        int menu = random.nextInt(MENUS);
        return new OrderLine(
                String.valueOf(number), SeededStores.menuId(menu), "비빔밥", 9_000 + menu, 1 + number % 2, null);
    }

    private static String tableId(int table) {
        return "table-" + table;
    }

    private void append(Instant now, StoreEvent event) {
        String request = "r-" + Long.toHexString(random.nextLong());
        CommandStamp stamp = new CommandStamp("c-" + request, null, new Actor(Role.STAFF, "staff-1"), request);
        log.accept(hashChain.next(event, now, stamp).toRecord(partition));
    }
}
