package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.wire.HashChainLink;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A reading is a record of the log, understood or not. */
public sealed interface Reading {
    ConsumerRecord<byte[], byte[]> record();

    /** Returns the events of those that could be read. */
    static List<RecordedEvent> eventsOf(List<Reading> batch) {
        return batch.stream()
                .filter(Readable.class::isInstance)
                .map(reading -> ((Readable) reading).event())
                .toList();
    }

    default Position position() {
        return new Position(record().partition(), record().offset());
    }

    record Readable(ConsumerRecord<byte[], byte[]> record, RecordedEvent event) implements Reading {}

    /**
     * The record cannot be read as an event.
     *
     * @param storeId by the record's key; null if it has none that can be one
     * @param orderId by the record's headers; null if they name none
     * @param link if the value's bytes vouch for it, though it cannot be understood
     */
    record Unreadable(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable String storeId,
            @Nullable String orderId,
            ParkReason reason,
            String detail,
            @Nullable HashChainLink link)
            implements Reading {}
}
