package io.tableorder.decide;

import static io.tableorder.decide.Scenario.BIBIMBAP;
import static io.tableorder.decide.Scenario.givenAnOpenStore;
import static io.tableorder.decide.Scenario.line;
import static io.tableorder.decide.Scenario.placed;

import io.tableorder.decide.PrinterCommand.AddPrinter;
import io.tableorder.decide.PrinterCommand.ChangePrinter;
import io.tableorder.decide.PrinterCommand.RemovePrinter;
import io.tableorder.decide.PrinterCommand.RequestReprint;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.SlipLanguage;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Versions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Admins say which printers there are, and staff have an order printed once more. */
class PrintersTest {

    private static final Printer GRILL = printer("p", "그릴", "10.0.0.9:9100", "g");
    private static final StationEvent STATION =
            new StationEvent.Added(new Station("g", "그릴", List.of("grill"), List.of()));

    private static Printer printer(String id, String name, String address, String... stations) {
        return new Printer(id, name, address, List.of(stations), 42, SlipLanguage.KO, true);
    }

    private static Scenario givenAPrinter(StoreEvent... more) {
        return givenAnOpenStore(STATION, new PrinterEvent.Added(GRILL)).and(more);
    }

    private static ChangePrinter renamed(String name) {
        return new ChangePrinter("p", name, null, null, null, null, null, null);
    }

    @Test
    void a_printer_has_stations_each_once_and_a_name_as_people_read_it() {
        givenAnOpenStore(STATION)
                .when(new AddPrinter(printer("p", " 그릴 ", "10.0.0.9:9100", "g", "g")))
                .then(new PrinterEvent.Added(GRILL));
        givenAnOpenStore()
                .when(new AddPrinter(printer("p", "전부", "10.0.0.9:9100")))
                .then(new PrinterEvent.Added(printer("p", "전부", "10.0.0.9:9100")));
    }

    @Test
    void what_is_given_is_changed_and_the_event_has_the_whole_printer() {
        givenAPrinter()
                .when(new ChangePrinter("p", null, "10.0.0.10:9101", null, 48, null, null, Versions.of(GRILL)))
                .then(new PrinterEvent.Changed(
                        new Printer("p", "그릴", "10.0.0.10:9101", List.of("g"), 48, SlipLanguage.KO, true)))
                .when(new ChangePrinter("p", null, null, List.of(), null, SlipLanguage.EN, false, null))
                .then(new PrinterEvent.Changed(
                        new Printer("p", "그릴", "10.0.0.10:9101", List.of(), 48, SlipLanguage.EN, false)));
        givenAPrinter().when(renamed("그릴")).thenNothingHappens();
    }

    @Test
    void a_station_that_is_gone_may_stay_named_and_no_other() {
        givenAPrinter(new StationEvent.Removed("g"))
                .when(renamed("구이"))
                .then(new PrinterEvent.Changed(printer("p", "구이", "10.0.0.9:9100", "g")));
        givenAnOpenStore()
                .when(new AddPrinter(printer("p", "그릴", "10.0.0.9:9100", "lost")))
                .thenRefused(new Rejection.NoSuchStation("lost"));
    }

    @Test
    void two_printers_do_not_look_alike() {
        givenAPrinter()
                .when(new AddPrinter(printer("x", "그\u200b릴", "10.0.0.7:9100")))
                .thenRefused(new Rejection.PrinterNameTaken("그\u200b릴"));
        givenAPrinter(new PrinterEvent.Added(printer("b", "바", "10.0.0.8:9100")))
                .when(renamed("바"))
                .thenRefused(new Rejection.PrinterNameTaken("바"));
    }

    @Test
    void a_store_has_only_so_many_printers() {
        StoreEvent[] all = IntStream.range(0, PrinterDecider.MAXIMUM_PRINTERS)
                .mapToObj(i -> new PrinterEvent.Added(printer("p" + i, "프린터 " + i, "10.0.0.9:9100")))
                .toArray(StoreEvent[]::new);

        givenAnOpenStore(all)
                .when(new AddPrinter(printer("x", "바", "10.0.0.9:9100")))
                .thenRefused(new Rejection.StoreFull("printers", PrinterDecider.MAXIMUM_PRINTERS));
    }

    @Test
    void a_printer_goes_unless_it_is_not_as_it_was_seen() {
        givenAPrinter()
                .when(new RemovePrinter("p", 1))
                .thenRefused(new Rejection.VersionMismatch(1, Versions.of(GRILL)));
        Scenario without =
                givenAPrinter().when(new RemovePrinter("p", Versions.of(GRILL))).then(new PrinterEvent.Removed("p"));

        without.when(new RemovePrinter("p", null)).thenRefused(new Rejection.NoSuchPrinter("p"));
        without.when(renamed("바")).thenRefused(new Rejection.NoSuchPrinter("p"));
        without.when(new RequestReprint("p", "o")).thenRefused(new Rejection.NoSuchPrinter("p"));
    }

    @Test
    void an_order_that_is_on_the_floor_is_printed_once_more() {
        Scenario placed =
                givenAPrinter(new SessionEvent.Started("s", "t1", 1), placed("o", 1, "s", "t1", line(1, BIBIMBAP, 2)));

        placed.when(new RequestReprint("p", "o")).then(new PrinterEvent.ReprintRequested("p", "o"));
        placed.when(new RequestReprint("p", "lost")).thenRefused(new Rejection.NoSuchOpenOrder("lost"));
        placed.and(new OrderEvent.Cancelled("o", 2, "t1", OrderStatus.PENDING, 0, null))
                .when(new RequestReprint("p", "o"))
                .thenRefused(new Rejection.NoSuchOpenOrder("o"));
    }
}
