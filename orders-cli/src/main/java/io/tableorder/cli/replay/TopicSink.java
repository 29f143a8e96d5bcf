package io.tableorder.cli.replay;

import io.tableorder.operability.settings.KafkaSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Copies records to another topic: their bytes, headers and times, in their order, partitioned by their key. */
public final class TopicSink implements EventSink {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param topic must be there */
    public TopicSink(KafkaSettings kafka, String topic) {
        this.topic = topic;
        Map<String, Object> settings = kafka.clientProperties();
        // Tried again without doubling. One at a time, since a broker that has just got a topic may refuse the first
        // batch and take the second, after which it refuses the first for ever.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        requireArrived();
        var _ = producer.send(
                new ProducerRecord<>(topic, null, record.timestamp(), record.key(), record.value(), record.headers()),
                (_, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
    }

    @Override
    public void flush() {
        producer.flush();
        requireArrived();
    }

    private void requireArrived() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new LogAccessException("Topic " + topic + " did not take an event: " + failed.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
