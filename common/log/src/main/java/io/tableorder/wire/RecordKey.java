package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A record's key says which store the record concerns, if any. Every reader of {@code order-events} asks this first, so
 * that all of them pass over the same records.
 */
public sealed interface RecordKey {

    /** The record concerns this store. One that cannot be read or applied shuts this store and no other. */
    record OfStore(String storeId) implements RecordKey {}

    /** The record concerns no store: it is counted, logged and passed over. */
    record OfNobody(Reason reason) implements RecordKey {}

    /** This says why a record concerns no store, in words that serve as a metric's label. */
    enum Reason {
        /** There is no key, or an empty one. */
        NO_KEY,
        /** The key is not UTF-8, so it is no store's id. */
        NOT_TEXT,
        /**
         * The key's records belong in another partition. Offsets of two partitions cannot be compared, so such a record
         * has no place in its store's sequence.
         */
        WRONG_PARTITION
    }

    /**
     * Returns whose the record is.
     *
     * @param partitions of the topic
     */
    static RecordKey of(ConsumerRecord<byte[], byte[]> record, int partitions) {
        return of(record.key(), record.partition(), partitions);
    }

    /**
     * Returns whose a record with this key is.
     *
     * @param partition in which it stands
     * @param partitions of the topic
     */
    static RecordKey of(byte @Nullable [] key, int partition, int partitions) {
        if (key == null || key.length == 0) {
            return new OfNobody(Reason.NO_KEY);
        }
        String storeId = new String(key, UTF_8);
        if (!Arrays.equals(storeId.getBytes(UTF_8), key)) {
            return new OfNobody(Reason.NOT_TEXT);
        }
        if (Utils.toPositive(Utils.murmur2(key)) % partitions != partition) {
            return new OfNobody(Reason.WRONG_PARTITION);
        }
        return new OfStore(storeId);
    }
}
