package io.tableorder.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic, as it is and as it reads.
 *
 * @param key the store's id
 * @param event null if it cannot be read as an event
 * @param unreadable why not
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
record LoggedRecord(
        Position position,
        String key,
        byte[] value,
        @Nullable RecordedEvent event,
        @Nullable String unreadable) {

    static LoggedRecord of(EventCodec codec, ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            return new LoggedRecord(position, key, value, codec.decode(record), null);
        } catch (UnreadableEventException e) {
            return new LoggedRecord(position, key, value, null, e.reason() + ": " + e.getMessage());
        }
    }
}
