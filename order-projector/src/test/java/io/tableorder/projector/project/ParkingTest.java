package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.Poison;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParkingTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final StoreLog.Partition partition = new StoreLog.Partition(0);
    private StoreLog store;
    private StoreLog other;
    private Projection projection;

    @BeforeEach
    void open() {
        projection = database.migrated().projection();
        store = opened("store");
        other = opened("other");
        place(store, "sound", 1, "덜 맵게");
    }

    private StoreLog opened(String storeId) {
        StoreLog log = StoreLog.opened(storeId, partition);
        log.append(new TableEvent.Added("table", 1));
        log.append(new SessionEvent.Started("session", "table", 1));
        return log;
    }

    private static OrderEvent.Placed placed(String orderId, int number, String note) {
        return new OrderEvent.Placed(
                orderId,
                1,
                number,
                LocalDate.parse("2026-03-02"),
                "session",
                "table",
                1,
                List.of(new OrderLine("1", "menu", "비빔밥", 9_000, 1, note)),
                9_000);
    }

    private static void place(StoreLog log, String orderId, int number, String note) {
        log.append(placed(orderId, number, note));
    }

    private static void prepare(StoreLog log, String orderId) {
        log.append(new OrderEvent.StatusChanged(orderId, 2, "table", OrderStatus.PENDING, OrderStatus.PREPARING));
    }

    @Test
    void an_event_of_an_unknown_type_holds_back_its_order_and_nothing_else() {
        Poison.UNKNOWN_TYPE.appendTo(store, "sound");
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PREPARING, OrderStatus.COMPLETED));
        place(store, "later", 2, "덜 맵게");
        prepare(store, "later");

        applyAll();

        assertThat(parked()).containsExactly("order store sound UNKNOWN_TYPE", "order store sound BEHIND_PARKED");
        assertThat(statuses("store")).containsExactly("later PREPARING 2", "sound PENDING 1");
        // Its bytes vouched for their place in the hash chain, so an audit finds no gap.
        assertThat(database.texts("SELECT sequence::text FROM orders.parked_events ORDER BY 1"))
                .containsExactly("5", "6");
    }

    @ParameterizedTest
    @EnumSource
    void poison_of_any_kind_holds_back_its_order_and_nothing_else(Poison poison) {
        poison.appendTo(store, "sound");
        byte[] value = partition.records().getLast().value();
        place(store, "later", 2, "덜 맵게");
        prepare(other, placeIn(other));

        applyAll();

        assertThat(parked()).containsExactly("order store sound " + poison.reason());
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
        assertThat(database.board("other")).isEqualTo(BoardView.of(other.state(), FreeTexts.AS_KEPT));
        List<byte[]> kept = database.jdbc().queryForList("SELECT value FROM orders.parked_events", byte[].class);
        assertThat(kept.getFirst()).isEqualTo(value);
    }

    private static String placeIn(StoreLog log) {
        place(log, "elsewhere", 1, "덜 맵게");
        return "elsewhere";
    }

    @Test
    void a_skipped_version_holds_back_the_order() {
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PENDING, OrderStatus.PREPARING));
        place(store, "later", 2, "덜 맵게");

        applyAll();

        assertThat(parked()).containsExactly("order store sound IMPOSSIBLE");
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
        assertThat(database.texts("SELECT detail FROM orders.parked_events"))
                .containsExactly("Order sound: expected version 2, got 3");
    }

    @Test
    void an_impossible_event_of_no_order_holds_back_its_store_and_no_other() {
        store.appendUnfolded(new CatalogueEvent.MenuRemoved("never-added"));
        store.appendUnfolded(placed("later", 2, "덜 맵게"));
        prepare(other, placeIn(other));

        applyAll();

        assertThat(parked()).containsExactly("store store null IMPOSSIBLE", "store store later BEHIND_PARKED");
        assertThat(database.board("other")).isEqualTo(BoardView.of(other.state(), FreeTexts.AS_KEPT));
    }

    @Test
    void after_a_missing_event_nothing_of_the_store_is_trusted() {
        store.follow(store.sequence() + 1, "f".repeat(64));
        store.appendUnfolded(placed("later", 2, "덜 맵게"));

        applyAll();

        assertThat(parked()).containsExactly("store store later SEQUENCE_GAP");
    }

    @Test
    void after_an_event_that_follows_another_past_nothing_of_the_store_is_trusted() {
        store.follow(store.sequence(), "f".repeat(64));
        store.appendUnfolded(placed("later", 2, "덜 맵게"));
        store.appendUnfolded(new TableEvent.Added("table-2", 2));

        applyAll();

        assertThat(parked()).containsExactly("store store later CHAIN_BROKEN", "store store null BEHIND_PARKED");
    }

    @Test
    void an_event_that_is_in_the_log_twice_is_counted_and_holds_nothing_back() {
        ConsumerRecord<byte[], byte[]> first = partition.records().getLast();
        ConsumerRecord<byte[], byte[]> copy = partition.append(
                new ProducerRecord<>(first.topic(), 0, first.timestamp(), first.key(), first.value(), first.headers()));
        place(store, "later", 2, "덜 맵게");

        place(store, "sound-too", 3, "덜 맵게");

        Applied applied = applyAll();

        assertThat(applied.repeated()).containsExactly(new Position(0, copy.offset()));
        assertThat(parked()).isEmpty();
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1", "sound-too PENDING 1");
    }

    @Test
    void what_postgresql_does_not_take_holds_back_its_order_only() {
        store.appendUnfolded(placed("cursed", 2, "덜\0"));
        place(store, "later", 2, "덜 맵게");

        applyAll();

        assertThat(parked()).containsExactly("order store cursed REFUSED_BY_DATABASE");
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
    }

    @Test
    void a_record_that_says_nothing_of_itself_is_parked_alone() {
        partition.append(new ProducerRecord<>("order-events", 0, 0L, null, StoreLog.bytes("?")));
        place(store, "later", 2, "덜 맵게");

        applyAll();

        assertThat(parked()).containsExactly("record null null INVALID_JSON");
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
    }

    @Test
    void a_hold_lasts_from_batch_to_batch() {
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PENDING, OrderStatus.PREPARING));
        applyAll();
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 2, "table", OrderStatus.PENDING, OrderStatus.PREPARING));
        place(store, "later", 2, "덜 맵게");
        applyAll();

        assertThat(parked()).containsExactly("order store sound IMPOSSIBLE", "order store sound BEHIND_PARKED");
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
    }

    private Applied applyAll() {
        long from = projection.position(0);
        return projection.apply(0, from, partition.from(from));
    }

    private static List<String> parked() {
        return database.texts("""
                SELECT concat_ws(' ', scope, coalesce(store_id, 'null'), coalesce(order_id, 'null'), reason)
                FROM orders.parked_events ORDER BY log_offset""");
    }

    private static List<String> statuses(String storeId) {
        return database.texts("""
                SELECT order_id || ' ' || status || ' ' || version FROM orders.orders WHERE store_id = ? ORDER BY 1""", storeId);
    }
}
