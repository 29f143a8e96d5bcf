package io.tableorder.cli.replay;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Copies records to another topic: their bytes, headers and times, in their order, partitioned by their key. */
public final class TopicSink implements EventSink {
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param topic must be there */
    public TopicSink(KafkaSettings kafka, String topic) {
        this.topic = topic;
        // One at a time, since a broker that has just got a topic may refuse the first batch and take the second, after
        // which it refuses the first for ever.
        producer = KafkaClients.of(kafka)
                .producer(
                        "orders-sink",
                        Map.of(
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1,
                                ProducerConfig.LINGER_MS_CONFIG, 5));
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
