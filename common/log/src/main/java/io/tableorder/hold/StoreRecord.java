package io.tableorder.hold;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record under a store's key, in the partition where the store's records belong. */
public sealed interface StoreRecord {

    Position position();

    /** Returns the place in the hash chain that the record's own bytes vouch for; null if they vouch for none. */
    @Nullable
    HashChainLink link();

    /** Returns the hash by which a decision names the record, see {@link RecordHash}. */
    String hash();

    /** It is a record that is an event. */
    record Whole(RecordedEvent event) implements StoreRecord {

        @Override
        public Position position() {
            return event.position();
        }

        @Override
        public HashChainLink link() {
            return HashChainLink.of(event);
        }

        @Override
        public String hash() {
            return event.hash();
        }
    }

    /** It is a record that this version cannot read as an event. */
    record Unreadable(
            Position position,
            @Nullable HashChainLink link,
            String hash,
            UnreadableEventException.Reason reason,
            String detail)
            implements StoreRecord {

        /** Reads of the record what can be read. */
        public static Unreadable of(
                String storeId, ConsumerRecord<byte[], byte[]> record, UnreadableEventException cause) {
            return new Unreadable(
                    new Position(record.partition(), record.offset()),
                    RecordHash.linkOf(storeId, record.value()),
                    RecordHash.of(storeId, record.value()),
                    cause.reason(),
                    String.valueOf(cause.getMessage()));
        }
    }

    /** Reads a record whose key and partition are the store's. */
    static StoreRecord read(String storeId, ConsumerRecord<byte[], byte[]> record, EventCodec codec) {
        try {
            return new Whole(codec.decode(record));
        } catch (UnreadableEventException e) {
            return Unreadable.of(storeId, record, e);
        }
    }
}
