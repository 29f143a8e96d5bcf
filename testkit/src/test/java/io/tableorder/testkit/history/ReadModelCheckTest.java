package io.tableorder.testkit.history;

import static io.tableorder.testkit.history.TwinStore.STAFF;
import static io.tableorder.testkit.history.TwinStore.orderOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.fixture.Sample;
import io.tableorder.testkit.history.ReadModels.JournalRow;
import io.tableorder.testkit.history.ReadModels.Key;
import io.tableorder.testkit.history.ReadModels.OrderRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that is missing, altered or of nobody is named; what the projector has not come to yet is not missed. */
class ReadModelCheckTest {

    private static final Key ORDER = new Key(Sample.STORE, "order-2");

    private final TwinStore store = TwinStore.opened();
    private ReadModels right;

    @BeforeEach
    void an_evening() {
        Attempt placed = store.place(1, "first");
        store.move(orderOf(placed), OrderStatus.PREPARING, "move");
        store.send(STAFF, "removed", new Command.RemoveOrder(orderOf(store.place(1, "second")), null));
        store.send(STAFF, "end", new Command.EndSession(Sample.tableId(1)));
        store.place(2, "third");
        right = ReadModelFold.of(store.log(), store.log().ends());
    }

    private List<String> violations(ReadModels readModels) {
        return HistoryChecker.check(store.history(), store.log(), readModels).violations();
    }

    private ReadModels with(Map<Key, OrderRow> orders, Map<Position, JournalRow> journal, List<String> parked) {
        return new ReadModels(right.nextOffsets(), orders, right.sessions(), right.tables(), journal, parked);
    }

    @Test
    void the_fold_itself_is_right() {
        assertThat(violations(right)).isEmpty();
        assertThat(right.sessions())
                .extractingByKey(new Key(Sample.STORE, "session-1"))
                .extracting(ReadModels.SessionRow::totalAmount, ReadModels.SessionRow::orderCount)
                .containsExactly(30_000L, 1);
    }

    @Test
    void an_altered_row_is_named() {
        OrderRow row = right.orders().get(ORDER);
        OrderRow altered = new OrderRow(
                row.seat(),
                row.orderNumber(),
                row.businessDay(),
                row.version(),
                row.position(),
                OrderStatus.PENDING,
                row.totalAmount(),
                row.orderedAt(),
                row.updatedAt(),
                row.items());
        Map<Key, OrderRow> orders = new HashMap<>(right.orders());
        orders.put(ORDER, altered);

        assertThat(violations(with(orders, right.journal(), List.of())))
                .containsExactly("Read model: order order-2 of store hanok-gangnam: expected %s, got %s"
                        .formatted(row, altered));
    }

    @Test
    void a_missing_row_and_one_of_nobody_are_named() {
        Map<Position, JournalRow> journal = new HashMap<>(right.journal());
        JournalRow row = journal.remove(new Position(7, 8));
        journal.put(new Position(7, 99), row);

        assertThat(violations(with(right.orders(), journal, List.of())))
                .containsExactlyInAnyOrder(
                        "Read model: journal entry 7-8 is missing, expected " + row,
                        "Read model: journal entry 7-99 is not in the log: " + row);
    }

    @Test
    void what_is_parked_is_named() {
        assertThat(violations(with(right.orders(), right.journal(), List.of("7-8 of store hanok-gangnam"))))
                .containsExactly("Read model: parked 7-8 of store hanok-gangnam");
    }

    @Test
    void what_lies_behind_the_projectors_position_is_not_missed() {
        ReadModels behind = ReadModelFold.of(store.log(), Map.of(TwinStore.PARTITION, 9L));

        assertThat(behind.orders())
                .extractingByKey(ORDER)
                .extracting(OrderRow::status)
                .isEqualTo(OrderStatus.PENDING);
        assertThat(store.log().isBefore(behind.nextOffsets())).isFalse();
        assertThat(violations(behind)).isEmpty();
    }
}
