package io.tableorder.benchmarks.projection;

import io.tableorder.wire.EventCodec;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads and checks every event, hash included, and does nothing with it. */
final class ParseOnly implements Yardstick {
    private final EventCodec codec = new EventCodec();

    @Override
    public void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (codec.decode(record).sequence() < 1) {
                throw new IllegalStateException("No event");
            }
        }
    }

    @Override
    public void close() {}
}
