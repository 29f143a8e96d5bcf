package io.tableorder.projector.replay;

import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A topic of events as it stood when it was opened. For one thread. */
public final class LogReader implements AutoCloseable {
    /** Brokers that are there answer within it; an operator who mistyped an address waits no longer. */
    private static final int ANSWER_MS = 10_000;

    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;

    /** @throws org.apache.kafka.common.KafkaException if no broker answers, or there is no such topic */
    public static LogReader open(KafkaSettings kafka, String topic) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        return new LogReader(
                topic, new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    private LogReader(String topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
        try {
            this.partitions = consumer.partitionsFor(topic).size();
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    public int partitions() {
        return partitions;
    }

    public int partitionOf(String storeId) {
        return Topics.partitionOf(storeId, partitions);
    }

    /**
     * Hands over a partition's records in their order, up to the end it had at this call.
     *
     * @param from records with an earlier timestamp are left out, as far as they stand before all others
     * @param visitor answers whether to go on
     */
    public void read(int partition, @Nullable Instant from, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        TopicPartition source = new TopicPartition(topic, partition);
        consumer.assign(List.of(source));
        long end = consumer.endOffsets(List.of(source)).getOrDefault(source, 0L);
        consumer.seek(source, start(source, from, end));
        while (consumer.position(source) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= end || !visitor.test(record)) {
                    return;
                }
            }
        }
    }

    private long start(TopicPartition source, @Nullable Instant from, long end) {
        if (from == null) {
            return consumer.beginningOffsets(List.of(source)).getOrDefault(source, 0L);
        }
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(Map.of(source, from.toEpochMilli()));
        return Optional.ofNullable(found.get(source))
                .map(OffsetAndTimestamp::offset)
                .orElse(end);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
