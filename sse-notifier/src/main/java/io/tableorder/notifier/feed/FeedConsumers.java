package io.tableorder.notifier.feed;

import io.tableorder.operability.settings.KafkaSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of committed events that belong to no group, commit nothing and go only where they are sent. */
public final class FeedConsumers {

    /** A broker that takes longer is treated as away: screens wait twice as long for us. */
    private static final int KAFKA_TIMEOUT_MS = 5_000;

    /** A broker that comes back is noticed within this time. */
    private static final int RECONNECT_MAXIMUM_MS = 1_000;

    private final Map<String, Object> properties;

    public FeedConsumers(KafkaSettings kafka) {
        this.properties = kafka.logConsumerProperties();
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MS);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAXIMUM_MS);
    }

    KafkaConsumer<byte[], byte[]> make(String clientId) {
        Map<String, Object> own = new LinkedHashMap<>(properties);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
