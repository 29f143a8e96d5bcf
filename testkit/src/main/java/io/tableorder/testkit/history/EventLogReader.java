package io.tableorder.testkit.history;

import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.cipher.TreeId;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the whole log with a plain consumer, as a stranger to the platform would. */
public final class EventLogReader {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A transaction left open by a killed writer holds readers back until it times out, after 10 s. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private final String bootstrapServers;

    public EventLogReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads everything committed up to now.
     *
     * @throws IllegalStateException if a transaction stays open so long that the end cannot be read
     */
    public EventLog read() {
        EventCodec codec = new EventCodec();
        List<LoggedRecord> records = new ArrayList<>();
        try (var writtenTo = consumer("read_uncommitted");
                var consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDER_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Not read_committed's own ends: those stop before an open transaction, and would leave out what is behind.
            Map<TopicPartition, Long> ends = writtenTo.endOffsets(partitions);
            long deadline = System.nanoTime() + LONGEST_HOLD.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(
                            "After %s the log is still not readable to its ends %s".formatted(LONGEST_HOLD, ends));
                }
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset()
                            < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                        records.add(LoggedRecord.of(codec, record));
                    }
                });
            }
            return new EventLog(
                    records,
                    ends.entrySet().stream()
                            .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue)),
                    texts());
        }
    }

    /** Reads the keys after the log: each was written with the first text that needs it, or before. */
    private FreeTexts texts() {
        Map<TreeId, KeyTree> trees = new HashMap<>();
        try (var consumer = consumer("read_committed")) {
            for (PartitionInfo info : consumer.partitionsFor(Topics.ORDER_TEXT_KEYS)) {
                TopicPartition partition = new TopicPartition(info.topic(), info.partition());
                KeyTopic.read(new PartitionScan(consumer, partition, ScanBound.standstill(LONGEST_HOLD)))
                        .trees()
                        .values()
                        .forEach(tree -> trees.put(tree.id(), tree));
            }
        }
        return new KeyTrees(id -> Optional.ofNullable(trees.get(id)));
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
