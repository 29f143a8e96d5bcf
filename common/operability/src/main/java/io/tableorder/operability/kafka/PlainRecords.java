package io.tableorder.operability.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes few small records to a topic, one by one and without transactions. Its client is made with the first. */
public final class PlainRecords implements AutoCloseable {

    /** Somebody may wait: what Kafka has not taken by then has failed, and whoever wrote it tries again. */
    private static final int DELIVERY_TIMEOUT_MS = 2_000;

    private static final int REQUEST_TIMEOUT_MS = 1_500;

    /** Waits so long for a broker that has not been heard of yet. */
    private static final int MAX_BLOCK_MS = 1_000;

    /** A broker that is back is found within this. */
    private static final int RECONNECT_WITHIN_MS = 500;

    /** Some records a minute, of less than a kilobyte. */
    private static final long BUFFER_BYTES = 1024 * 1024;

    private final KafkaClients clients;
    private final String clientId;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> producer;

    public PlainRecords(KafkaClients clients, String clientId, String topic) {
        this.clients = clients;
        this.clientId = clientId;
        this.topic = topic;
    }

    /** Returns what is done once the record is durable, and fails when it is not within some seconds. */
    public CompletableFuture<Void> write(byte[] key, byte[] value) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            var _ = producer().send(new ProducerRecord<>(topic, key, value), (_, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> present = producer;
        if (present == null) {
            present = clients.producer(
                    clientId,
                    Map.of(
                            ProducerConfig.LINGER_MS_CONFIG, 0,
                            ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS,
                            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_WITHIN_MS));
            producer = present;
        }
        return present;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(DELIVERY_TIMEOUT_MS));
            producer = null;
        }
    }
}
