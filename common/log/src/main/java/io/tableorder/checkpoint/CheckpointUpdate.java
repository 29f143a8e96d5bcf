package io.tableorder.checkpoint;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An update is the step from one checkpoint to the next.
 *
 * @param records to be appended in one transaction, all or none
 * @param checkpoint what stands in the topic once that transaction is committed; if it is aborted, what stood there
 *     before still does
 */
public record CheckpointUpdate(List<ProducerRecord<byte[], byte[]>> records, PartitionCheckpoint checkpoint) {

    public CheckpointUpdate {
        records = List.copyOf(records);
    }
}
