package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.HashChain;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkingTest {
    private static EmbeddedDatabase server;
    private static ReadModelDatabase database;

    private final StoreLog.Partition partition = new StoreLog.Partition(0);
    private StoreLog store;
    private StoreLog other;
    private Projection projection;

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.startTemporary();
        database = new ReadModelDatabase(server);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

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
        appendOfUnknownType("sound");
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PREPARING, OrderStatus.COMPLETED));
        place(store, "later", 2, "덜 맵게");
        prepare(store, "later");

        applyAll();

        assertThat(parked()).containsExactly("order store sound UNKNOWN_TYPE", "order store sound BEHIND_PARKED");
        assertThat(statuses("store")).containsExactly("later PREPARING 2", "sound PENDING 1");
        // Its bytes vouched for their place in the chain, so an audit finds no gap.
        assertThat(database.texts("SELECT sequence::text FROM orders.parked_events ORDER BY 1"))
                .containsExactly("5", "6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"altered", "null", "no json", "oversized"})
    void a_damaged_event_of_an_order_holds_back_that_order_and_nothing_else(String damage) {
        EncodedEvent encoded = store.encode(
                new OrderEvent.StatusChanged("sound", 2, "table", OrderStatus.PENDING, OrderStatus.PREPARING),
                store.sequence() + 1,
                store.hash());
        store.follow(store.sequence() + 1, encoded.at(new Position(0, 0)).hash());
        ProducerRecord<byte[], byte[]> whole = encoded.toRecord(0);
        partition.append(new ProducerRecord<>(
                whole.topic(), 0, whole.timestamp(), whole.key(), damaged(whole.value(), damage), whole.headers()));
        place(store, "later", 2, "덜 맵게");
        prepare(other, placeIn(other));

        applyAll();

        assertThat(parked()).hasSize(1).first().asString().startsWith("order store sound ");
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
        assertThat(database.board("other")).isEqualTo(BoardView.of(other.state()));
        List<byte[]> kept = database.jdbc().queryForList("SELECT value FROM orders.parked_events", byte[].class);
        assertThat(kept.getFirst()).isEqualTo(damaged(whole.value(), damage));
    }

    private static String placeIn(StoreLog log) {
        place(log, "elsewhere", 1, "덜 맵게");
        return "elsewhere";
    }

    private static byte[] damaged(byte[] value, String damage) {
        return switch (damage) {
            case "altered" -> {
                byte[] copy = value.clone();
                copy[copy.length / 2]++;
                yield copy;
            }
            case "null" -> null;
            case "no json" -> StoreLog.bytes("{\"event_id\":");
            default -> new byte[300 * 1024];
        };
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
        assertThat(database.board("other")).isEqualTo(BoardView.of(other.state()));
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
    void an_event_that_is_in_the_log_twice_holds_back_its_order_only() {
        ConsumerRecord<byte[], byte[]> first = partition.records().getLast();
        partition.append(
                new ProducerRecord<>(first.topic(), 0, first.timestamp(), first.key(), first.value(), first.headers()));
        place(store, "later", 2, "덜 맵게");

        applyAll();

        assertThat(parked()).containsExactly("order store sound SEQUENCE_REPEATED");
        assertThat(statuses("store")).containsExactly("later PENDING 1", "sound PENDING 1");
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

    /** A whole link of the chain, as a newer writer would append it. */
    private void appendOfUnknownType(String orderId) {
        StoreEvent stand =
                new OrderEvent.StatusChanged(orderId, 2, "table", OrderStatus.PENDING, OrderStatus.PREPARING);
        ProducerRecord<byte[], byte[]> known =
                store.encode(stand, store.sequence() + 1, store.hash()).toRecord(0);
        String text = new String(known.value(), StandardCharsets.UTF_8)
                .replace("order.status-changed.v1", "order.sung-about.v1");
        String canonical = text.substring(0, text.length() - 75);
        byte[] unsealed = StoreLog.bytes(canonical + ",\"hash\":\"" + "0".repeat(64) + "\"}");
        String hash = HashChain.hashOf(store.hash(), unsealed);
        byte[] value = StoreLog.bytes(canonical + ",\"hash\":\"" + hash + "\"}");
        known.headers()
                .remove(EventHeaders.TYPE)
                .add(EventHeaders.TYPE, StoreLog.bytes("io.tableorder.order.sung-about.v1"));
        partition.append(
                new ProducerRecord<>(known.topic(), 0, known.timestamp(), known.key(), value, known.headers()));
        store.follow(store.sequence() + 1, hash);
    }

    private void applyAll() {
        long from = projection.position(0);
        var _ = projection.apply(0, from, partition.from(from));
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
