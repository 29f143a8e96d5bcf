package io.tableorder.projector.print;

import static io.tableorder.projector.print.Kitchen.galbi;
import static io.tableorder.projector.print.Kitchen.printer;
import static io.tableorder.projector.print.Kitchen.soju;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.operability.settings.PrinterNetworks;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.table.Generation;
import io.tableorder.testkit.printer.TestPrinter;
import io.tableorder.testkit.printer.TestPrinter.Condition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a restaurant relies on: whatever its printers do, nothing is lost, and nothing is cooked twice unawares. */
class PrintingTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private static final String REPRINT = "재출력";

    private final TestPrinter grill = TestPrinter.on();
    private final TestPrinter pass = TestPrinter.on();
    private Kitchen kitchen;

    @BeforeEach
    void open() {
        kitchen = new Kitchen(database);
    }

    @AfterEach
    void close() {
        kitchen.close();
        assertThat(grill.strayCommands()).isEmpty();
        assertThat(pass.strayCommands()).isEmpty();
        grill.close();
        pass.close();
    }

    private static List<String> untilItHas(TestPrinter printer, int slips) {
        await().untilAsserted(() -> assertThat(printer.slips()).hasSizeGreaterThanOrEqualTo(slips));
        return printer.slips();
    }

    @Test
    void each_printer_prints_what_is_for_its_stations_and_that_of_the_pass_everything() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.has("p", pass.address());
        kitchen.prints();

        kitchen.order(galbi(2), soju(1));
        kitchen.order(soju(3));

        assertThat(untilItHas(pass, 2).getFirst()).contains("테이블 창가", "주문 1", "2 x 갈비", "! 파 빼고", "1 x 소주");
        assertThat(pass.slips().getLast()).contains("주문 2", "3 x 소주");
        assertThat(untilItHas(grill, 1))
                .singleElement()
                .asString()
                .contains("주문 1", "2 x 갈비")
                .doesNotContain("소주");
    }

    @Test
    void what_is_taken_back_or_cancelled_is_a_slip_of_its_own_unless_it_is_cooked() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.prints();
        String order = kitchen.order(galbi(3), soju(1));
        kitchen.happen(
                new OrderEvent.ItemRemoved(order, 2, "table", "2", 1, 3_000, 3_000, null),
                new OrderEvent.ItemRemoved(order, 3, "table", "1", 1, 2_000, 2_000, null),
                new OrderEvent.Cancelled(order, 4, "table", OrderStatus.PENDING, 0, "품절"));
        String cooked = kitchen.order(galbi(9));
        kitchen.happen(
                new OrderEvent.StatusChanged(cooked, 2, "table", OrderStatus.PENDING, OrderStatus.COMPLETED),
                new OrderEvent.ItemRemoved(cooked, 3, "table", "1", 1, 8_000, 8_000, null));
        kitchen.order(galbi(5));

        List<String> slips = untilItHas(grill, 5);

        assertThat(slips).hasSize(5);
        assertThat(slips.get(1)).contains("일부 취소", "주문 1", "1 x 갈비");
        assertThat(slips.get(2)).contains("주문 취소", "주문 1", "2 x 갈비");
        assertThat(slips.get(3)).contains("주문 2", "9 x 갈비");
        assertThat(slips.get(4)).contains("주문 3");
    }

    @Test
    void a_printer_that_is_off_loses_nothing() {
        kitchen.has("g", grill.address(), "grill");
        grill.switchOff();
        kitchen.prints();
        IntStream.rangeClosed(1, 3).forEach(portions -> kitchen.order(galbi(portions)));
        kitchen.awaitSlips("WAITING UNREACHABLE", "WAITING", "WAITING");

        grill.switchOn();

        kitchen.awaitSlips("PRINTED", "PRINTED", "PRINTED");
        assertThat(grill.slips()).hasSize(3);
        assertThat(grill.slips().get(0)).contains("1 x 갈비");
        assertThat(grill.slips().get(1)).contains("2 x 갈비");
        assertThat(grill.slips().get(2)).contains("3 x 갈비");
        assertThat(grill.slipsWith(REPRINT)).isEmpty();
    }

    @Test
    void a_printer_without_paper_gets_its_slips_with_the_next_roll() {
        kitchen.has("g", grill.address(), "grill");
        grill.become(Condition.OUT_OF_PAPER);
        kitchen.prints();
        kitchen.order(galbi(1));
        kitchen.awaitSlips("WAITING NO_PAPER");

        grill.become(Condition.FINE);

        kitchen.awaitSlips("PRINTED");
        assertThat(grill.slipsWith(REPRINT)).isEmpty();
    }

    @Test
    void a_slip_that_may_be_on_paper_comes_again_with_its_number_and_says_so() {
        kitchen.has("g", grill.address(), "grill");
        grill.become(Condition.MUTE_WHEN_PRINTED);
        kitchen.prints();
        kitchen.order(galbi(1));
        String first = untilItHas(grill, 1).getFirst();
        grill.switchOff();
        kitchen.awaitSlips("WAITING UNCONFIRMED");

        grill.become(Condition.FINE);
        grill.switchOn();

        kitchen.awaitSlips("PRINTED");
        assertThat(grill.slips()).hasSize(2);
        assertThat(grill.slips().getLast()).contains(REPRINT).contains(numberOf(first));
        assertThat(first).doesNotContain(REPRINT);
    }

    private static String numberOf(String slip) {
        return slip.substring(slip.indexOf("전표")).strip();
    }

    @Test
    void another_instance_goes_on_where_the_last_one_stopped_and_prints_nothing_twice() {
        kitchen.has("g", grill.address(), "grill");
        PrintLoop first = kitchen.prints();
        kitchen.order(galbi(1));
        kitchen.awaitSlips("PRINTED");
        first.stop();
        kitchen.order(galbi(2));

        kitchen.prints();

        kitchen.awaitSlips("PRINTED", "PRINTED");
        assertThat(grill.slips()).hasSize(2);
        assertThat(grill.slips().getLast()).contains("2 x 갈비");
    }

    @Test
    void a_slip_that_was_being_sent_when_its_instance_died_is_marked() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.order(galbi(1));
        assertThat(new SlipMaker(database.jdbc(), database.transactions()).makeSome())
                .isEqualTo(1);
        PrintQueue queue = new PrintQueue(database.jdbc());
        PrintQueue.Claim claim = queue.claim(1, false).getFirst();
        assertThat(queue.sending(claim, queue.next(claim).orElseThrow())).isTrue();
        database.jdbc().update("UPDATE orders.print_queues SET claimed_until = now() - interval '1 s'");

        kitchen.prints();

        kitchen.awaitSlips("PRINTED");
        assertThat(grill.slipsWith(REPRINT)).hasSize(1);
        assertThat(queue.next(claim)).as("for whoever slept over his claim").isEmpty();
    }

    @Test
    void several_instances_print_each_slip_once_and_in_order() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.has("p", pass.address());
        IntStream.range(0, 3).forEach(_ -> kitchen.prints());
        IntStream.rangeClosed(1, 30).forEach(portions -> kitchen.order(galbi(portions)));

        for (TestPrinter printer : List.of(grill, pass)) {
            List<String> slips = untilItHas(printer, 30);
            assertThat(slips).hasSize(30);
            IntStream.rangeClosed(1, 30)
                    .forEach(portions -> assertThat(slips.get(portions - 1)).contains("\n" + portions + " x 갈비"));
        }
        assertThat(grill.slipsWith(REPRINT)).isEmpty();
    }

    @Test
    void a_party_that_goes_to_another_table_is_a_slip_for_each_order_that_is_not_cooked() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.prints();
        String open = kitchen.order(galbi(2), soju(1));
        String cooked = kitchen.order(galbi(1));
        kitchen.happen(
                new OrderEvent.StatusChanged(cooked, 2, "table", OrderStatus.PENDING, OrderStatus.COMPLETED),
                new TableEvent.Added("other", 7),
                new OrderEvent.Moved(open, 2, "session", "table", "session", "other", 7),
                new OrderEvent.Moved(cooked, 3, "session", "table", "session", "other", 7),
                new SessionEvent.Moved("session", "table", 1, "other", 7, 4_000, 2),
                new PrinterEvent.ReprintRequested("g", open));

        List<String> slips = untilItHas(grill, 4);

        assertThat(slips).hasSize(4);
        assertThat(slips.get(2)).contains("테이블 이동", "테이블 7", "주문 1", "테이블 창가에서 옮김", "2 x 갈비");
        assertThat(slips.get(3)).contains(REPRINT, "테이블 7", "주문 1");
    }

    @Test
    void an_order_is_printed_once_more_as_it_is_now() {
        kitchen.has("p", pass.address());
        kitchen.prints();
        String order = kitchen.order(galbi(2), soju(1));
        kitchen.happen(
                new OrderEvent.ItemRemoved(order, 2, "table", "1", 1, 2_000, 2_000, null),
                new PrinterEvent.ReprintRequested("p", order));

        String again = untilItHas(pass, 3).get(2);

        assertThat(again).contains(REPRINT, "주문 1", "1 x 갈비", "1 x 소주");
        assertThat(pass.slipsWith(REPRINT)).hasSize(1);
    }

    @Test
    void neither_a_rebuild_nor_a_second_fold_prints_anything() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.prints();
        kitchen.order(galbi(1));
        kitchen.awaitSlips("PRINTED");

        // A generation that is being built, and one that has become live again, fold what was printed.
        database.emptied().jdbc().update("UPDATE orders.generations SET state = 'building'");
        kitchen.fold(new Projection(
                Generation.FIRST,
                Generation.State.BUILDING,
                database.projection().reader(),
                database.jdbc(),
                database.transactions()));
        database.emptied().jdbc().update("UPDATE orders.generations SET state = 'live'");
        kitchen.fold(database.projection());
        kitchen.order(galbi(2));

        kitchen.awaitSlips("PRINTED", "PRINTED");
        assertThat(grill.slips()).hasSize(2);
    }

    @Test
    void what_happened_before_this_database_was_made_is_not_printed() {
        kitchen.has("g", grill.address(), "grill");
        database.jdbc().update("UPDATE orders.print_start SET since = now() + interval '1 hour'");
        kitchen.order(galbi(1));

        assertThat(database.count("print_events")).isZero();
    }

    @Test
    void a_store_without_printers_leaves_nothing_to_print() {
        kitchen.order(galbi(1));

        assertThat(database.count("print_events")).isZero();
    }

    @Test
    void nobody_gets_yesterdays_orders_at_opening() {
        kitchen.has("g", grill.address(), "grill");
        grill.switchOff();
        kitchen.prints();
        kitchen.order(galbi(1));
        kitchen.awaitSlips("WAITING UNREACHABLE");

        database.jdbc().update("UPDATE orders.print_slips SET event_time = event_time - interval '6 hours'");
        kitchen.awaitSlips("GIVEN_UP TOO_OLD");
        grill.switchOn();
        kitchen.order(galbi(2));

        assertThat(untilItHas(grill, 1)).singleElement().asString().contains("2 x 갈비");
    }

    @Test
    void what_waits_for_a_printer_that_is_removed_is_given_up() {
        kitchen.has("g", grill.address(), "grill");
        grill.switchOff();
        kitchen.prints();
        kitchen.order(galbi(1));
        kitchen.awaitSlips("WAITING UNREACHABLE");

        kitchen.happen(new PrinterEvent.Removed("g"));

        kitchen.awaitSlips("GIVEN_UP PRINTER_REMOVED");
    }

    @Test
    void what_waits_is_printed_at_the_address_that_the_printer_has_by_then() {
        kitchen.has("g", grill.address(), "grill");
        grill.switchOff();
        kitchen.prints();
        kitchen.order(galbi(1));
        kitchen.awaitSlips("WAITING UNREACHABLE");

        kitchen.happen(new PrinterEvent.Changed(printer("g", pass.address(), true, "grill")));

        kitchen.awaitSlips("PRINTED");
        assertThat(pass.slips()).hasSize(1);
    }

    @Test
    void nothing_is_connected_to_outside_of_the_printers_networks() {
        kitchen.has("g", grill.address(), "grill");
        kitchen.prints(PrinterNetworks.parse("10.0.0.0/8"));
        kitchen.order(galbi(1));

        kitchen.awaitSlips("WAITING ADDRESS_NOT_ALLOWED");
        assertThat(grill.slips()).isEmpty();
    }

    @Test
    void a_printer_that_answers_nothing_prints_when_nothing_is_asked_of_it() {
        grill.become(Condition.MUTE);
        kitchen.happen(new PrinterEvent.Added(printer("g", grill.address(), false, "grill")));
        kitchen.prints();
        kitchen.order(galbi(1));

        kitchen.awaitSlips("PRINTED");
        assertThat(untilItHas(grill, 1)).hasSize(1);
    }

    @Test
    void printers_that_hang_hold_up_neither_the_projection_nor_the_others() {
        grill.become(Condition.HANGING);
        IntStream.range(0, 2 * PrintLoop.SOUND_AT_ONCE).forEach(number -> kitchen.has("h" + number, grill.address()));
        kitchen.has("p", pass.address());
        kitchen.prints();

        kitchen.order(galbi(1));
        untilItHas(pass, 1);
        kitchen.order(galbi(2));
        kitchen.order(galbi(3));

        assertThat(untilItHas(pass, 3).getLast()).contains("3 x 갈비");
        assertThat(database.texts("SELECT version::text FROM orders.orders")).hasSize(3);
        await().untilAsserted(() -> assertThat(
                        database.texts("SELECT DISTINCT trouble FROM orders.print_queues WHERE trouble IS NOT NULL"))
                .containsExactly("SILENT"));
    }
}
