package io.tableorder.operability.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.access.AccessCodec;
import io.tableorder.access.AccessEnd;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes ends of access to Kafka, one by one and without transactions: their order does not matter. */
final class KafkaAccessRecords implements AccessRecords, AutoCloseable {

    /** Somebody waits at a button: what Kafka has not taken by then is tried again behind their back. */
    private static final int DELIVERY_TIMEOUT_MS = 2_000;

    private static final int REQUEST_TIMEOUT_MS = 1_500;

    /** Waits so long for a broker that has not been heard of yet. */
    private static final int MAX_BLOCK_MS = 1_000;

    /** A broker that is back is found within this. */
    private static final int RECONNECT_WITHIN_MS = 500;

    /** A few records a minute, of 150 bytes. */
    private static final long BUFFER_BYTES = 1024 * 1024;

    private final KafkaClients clients;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaAccessRecords(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public CompletableFuture<Void> write(AccessEnd end) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            var record = new ProducerRecord<>(Topics.ORDER_ACCESS, end.key().getBytes(UTF_8), AccessCodec.write(end));
            var _ = producer().send(record, (_, failure) -> {
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
                    "order-access",
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
