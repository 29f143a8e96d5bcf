package io.tableorder.hold;

import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The end of a partition, as a keeper of its records knows it. An event that he lacks shows by the next one's number,
 * except for the last, behind which nothing stands: that one is looked for in the log.
 *
 * @param last the offset of the last record that he keeps; negative if he keeps none
 * @param next the offset up to which he has read
 */
public record PartitionEnd(int partition, long last, long next) {

    /**
     * So many offsets are read at most. A few records there are nobody's loss: aborted ones, markers and copies. A thousand in
     * a row come from a writer that is being shut out over and over, and then the last of them tell.
     */
    public static final int MAXIMUM_OFFSETS = 1_000;

    /** Where nothing is missing, the marker of the transaction alone stands behind its last event. */
    private static final int MARKER = 1;

    /** It is a record at the end, of the store whose key it has. */
    public record Found(String storeId, StoreRecord record) {

        /** Returns false of a copy of an event that was there before. */
        public boolean isBeyond(long sequence) {
            HashChainLink link = record.link();
            return link == null || link.sequence() > sequence;
        }
    }

    /** Returns true if more was read behind the last record that is kept than a transaction's marker. */
    public boolean isInDoubt() {
        return next - (last + 1) > MARKER;
    }

    /**
     * Returns the stores' records of the log that are behind the last one kept.
     *
     * @param consumer as for {@link PartitionScan}
     * @param partitions of the log
     * @throws org.apache.kafka.common.KafkaException if the log cannot be read there, or not within the patience
     */
    public List<Found> read(Consumer<byte[], byte[]> consumer, int partitions, Duration patience) {
        List<Found> found = new ArrayList<>();
        EventCodec codec = new EventCodec();
        PartitionScan scan = new PartitionScan(
                consumer, new TopicPartition(Topics.ORDER_EVENTS, partition), ScanBound.within(patience));
        scan.read(new OffsetRange(Math.max(last + 1, next - MAXIMUM_OFFSETS), next), record -> {
            if (RecordKey.of(record, partitions) instanceof RecordKey.OfStore(String storeId)) {
                found.add(new Found(storeId, StoreRecord.read(storeId, record, codec)));
            }
            return true;
        });
        return found;
    }
}
