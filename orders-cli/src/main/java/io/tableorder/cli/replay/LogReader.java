package io.tableorder.cli.replay;

import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of events, committed records only. It is in no consumer group, so nobody notices. For one thread. */
public final class LogReader implements AutoCloseable {
    /** Brokers that are there answer within it; an operator who mistyped an address waits no longer. */
    private static final int ANSWER_MS = 10_000;

    private static final Duration POLL = Duration.ofMillis(200);

    /** Offsets of a partition, the end not among them. */
    public record Span(int partition, long start, long end) {}

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;

    /**
     * Opens a topic for reading.
     *
     * @throws LogAccessException if no broker answers, or there is no such topic
     */
    public static LogReader open(KafkaSettings kafka, String topic) {
        Map<String, Object> settings = kafka.logConsumerProperties();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return new LogReader(topic, consumer, partitionsOf(topic, consumer, kafka));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static int partitionsOf(String topic, KafkaConsumer<byte[], byte[]> consumer, KafkaSettings kafka) {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (!partitions.isEmpty()) {
                return partitions.size();
            }
        } catch (TimeoutException e) {
            throw new LogAccessException("No broker answers at " + kafka.bootstrapServers() + ": " + e.getMessage());
        } catch (UnknownTopicOrPartitionException e) {
            // Answered below, like a topic without partitions.
        }
        throw new LogAccessException("There is no topic " + topic + " at " + kafka.bootstrapServers());
    }

    private LogReader(String topic, KafkaConsumer<byte[], byte[]> consumer, int partitions) {
        this.topic = topic;
        this.consumer = consumer;
        this.partitions = partitions;
    }

    public int partitions() {
        return partitions;
    }

    public int partitionOf(String storeId) {
        return Topics.partitionOf(storeId, partitions);
    }

    /** All that the partition holds now. */
    public Span everything(int partition) {
        TopicPartition source = new TopicPartition(topic, partition);
        return new Span(
                partition,
                consumer.beginningOffsets(List.of(source)).getOrDefault(source, 0L),
                consumer.endOffsets(List.of(source)).getOrDefault(source, 0L));
    }

    /** The first offset in the span whose record is not older than the time; the span's end if there is none. */
    public long firstSince(Span span, Instant time) {
        TopicPartition source = new TopicPartition(topic, span.partition());
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(source, time.toEpochMilli())).get(source);
        return found == null ? span.end() : Math.min(Math.max(found.offset(), span.start()), span.end());
    }

    /**
     * Hands over the span's records in their order, a poll's worth in memory.
     *
     * @param visitor answers whether to go on
     */
    public void read(Span span, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        TopicPartition source = new TopicPartition(topic, span.partition());
        consumer.assign(List.of(source));
        consumer.seek(source, span.start());
        while (consumer.position(source) < span.end()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= span.end() || !visitor.test(record)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
