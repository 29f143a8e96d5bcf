package io.tableorder.operability.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.access.AccessCodec;
import io.tableorder.access.AccessEnd;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes ends of access to Kafka, one by one and without transactions: their order does not matter. */
final class KafkaAccessRecords implements AccessRecords, AutoCloseable {

    /** Somebody waits at a button: what Kafka has not taken by then is tried again behind their back. */
    private static final int DELIVERY_TIMEOUT_MS = 2_000;

    private static final int REQUEST_TIMEOUT_MS = 1_500;

    /** Waits so long for a broker that has not been heard of yet. */
    private static final int MAX_BLOCK_MS = 1_000;

    /** A few records a minute, of 150 bytes. */
    private static final long BUFFER_BYTES = 1024 * 1024;

    private final KafkaSettings kafka;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaAccessRecords(KafkaSettings kafka) {
        this.kafka = kafka;
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

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> present = producer;
        if (present == null) {
            Map<String, Object> settings = kafka.clientProperties();
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "order-access");
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500); // A broker back is found within this.
            present = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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
