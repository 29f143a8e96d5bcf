package io.tableorder.projector.fold;

import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.table.StorableText;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.UnreadableEventException;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records, and of those that cannot be read whatever says whom they concern. Thread-safe. */
public final class RecordReader {
    private static final String ORDER_TYPE_PREFIX = "io.tableorder.order.";

    private final EventCodec codec = new EventCodec();
    private final Function<ConsumerRecord<byte[], byte[]>, RecordKey> keys;

    /** @param keys says whose a record is, so that a record that is nobody's shuts no store */
    public RecordReader(Function<ConsumerRecord<byte[], byte[]>, RecordKey> keys) {
        this.keys = keys;
    }

    /**
     * Makes a reader that knows which partition a key belongs to.
     *
     * @param partitions of the log; a key's records are in the one that Kafka's default partitioner gives
     */
    public static RecordReader of(int partitions) {
        return new RecordReader(record -> RecordKey.of(record, partitions));
    }

    public Reading read(ConsumerRecord<byte[], byte[]> record) {
        return switch (keys.apply(record)) {
            case RecordKey.OfStore(var storeId) -> read(record, StorableText.of(storeId));
            case RecordKey.OfNobody(var reason) ->
                switch (reason) {
                    case NO_KEY -> read(record, null);
                    case NOT_TEXT ->
                        nobodys(record, ParkReason.WRONG_KEY, "The key is no text, so it is no store's id");
                    case WRONG_PARTITION ->
                        nobodys(record, ParkReason.WRONG_PARTITION, "The key's records belong in another partition");
                };
        };
    }

    private static Reading.Unreadable nobodys(ConsumerRecord<byte[], byte[]> record, ParkReason reason, String detail) {
        return new Reading.Unreadable(record, null, null, reason, detail, null);
    }

    private Reading read(ConsumerRecord<byte[], byte[]> record, @Nullable String storeId) {
        try {
            RecordedEvent event = codec.decode(record);
            if (!StorableText.isStorable(event.storeId()) || !StorableText.isStorable(event.subject())) {
                return unreadable(record, storeId, ParkReason.INVALID_FACTS, "The ids hold characters that no id has");
            }
            return new Reading.Readable(record, event);
        } catch (UnreadableEventException e) {
            return unreadable(record, storeId, ParkReason.of(e.reason()), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Whatever a damaged value does to the reader, it is this record's fault and nobody else's.
            return unreadable(record, storeId, ParkReason.INVALID_FACTS, e.toString());
        }
    }

    private static Reading.Unreadable unreadable(
            ConsumerRecord<byte[], byte[]> record, @Nullable String storeId, ParkReason reason, String detail) {
        return new Reading.Unreadable(record, storeId, orderId(record), reason, detail, link(record, storeId));
    }

    private static @Nullable String orderId(ConsumerRecord<byte[], byte[]> record) {
        String type = header(record, EventHeaders.TYPE);
        String subject = header(record, EventHeaders.SUBJECT);
        return type != null && type.startsWith(ORDER_TYPE_PREFIX) && subject != null && !subject.isEmpty()
                ? subject
                : null;
    }

    public static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        String text = EventHeaders.text(record, name);
        return text == null ? null : StorableText.of(text);
    }

    /** An event of a newer type still says where it stands in the hash chain, and its hash proves it. */
    private static @Nullable HashChainLink link(ConsumerRecord<byte[], byte[]> record, @Nullable String storeId) {
        return HashChainLink.read(record.value(), storeId)
                .filter(link -> link.isSealOf(Objects.requireNonNull(record.value())))
                .orElse(null);
    }
}
