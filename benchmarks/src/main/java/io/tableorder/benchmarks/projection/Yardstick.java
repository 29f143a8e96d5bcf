package io.tableorder.benchmarks.projection;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A yardstick does something with the log for comparison, on one of several threads, each with partitions and a
 * connection of its own.
 */
interface Yardstick extends AutoCloseable {

    /** Applies one partition's next records; durable on return. */
    void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) throws Exception;

    @Override
    void close() throws Exception;

    interface Factory {
        Yardstick open() throws Exception;
    }
}
