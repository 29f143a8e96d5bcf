package io.tableorder.projector.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.SlipLanguage;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.operability.settings.PrinterNetworks;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.Projection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A store with a grill and a bar, whose orders are placed now, and the projector that prints them. */
final class Kitchen implements AutoCloseable {

    static final PrinterNetworks THIS_MACHINE = PrinterNetworks.parse("127.0.0.1/32:1-65535");

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    final ReadModelDatabase database;
    final StoreLog store;
    private final StoreLog.Partition partition = new StoreLog.Partition(3);
    private final List<PrintLoop> loops = new ArrayList<>();
    private int orders;

    Kitchen(ReadModelDatabase database) {
        this.database = database.migrated();
        this.store = StoreLog.opened("store", partition);
        store.pass(Duration.between(store.now(), Instant.now()));
        happen(
                new CatalogueEvent.CategoryAdded("grill", "구이", 1),
                new CatalogueEvent.CategoryAdded("drinks", "음료", 2),
                new CatalogueEvent.MenuAdded(menu("galbi", "grill", "갈비")),
                new CatalogueEvent.MenuAdded(menu("soju", "drinks", "소주")),
                new StationEvent.Added(new Station("grill", "그릴", List.of("grill"), List.of())),
                new TableEvent.Added("table", 1),
                new TableEvent.Changed("table", 1, "창가", null),
                new SessionEvent.Started("session", "table", 1));
    }

    private static MenuItem menu(String id, String category, String name) {
        return new MenuItem(id, category, name, 1_000, null, null, 1, true, null, null);
    }

    static OrderLine galbi(int quantity) {
        return new OrderLine("1", "galbi", "갈비", 1_000, quantity, "파 빼고");
    }

    static OrderLine soju(int quantity) {
        return new OrderLine("2", "soju", "소주", 1_000, quantity, null);
    }

    /** Appends and folds. */
    void happen(StoreEvent... events) {
        for (StoreEvent event : events) {
            store.append(event);
        }
        fold(database.projection());
    }

    void fold(Projection into) {
        long from = into.position(partition.number());
        into.apply(partition.number(), from, partition.from(from));
    }

    void has(String printerId, String address, String... stations) {
        happen(new PrinterEvent.Added(printer(printerId, address, true, stations)));
    }

    static Printer printer(String printerId, String address, boolean confirms, String... stations) {
        return new Printer(printerId, "프린터 " + printerId, address, List.of(stations), 42, SlipLanguage.KO, confirms);
    }

    /** Returns the id of the order; its number is one more than those before. */
    String order(OrderLine... lines) {
        String orderId = "order-" + ++orders;
        long total = List.of(lines).stream().mapToLong(OrderLine::subtotal).sum();
        happen(new OrderEvent.Placed(orderId, 1, orders, DAY, "session", "table", 1, List.of(lines), total));
        return orderId;
    }

    PrintLoop prints() {
        return prints(THIS_MACHINE);
    }

    PrintLoop prints(PrinterNetworks networks) {
        PrintLoop loop = PrintConfiguration.loop(
                () -> true,
                database.jdbc(),
                database.transactions(),
                FreeTexts.AS_KEPT,
                networks,
                new SimpleMeterRegistry(),
                InstantSource.system());
        loops.add(loop);
        loop.start();
        return loop;
    }

    /** Returns each slip's state and trouble, in their order. */
    List<String> slips() {
        return database.texts("SELECT concat_ws(' ', state, trouble) FROM orders.print_slips ORDER BY slip_id");
    }

    void awaitSlips(String... states) {
        Awaitility.await().untilAsserted(() -> assertThat(slips()).containsExactly(states));
    }

    @Override
    public void close() {
        loops.forEach(PrintLoop::stop);
    }
}
