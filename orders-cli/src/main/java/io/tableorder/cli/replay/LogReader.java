package io.tableorder.cli.replay;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads a topic of events, committed records only. It is in no consumer group, so nobody notices. For one thread. Every
 * method throws {@link LogAccessException} when no broker answers within the bound, or the log stops giving records.
 */
public final class LogReader implements AutoCloseable {
    /** Brokers that are there answer within it; an operator who mistyped an address waits no longer. */
    private static final int ANSWER_MS = 10_000;

    /** A broker that restarts is back within it, and a transaction left open by a writer of ours is aborted. */
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    /** A span has offsets of a partition, the end not among them. */
    public record Span(int partition, long start, long end) {
        private OffsetRange range() {
            return new OffsetRange(start, end);
        }
    }

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Duration standstill;
    private final int partitions;

    /**
     * Opens a topic for reading.
     *
     * @throws LogAccessException if no broker answers, or there is no such topic
     */
    public static LogReader open(KafkaSettings kafka, String topic) {
        return open(kafka, topic, STANDSTILL);
    }

    /** @param standstill how long reading may come no further */
    static LogReader open(KafkaSettings kafka, String topic, Duration standstill) {
        Consumer<byte[], byte[]> consumer = KafkaClients.of(kafka)
                .consumer("orders-reader", Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS));
        try {
            return new LogReader(topic, consumer, standstill, partitionsOf(topic, consumer, kafka));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static int partitionsOf(String topic, Consumer<byte[], byte[]> consumer, KafkaSettings kafka) {
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

    private LogReader(String topic, Consumer<byte[], byte[]> consumer, Duration standstill, int partitions) {
        this.topic = topic;
        this.consumer = consumer;
        this.standstill = standstill;
        this.partitions = partitions;
    }

    public int partitions() {
        return partitions;
    }

    public int partitionOf(String storeId) {
        return Topics.partitionOf(storeId, partitions);
    }

    /** Returns all that the partition holds now. */
    public Span everything(int partition) {
        OffsetRange all = answered(() -> scan(partition).everything());
        return new Span(partition, all.start(), all.end());
    }

    /** Returns the first offset in the span whose record is not older than the time; the span's end if there is none. */
    public long firstSince(Span span, Instant time) {
        return answered(() -> scan(span.partition()).firstSince(span.range(), time));
    }

    /**
     * Hands over the span's records in their order, a poll's worth in memory.
     *
     * @param visitor answers whether to go on
     */
    public void read(Span span, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        answered(() -> {
            scan(span.partition()).read(span.range(), visitor);
            return span;
        });
    }

    private PartitionScan scan(int partition) {
        return new PartitionScan(consumer, new TopicPartition(topic, partition), ScanBound.standstill(standstill));
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (TimeoutException | OffsetOutOfRangeException e) {
            throw new LogAccessException("The log cannot be read on: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        // Without a broker there is nobody to say goodbye to.
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
