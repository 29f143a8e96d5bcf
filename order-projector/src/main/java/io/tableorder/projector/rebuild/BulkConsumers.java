package io.tableorder.projector.rebuild;

import io.tableorder.operability.kafka.KafkaClients;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Consumers that read much at a time, in no group: they take no partition from the live projection. */
public final class BulkConsumers {
    /** One transaction's worth: its fixed costs are lost in it, and it is over in half a second. */
    private static final int POLL_RECORDS = 5_000;
    /** One fetch of a partition takes so much: enough for several polls, and what a lane needs of the heap. */
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private BulkConsumers() {}

    /** Returns what makes the consumer of the lane with a number. */
    public static IntFunction<Consumer<byte[], byte[]>> of(KafkaClients clients) {
        Map<String, Object> amounts = Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return lane -> clients.consumer("order-projector-rebuild-" + lane, amounts);
    }
}
