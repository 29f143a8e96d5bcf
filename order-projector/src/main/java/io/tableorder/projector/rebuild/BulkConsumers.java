package io.tableorder.projector.rebuild;

import io.tableorder.operability.settings.KafkaSettings;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that read much at a time, in no group: they take no partition from the live projection. */
public final class BulkConsumers {
    /** One transaction's worth: its fixed costs are lost in it, and it is over in half a second. */
    private static final int POLL_RECORDS = 5_000;
    /** One fetch of a partition takes so much: enough for several polls, and what a lane needs of the heap. */
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private BulkConsumers() {}

    public static Supplier<Consumer<byte[], byte[]>> of(KafkaSettings kafka) {
        Map<String, Object> settings = kafka.logConsumerProperties();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
