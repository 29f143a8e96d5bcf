package io.tableorder.store;

import static io.tableorder.fixture.Sample.EVENING;
import static io.tableorder.fixture.Sample.STAFF;
import static io.tableorder.fixture.Sample.STORE;
import static io.tableorder.fixture.Sample.cancelled;
import static io.tableorder.fixture.Sample.category;
import static io.tableorder.fixture.Sample.command;
import static io.tableorder.fixture.Sample.ended;
import static io.tableorder.fixture.Sample.line;
import static io.tableorder.fixture.Sample.menu;
import static io.tableorder.fixture.Sample.menuItem;
import static io.tableorder.fixture.Sample.moved;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.fixture.Sample.takenBack;
import static io.tableorder.store.Given.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuRemoved;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.LinePart;
import io.tableorder.event.OrderEvent.LinesMoved;
import io.tableorder.event.OrderEvent.LinesReopened;
import io.tableorder.event.OrderEvent.SplitOff;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent.Renamed;
import io.tableorder.fixture.RecordedEvents;
import io.tableorder.fixture.UsedHeap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    @Test
    void a_stub_says_which_command_it_was_and_where_and_when() {
        CommandStamp stamp = new CommandStamp("place", "fingerprint", STAFF, "request");
        Given given = given(opened(), table(3)).and(stamp, started("s", 3), placed("o", 1, "s", 3, line(15_000, 1)));

        ReceiptStub stub = requireNonNull(given.state().receipts().of("place"));
        assertThat(stub.isOf("fingerprint")).isTrue();
        assertThat(stub.isOf("another")).isFalse();
        assertThat(stub.isOf(null)).isFalse();
        assertThat(stub.time()).isEqualTo(EVENING.plusSeconds(3));
        assertThat(stub.offset()).isEqualTo(104);
    }

    @Test
    void a_receipt_made_anew_says_who_got_what_and_when() {
        CommandStamp stamp = new CommandStamp("place", "fingerprint", STAFF, "request");
        Given given = given(opened(), table(3)).and(stamp, started("s", 3), placed("o", 1, "s", 3, line(15_000, 1)));

        Receipt receipt = receipt(given, "place");
        assertThat(receipt.fingerprint()).isEqualTo("fingerprint");
        assertThat(receipt.time()).isEqualTo(EVENING.plusSeconds(3));
        assertThat(receipt.position()).isEqualTo(new Position(7, 104));
        assertThat(receipt.event()).isEqualTo(placed("o", 1, "s", 3, line(15_000, 1)));
        assertThat(requireNonNull(receipt.order()).orderId()).isEqualTo("o");
    }

    @Test
    void a_receipt_made_anew_has_the_order_as_it_was_then() {
        Given given = given(opened(), table(3), started("s", 3))
                .and(command("place"), placed("o", 1, "s", 3))
                .and(command("prepare"), moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING));

        assertThat(orderOf(given, "place").status()).isEqualTo(OrderStatus.PENDING);
        assertThat(orderOf(given, "prepare").status()).isEqualTo(OrderStatus.PREPARING);
    }

    @Test
    void a_receipt_of_an_order_can_be_made_anew_after_its_session_has_ended() {
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, line(15_000, 2)))
                .and(command("prepare"), moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING))
                .and(command("complete"), moved("o", 3, 3, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        Receipt open = receipt(given, "prepare");

        given.and(ended("s", 3, 30_000, 1));

        assertThat(receipt(given, "prepare")).isEqualTo(open);
        assertThat(orderOf(given, "prepare").items()).containsExactly(line(15_000, 2));
        assertThat(orderOf(given, "complete").status()).isEqualTo(OrderStatus.COMPLETED);
    }

    @Test
    void placing_has_all_lines_however_much_was_taken_back_since() {
        Given given = given(opened(), table(3), started("s", 3))
                .and(command("place"), placed("o", 1, "s", 3, line(15_000, 3)));
        Receipt first = receipt(given, "place");

        given.and(takenBack("o", 2, 3, 1, 30_000)).and(moved("o", 3, 3, OrderStatus.PENDING, OrderStatus.PREPARING));

        assertThat(orderOf(given, "place").items()).containsExactly(line(15_000, 3));
        assertThat(receipt(given, "place")).isEqualTo(first);
        given.and(ended("s", 3, 30_000, 1));
        assertThat(receipt(given, "place")).isEqualTo(first);
    }

    @Test
    void a_step_has_the_lines_there_were_then() {
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, line(15_000, 3)))
                .and(command("prepare"), moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING));
        Receipt prepared = made(given);
        given.and(takenBack("o", 3, 3, 1, 30_000))
                .and(command("complete"), moved("o", 4, 3, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        Receipt completed = made(given);
        given.and(takenBack("o", 5, 3, 1, 15_000))
                .and(command("cancel"), cancelled("o", 6, 3, OrderStatus.COMPLETED, 0));
        Receipt cancelled = made(given);

        assertThat(orderOf(given, "prepare").totalAmount()).isEqualTo(45_000);
        assertThat(orderOf(given, "complete").totalAmount()).isEqualTo(30_000);
        assertThat(orderOf(given, "cancel").totalAmount()).isEqualTo(15_000);
        given.and(ended("s", 3, 0, 0));
        assertThat(receipt(given, "prepare")).isEqualTo(prepared);
        assertThat(receipt(given, "complete")).isEqualTo(completed);
        assertThat(receipt(given, "cancel")).isEqualTo(cancelled);
    }

    @Test
    void each_taking_back_has_the_lines_and_the_status_it_left() {
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, line(15_000, 3)))
                .and(command("one"), takenBack("o", 2, 3, 1, 30_000));
        Receipt one = made(given);
        given.and(moved("o", 3, 3, OrderStatus.PENDING, OrderStatus.COMPLETED))
                .and(command("another"), takenBack("o", 4, 3, 1, 15_000));
        Receipt another = made(given);

        assertThat(orderOf(given, "one").items()).containsExactly(line(15_000, 2));
        assertThat(orderOf(given, "one").status()).isEqualTo(OrderStatus.PENDING);
        given.and(ended("s", 3, 15_000, 1));
        assertThat(receipt(given, "one")).isEqualTo(one);
        assertThat(receipt(given, "another")).isEqualTo(another);
    }

    @Test
    void an_order_placed_before_its_checkpoints_receipts_is_kept_as_it_was() {
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, line(15_000, 3)))
                .and(command("prepare"), moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING));
        Receipt whole = made(given);

        ReceiptStub stub = ReceiptStub.of(whole, null);

        assertThat(Receipt.recall(stub, given::eventAt)).isEqualTo(whole);
    }

    @Test
    void a_step_of_lines_is_made_anew_from_the_orders_events_alone() {
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, lines(3)))
                .and(command("other"), table(4))
                .and(command("one"), linesCompleted(2, "1"))
                .and(command("back"), new LinesReopened("o", 3, "table-3", List.of("1")))
                .and(table(5))
                .and(command("rest"), linesCompleted(4, "1", "2", "3"));
        Receipt rest = made(given);
        given.and(moved("o", 5, 3, OrderStatus.PENDING, OrderStatus.COMPLETED)).and(ended("s", 3, 3_000, 1));

        ReceiptStub stub = requireNonNull(given.state().receipts().of("rest"));
        List<Long> lookedUp = new ArrayList<>();
        Receipt anew = Receipt.recall(stub, offset -> {
            lookedUp.add(offset);
            return given.eventAt(offset);
        });

        assertThat(stub.result()).isNull();
        assertThat(anew).isEqualTo(rest);
        assertThat(orderOf(given, "back").items()).noneMatch(OrderLine::hasBeenCompleted);
        assertThat(lookedUp).containsExactly(109L, 104L, 106L, 107L);
    }

    @Test
    void an_order_is_not_folded_from_events_of_another() {
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, lines(3)))
                .and(command("one"), linesCompleted(2, "1"));
        ReceiptStub stub = requireNonNull(given.state().receipts().of("one"));

        assertThatThrownBy(() -> Receipt.recall(stub, offset -> given.eventAt(offset == 104 ? 101 : offset)))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessage("The event at 7-101 is not order o's");
    }

    @Test
    void an_order_with_more_events_than_are_looked_up_is_kept_whole_and_counted_until_it_is_over() {
        int portions = EarlierEvents.MAXIMUM + 5;
        Given given = given(opened(), table(3), started("s", 3), placed("o", 1, "s", 3, line(1_000, portions)));
        Map<String, Receipt> atOnce = new LinkedHashMap<>();
        for (int taken = 1; taken < portions; taken++) {
            String id = "take back " + taken;
            given.and(command(id), takenBack("o", taken + 1, 3, 1, (portions - taken) * 1_000L));
            atOnce.put(id, made(given));
        }
        Receipts receipts = given.and(table(4)).state().receipts();

        assertThat(receipts.oldestFirst().stream().filter(ReceiptsTest::keepsItsOrder))
                .hasSize(4);
        assertThat(receipts.bytes()).isGreaterThan(4 * 512).isLessThan(4 * 512 + portions * 200L);
        atOnce.forEach((id, receipt) -> assertThat(receipt(given, id)).isEqualTo(receipt));
        Receipts later = given.at(EVENING.plus(Duration.ofDays(2)))
                .and(table(5))
                .and(table(6))
                .state()
                .receipts();
        assertThat(later.since(EVENING).bytes()).isLessThan(768);
    }

    @Test
    void what_is_split_off_a_completed_order_keeps_the_time_that_its_events_do_not_say() {
        Given given = given(opened(), table(3), table(4), started("s", 3), placed("o", 1, "s", 3, line(1_000, 3)))
                .and(moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.COMPLETED))
                .and(
                        started("t", 4),
                        new LinesMoved("o", 3, "table-3", "p", List.of(new LinePart("1", 1)), 2_000, 2_000))
                .and(
                        command("split"),
                        new SplitOff(
                                "p",
                                1,
                                "o",
                                2,
                                LocalDate.of(2026, 11, 20),
                                "t",
                                "table-4",
                                4,
                                OrderStatus.COMPLETED,
                                EVENING.plusSeconds(4),
                                List.of(line(1_000, 1)),
                                1_000));
        Receipt split = made(given);
        given.and(command("back"), moved("p", 2, 4, OrderStatus.COMPLETED, OrderStatus.PREPARING));
        Receipt back = made(given);

        assertThat(orderOf(given, "split").completedAt()).isEqualTo(EVENING.plusSeconds(5));
        assertThat(receipt(given, "split")).isEqualTo(split);
        assertThat(receipt(given, "back")).isEqualTo(back);
    }

    @Test
    void every_receipt_made_anew_is_the_one_that_was_made_at_once() {
        Set<Class<?>> folded = new HashSet<>();
        int keptWhole = 0;
        for (long seed = 1; seed <= 5; seed++) {
            Given given = Given.nothing();
            RandomHistory history = new RandomHistory(
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            Map<String, Receipt> atOnce = new LinkedHashMap<>();
            for (int i = 1; i <= 600; i++) {
                // Each event is a command's last, those too that a command goes on after.
                for (StoreEvent event : history.next(
                        given.state(), EVENING.plusSeconds(given.past().size()))) {
                    String id = "c%d-%d".formatted(i, given.past().size());
                    given.and(command(id), event);
                    atOnce.put(id, made(given));
                }
            }
            for (var each : atOnce.entrySet()) {
                ReceiptStub stub = requireNonNull(given.state().receipts().of(each.getKey()));
                assertThat(Receipt.recall(stub, given::eventAt)).isEqualTo(each.getValue());
                if (stub.earlier() != null) {
                    folded.add(each.getValue().event().getClass());
                }
                keptWhole += keepsItsOrder(stub) ? 1 : 0;
            }
        }
        assertThat(folded)
                .as("kinds of events that orders were folded up to")
                .containsOnly(
                        OrderEvent.StatusChanged.class,
                        OrderEvent.LinesCompleted.class,
                        LinesReopened.class,
                        OrderEvent.ItemRemoved.class,
                        OrderEvent.Moved.class,
                        LinesMoved.class,
                        SplitOff.class,
                        OrderEvent.Cancelled.class);
        assertThat(keptWhole).as("orders split off completed ones").isPositive();
    }

    @Test
    void receipts_of_orders_completed_line_by_line_take_80_bytes_at_most() {
        int orders = 300;
        int lines = 5;
        List<StoreEvent> events = new ArrayList<>(List.of(opened(), table(3), started("s", 3)));
        for (int order = 1; order <= orders; order++) {
            String id = "order-" + order;
            events.add(placed(id, order, "s", 3, lines(lines)));
            events.add(moved(id, 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING));
            for (int line = 1; line <= lines; line++) {
                events.add(new OrderEvent.LinesCompleted(id, 2 + line, "table-3", List.of(String.valueOf(line))));
            }
            events.add(moved(id, 3 + lines, 3, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        }
        Receipts receipts = foldedAmongOthers(events).receipts();

        assertThat(receipts.oldestFirst()).noneMatch(ReceiptsTest::keepsItsOrder);
        assertThat(receipts.bytes() / (double) receipts.size()).isBetween(60.0, 80.0);

        int copies = 20;
        List<Receipts> all = new ArrayList<>();
        long before = UsedHeap.bytes();
        for (int i = 0; i < copies; i++) {
            all.add(Receipts.of(receipts.oldestFirst().stream()
                    .map(stub -> new ReceiptStub(
                            stub.command(),
                            stub.fingerprint(),
                            stub.time(),
                            stub.offset(),
                            stub.placedOffset(),
                            stub.result(),
                            stub.earlier() == null
                                    ? null
                                    : EarlierEvents.of(stub.earlier().bytes())))
                    .toList()));
        }
        assertThat((UsedHeap.bytes() - before) / (double) (copies * receipts.size()))
                .as("bytes of heap")
                .isLessThan(80);
        assertThat(all).allMatch(copy -> copy.bytes() == all.getFirst().bytes());
    }

    @Test
    void a_receipt_keeps_the_profile_of_a_store_and_the_menu_of_a_menu() {
        Given given = given(opened(), category("meals"), menu("bulgogi", 15_000))
                .and(command("rename"), new Renamed("한옥"))
                .and(command("sell out"), new MenuAvailabilityChanged("bulgogi", false))
                .and(command("remove"), new MenuRemoved("bulgogi"))
                .and(new Renamed("다른 이름"));

        Receipt renamed = receipt(given, "rename");
        assertThat(requireNonNull(renamed.profile()).storeName()).isEqualTo("한옥");
        assertThat(renamed.menu()).isNull();
        assertThat(receipt(given, "sell out").menu())
                .isEqualTo(menuItem("bulgogi", 15_000).withAvailable(false, null));
        assertThat(receipt(given, "remove").menu()).isNull();
    }

    @Test
    void a_command_of_several_events_has_one_receipt_its_last_events() {
        Receipts receipts = given(opened(), table(3))
                .and(command("place"), started("s", 3), placed("o", 1, "s", 3))
                .state()
                .receipts();

        assertThat(receipts.oldestFirst())
                .extracting(ReceiptStub::command)
                .containsExactly(CommandKey.of("command-1"), CommandKey.of("command-2"), CommandKey.of("place"));
        assertThat(receipts.size()).isEqualTo(3);
    }

    @Test
    void receipts_that_two_futures_add_to_do_not_meet() {
        Receipts common = Receipts.EMPTY;
        for (int i = 0; i < 30; i++) {
            common = common.plus(receiptOf("c" + i, EVENING));
            Receipts given = common;
            Receipts one = given.plus(receiptOf("one", EVENING)).plus(receiptOf("then", EVENING));
            Receipts other = given.plus(receiptOf("other", EVENING)).plus(receiptOf("then", EVENING));

            assertThat(one.of("other")).isNull();
            assertThat(other.of("one")).isNull();
            assertThat(given.of("one")).isNull();
            assertThat(one.of("one")).isNotNull();
            assertThat(other.of("other")).isNotNull();
            assertThat(given.oldestFirst()).hasSize(i + 1);
        }
    }

    @Test
    void a_receipt_takes_64_bytes_at_most() {
        int stores = 50;
        int ofEach = 2_000;
        long before = UsedHeap.bytes();
        List<Receipts> all = new ArrayList<>();
        for (int store = 0; store < stores; store++) {
            Receipts receipts = Receipts.EMPTY;
            for (int i = 0; i < ofEach; i++) {
                receipts = receipts.plus(receiptOf("store-%d-%d".formatted(store, i), EVENING.plusSeconds(i)));
            }
            all.add(receipts);
        }

        long byArithmetic = all.stream().mapToLong(Receipts::bytes).sum();
        assertThat(byArithmetic / (double) (stores * ofEach)).isBetween(36.0, 50.0);
        assertThat((UsedHeap.bytes() - before) / (double) (stores * ofEach))
                .as("bytes of heap")
                .isLessThan(64);
        assertThat(all).allMatch(receipts -> receipts.size() == ofEach);
    }

    @Test
    void a_day_after_a_busy_one_takes_no_more_than_its_own() {
        Receipts receipts = Receipts.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            receipts = receipts.plus(receiptOf("busy" + i, EVENING));
        }
        for (int i = 0; i < 100; i++) {
            receipts = receipts.plus(receiptOf("quiet" + i, EVENING.plus(Duration.ofDays(2))));
        }

        assertThat(receipts.size()).isEqualTo(100);
        assertThat(receipts.bytes()).isLessThan(10_000);
    }

    @Test
    void receipts_given_up_are_not_known_and_the_others_are() {
        Receipts receipts = Receipts.EMPTY;
        for (int i = 0; i < 100; i++) {
            receipts = receipts.plus(receiptOf("c" + i, EVENING.plusSeconds(i)));
        }

        Receipts fewer = receipts.since(EVENING.plusSeconds(90));

        assertThat(fewer.size()).isEqualTo(10);
        assertThat(fewer.of("c89")).isNull();
        assertThat(fewer.of("c90")).isNotNull();
        assertThat(fewer.of("c99")).isNotNull();
        assertThat(fewer.bytes()).isLessThan(receipts.bytes() / 3);
    }

    @Test
    void a_receipt_is_kept_for_25_hours_and_not_longer() {
        Receipts first = Receipts.EMPTY.plus(receiptOf("first", EVENING));

        Receipts at25Hours = first.plus(receiptOf("second", EVENING.plus(Duration.ofHours(25))));
        assertThat(at25Hours.of("first")).isNotNull();

        Receipts later = first.plus(
                receiptOf("second", EVENING.plus(Duration.ofHours(25)).plusNanos(1)));
        assertThat(later.of("first")).isNull();
        assertThat(later.of("second")).isNotNull();
        assertThat(later.oldestFirst()).hasSize(1);
    }

    @Test
    void one_event_forgets_all_that_are_over() {
        Receipts receipts = Receipts.EMPTY;
        for (int i = 0; i < 100; i++) {
            receipts = receipts.plus(receiptOf("c" + i, EVENING.plusSeconds(i)));
        }
        receipts = receipts.plus(receiptOf("late", EVENING.plusSeconds(50).plus(Receipts.KEPT)));

        assertThat(receipts.oldestFirst()).hasSize(51);
        assertThat(receipts.of("c49")).isNull();
        assertThat(receipts.of("c50")).isNotNull();
    }

    @Test
    void above_the_maximum_the_oldest_go_first() {
        Receipts receipts = Receipts.EMPTY;
        for (int i = 0; i < Receipts.MAXIMUM; i++) {
            receipts = receipts.plus(receiptOf("c" + i, EVENING));
        }
        assertThat(receipts.of("c0")).isNotNull();

        receipts = receipts.plus(receiptOf("one more", EVENING));

        assertThat(receipts.of("c0")).isNull();
        assertThat(receipts.of("c1")).isNotNull();
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);
    }

    @Test
    void a_command_of_several_events_counts_once_and_is_forgotten_whole() {
        Receipts receipts = Receipts.EMPTY;
        for (int i = 0; i < Receipts.MAXIMUM; i++) {
            receipts = receipts.plus(receiptOf("c" + i, EVENING)).plus(receiptOf("c" + i, EVENING));
        }
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);

        receipts = receipts.plus(receiptOf("one more", EVENING)).plus(receiptOf("one more", EVENING));

        assertThat(receipts.of("c0")).isNull();
        assertThat(receipts.of("c1")).isNotNull();
        assertThat(receipts.of("one more")).isNotNull();
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);
    }

    @Test
    void receipts_read_again_are_those_the_fold_has_kept() {
        List<ReceiptStub> made = new ArrayList<>();
        Receipts folded = Receipts.EMPTY;
        for (int i = 0; i < 100; i++) {
            made.add(receiptOf("c" + i / 2, EVENING.plus(Duration.ofHours(i))));
            folded = folded.plus(made.getLast());
        }

        assertThat(Receipts.of(made)).isEqualTo(folded);
        assertThat(Receipts.of(made.subList(70, 100))).isEqualTo(folded);
        assertThat(Receipts.of(folded.oldestFirst())).isEqualTo(folded);
    }

    /** Other stores of the partition have a thousand events between two of this one. */
    private static StoreState foldedAmongOthers(List<StoreEvent> events) {
        RecordedEvents log = new RecordedEvents(STORE, EVENING);
        StoreState state = StoreState.unopened(STORE);
        for (StoreEvent event : events) {
            RecordedEvent own = log.append(event);
            state = state.evolve(new RecordedEvent(
                    own.eventId(),
                    own.storeId(),
                    own.sequence(),
                    own.time(),
                    own.stamp(),
                    event,
                    new Position(7, own.sequence() * 1_000),
                    own.previousHash(),
                    own.hash()));
        }
        return state;
    }

    private static boolean keepsItsOrder(ReceiptStub stub) {
        return stub.result() != null && stub.result().order() != null;
    }

    private static OrderLine[] lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> new OrderLine(String.valueOf(id), "menu-bulgogi", "불고기 정식", 1_000, 1, null))
                .toArray(OrderLine[]::new);
    }

    private static OrderEvent.LinesCompleted linesCompleted(int version, String... itemIds) {
        return new OrderEvent.LinesCompleted("o", version, "table-3", List.of(itemIds));
    }

    private static ReceiptStub receiptOf(String commandId, Instant time) {
        return new ReceiptStub(CommandKey.of(commandId), 0, time, 1, null, null, null);
    }

    private static Receipt receipt(Given given, String commandId) {
        return Receipt.recall(requireNonNull(given.state().receipts().of(commandId)), given::eventAt);
    }

    /** The receipt of what happened last, as it was made right then. */
    private static Receipt made(Given given) {
        return Receipt.of(given.past().getLast(), given.state());
    }

    private static Order orderOf(Given given, String commandId) {
        return requireNonNull(receipt(given, commandId).order());
    }
}
