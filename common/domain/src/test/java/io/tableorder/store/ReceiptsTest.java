package io.tableorder.store;

import static io.tableorder.fixture.Sample.EVENING;
import static io.tableorder.fixture.Sample.STAFF;
import static io.tableorder.fixture.Sample.category;
import static io.tableorder.fixture.Sample.command;
import static io.tableorder.fixture.Sample.line;
import static io.tableorder.fixture.Sample.menu;
import static io.tableorder.fixture.Sample.menuItem;
import static io.tableorder.fixture.Sample.moved;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.store.Given.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuRemoved;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.StoreLifecycleEvent.Renamed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    @Test
    void a_receipt_says_who_got_what_and_when() {
        CommandStamp stamp = new CommandStamp("place", "fingerprint", STAFF, "request");
        Receipts receipts = given(opened(), table(3))
                .and(stamp, started("s", 3), placed("o", 1, "s", 3, line(15_000, 1)))
                .state()
                .receipts();

        Receipt receipt = requireNonNull(receipts.of("place"));
        assertThat(receipt.fingerprint()).isEqualTo("fingerprint");
        assertThat(receipt.time()).isEqualTo(EVENING.plusSeconds(3));
        assertThat(receipt.position()).isEqualTo(new Position(7, 104));
        assertThat(receipt.event()).isEqualTo(placed("o", 1, "s", 3, line(15_000, 1)));
        assertThat(requireNonNull(receipt.order()).orderId()).isEqualTo("o");
    }

    @Test
    void a_receipt_keeps_the_order_as_it_was_then() {
        Given given = given(opened(), table(3), started("s", 3))
                .and(command("place"), placed("o", 1, "s", 3))
                .and(command("prepare"), moved("o", 2, 3, OrderStatus.PENDING, OrderStatus.PREPARING));

        assertThat(orderOf(given, "place").status()).isEqualTo(OrderStatus.PENDING);
        assertThat(orderOf(given, "prepare").status()).isEqualTo(OrderStatus.PREPARING);
    }

    @Test
    void a_receipt_keeps_the_profile_of_a_store_and_the_menu_of_a_menu() {
        Given given = given(opened(), category("meals"), menu("bulgogi", 15_000))
                .and(command("rename"), new Renamed("한옥"))
                .and(command("sell out"), new MenuAvailabilityChanged("bulgogi", false))
                .and(command("remove"), new MenuRemoved("bulgogi"));

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
                .extracting(Receipt::commandId)
                .containsExactly("command-1", "command-2", "place");
        assertThat(receipts.byCommand()).hasSize(3);
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

        assertThat(receipts.byCommand()).hasSize(51);
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
        assertThat(receipts.byCommand()).hasSize(Receipts.MAXIMUM);
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);
    }

    @Test
    void a_command_of_several_events_counts_once_and_is_forgotten_whole() {
        Receipts receipts = Receipts.EMPTY;
        for (int i = 0; i < Receipts.MAXIMUM; i++) {
            receipts = receipts.plus(receiptOf("c" + i, EVENING)).plus(receiptOf("c" + i, EVENING));
        }
        assertThat(receipts.byCommand()).hasSize(Receipts.MAXIMUM);
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);

        receipts = receipts.plus(receiptOf("one more", EVENING)).plus(receiptOf("one more", EVENING));

        assertThat(receipts.of("c0")).isNull();
        assertThat(receipts.of("c1")).isNotNull();
        assertThat(receipts.of("one more")).isNotNull();
        assertThat(receipts.oldestFirst()).hasSize(Receipts.MAXIMUM);
    }

    @Test
    void receipts_read_again_are_those_the_fold_has_kept() {
        List<Receipt> made = new ArrayList<>();
        Receipts folded = Receipts.EMPTY;
        for (int i = 0; i < 100; i++) {
            made.add(receiptOf("c" + i / 2, EVENING.plus(Duration.ofHours(i))));
            folded = folded.plus(made.getLast());
        }

        assertThat(Receipts.of(made)).isEqualTo(folded);
        assertThat(Receipts.of(made.subList(70, 100))).isEqualTo(folded);
        assertThat(Receipts.of(folded.oldestFirst())).isEqualTo(folded);
    }

    private static Receipt receiptOf(String commandId, Instant time) {
        return new Receipt(commandId, null, time, new Position(7, 1), table(1), null, null, null);
    }

    private static Receipt receipt(Given given, String commandId) {
        return requireNonNull(given.state().receipts().of(commandId));
    }

    private static Order orderOf(Given given, String commandId) {
        return requireNonNull(receipt(given, commandId).order());
    }
}
