package io.tableorder.projector;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.HashChain;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Every kind of record that no projector of this version can apply, as the second event of an order. */
public enum Poison {
    INVALID_JSON(ParkReason.INVALID_JSON),
    UNKNOWN_TYPE(ParkReason.UNKNOWN_TYPE),
    NEWER_VERSION(ParkReason.UNKNOWN_TYPE),
    VERSION_GAP(ParkReason.IMPOSSIBLE),
    IMPOSSIBLE_TRANSITION(ParkReason.IMPOSSIBLE),
    OVERSIZED(ParkReason.OVERSIZED),
    NULL_VALUE(ParkReason.NULL_VALUE),
    ALTERED(ParkReason.HASH_MISMATCH);

    private static final String SEAL_OF_ZEROS = ",\"hash\":\"" + "0".repeat(64) + "\"}";

    private final ParkReason reason;

    Poison(ParkReason reason) {
        this.reason = reason;
    }

    public ParkReason reason() {
        return reason;
    }

    /** Appends it where the order's second event belongs; the store's hash chain goes on behind it. */
    public void appendTo(StoreLog store, String orderId) {
        switch (this) {
            case INVALID_JSON -> appendDamaged(store, orderId, StoreLog.bytes("{\"event_id\":"));
            case OVERSIZED -> appendDamaged(store, orderId, new byte[300 * 1024]);
            case NULL_VALUE -> appendDamaged(store, orderId, null);
            case ALTERED -> {
                byte[] value = valid(store, orderId).toRecord(0).value().clone();
                value[value.length / 2] ^= 1;
                appendDamaged(store, orderId, value);
            }
            case UNKNOWN_TYPE -> appendOfType(store, orderId, "order.sung-about.v1");
            case NEWER_VERSION -> appendOfType(store, orderId, "order.status-changed.v2");
            case VERSION_GAP -> store.appendUnfolded(prepared(orderId, 3));
            case IMPOSSIBLE_TRANSITION ->
                store.appendUnfolded(
                        new OrderEvent.StatusChanged(orderId, 2, "table", OrderStatus.COMPLETED, OrderStatus.PENDING));
        }
    }

    public static OrderEvent.Placed placed(String orderId, int number) {
        return new OrderEvent.Placed(
                orderId,
                1,
                number,
                LocalDate.parse("2026-03-02"),
                "session",
                "table",
                1,
                List.of(new OrderLine("1", "menu", "비빔밥", 9_000, 1, "덜 맵게")),
                9_000);
    }

    public static OrderEvent.StatusChanged prepared(String orderId, int version) {
        return new OrderEvent.StatusChanged(orderId, version, "table", OrderStatus.PENDING, OrderStatus.PREPARING);
    }

    private static EncodedEvent valid(StoreLog store, String orderId) {
        return store.encode(prepared(orderId, 2), store.sequence() + 1, store.hash());
    }

    private static void appendDamaged(StoreLog store, String orderId, byte[] value) {
        EncodedEvent encoded = valid(store, orderId);
        ProducerRecord<byte[], byte[]> whole =
                encoded.toRecord(store.partition().number());
        store.partition()
                .append(new ProducerRecord<>(
                        whole.topic(), whole.partition(), whole.timestamp(), whole.key(), value, whole.headers()));
        store.follow(store.sequence() + 1, encoded.at(new Position(0, 0)).hash());
    }

    /** A whole link of the hash chain, as a newer writer would append it. */
    private static void appendOfType(StoreLog store, String orderId, String type) {
        ProducerRecord<byte[], byte[]> known =
                valid(store, orderId).toRecord(store.partition().number());
        String text = new String(known.value(), StandardCharsets.UTF_8).replace("order.status-changed.v1", type);
        String canonical = text.substring(0, text.length() - SEAL_OF_ZEROS.length());
        String hash = HashChain.hashOf(store.hash(), StoreLog.bytes(canonical + SEAL_OF_ZEROS));
        byte[] value = StoreLog.bytes(canonical + ",\"hash\":\"" + hash + "\"}");
        known.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, StoreLog.bytes("io.tableorder." + type));
        store.partition()
                .append(new ProducerRecord<>(
                        known.topic(), known.partition(), known.timestamp(), known.key(), value, known.headers()));
        store.follow(store.sequence() + 1, hash);
    }
}
