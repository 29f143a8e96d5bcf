package io.tableorder.notifier.feed;

import io.tableorder.operability.kafka.KafkaClients;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Makes consumers of committed events that belong to no group, commit nothing and go only where they are sent. */
public final class FeedConsumers {

    /** A broker that takes longer is treated as away: screens wait twice as long for us. */
    private static final int KAFKA_TIMEOUT_MS = 5_000;

    /** A broker that comes back is noticed within this time. */
    private static final int RECONNECT_MAXIMUM_MS = 1_000;

    private static final Map<String, Object> PROPERTIES = Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MS,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MS,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAXIMUM_MS);

    private final KafkaClients clients;

    public FeedConsumers(KafkaClients clients) {
        this.clients = clients;
    }

    /** @param clientId of no other open consumer */
    Consumer<byte[], byte[]> make(String clientId) {
        return clients.consumer(clientId, PROPERTIES);
    }
}
