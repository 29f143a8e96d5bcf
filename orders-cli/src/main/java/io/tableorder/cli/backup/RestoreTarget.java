package io.tableorder.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that a backup is restored into. The topic {@code order-restore} says so from before the first record until for
 * ever: how far each stream is, and that all of it is there.
 */
final class RestoreTarget implements AutoCloseable {

    /** Brokers that are there answer within it. */
    private static final Map<String, Integer> PATIENCE =
            Map.of("default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000);

    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    /** Together they are ten seconds. */
    private static final int MAXIMUM_LOOKS = 100;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final KafkaSettings kafka;
    private final Admin admin;

    RestoreTarget(KafkaSettings kafka) {
        this.kafka = kafka;
        this.admin = KafkaClients.of(kafka).admin("orders-restore", PATIENCE);
    }

    /**
     * Prepares the topics, unless an interrupted restore has.
     *
     * @throws BackupException if the log has records that no restore has put there, or is whole already
     */
    void prepare() {
        if (describe(Topics.ORDER_RESTORE) == null) {
            requireEmptyLog();
            create(() -> {
                Topics.ensure(admin, kafka.partitions(), kafka.replicationFactor());
                Topics.ensureRestore(admin, kafka.partitions(), kafka.replicationFactor());
            });
        } else if (end(Topics.ORDER_RESTORE, partitionsOfRestore()) > 0) {
            throw new BackupException(
                    "This log was restored already, and is whole: there is nothing to go on with. To restore once more, use a cluster without topics");
        } else if (partitionsOfRestore() != kafka.partitions()) {
            throw new BackupException(
                    "A restore into %d partitions was begun here, and KAFKA_PARTITIONS says %d: set it to %1$d, or begin with a cluster without topics"
                            .formatted(partitionsOfRestore(), kafka.partitions()));
        }
    }

    private void requireEmptyLog() {
        TopicDescription log = describe(Topics.ORDER_EVENTS);
        if (log == null) {
            return;
        }
        for (int partition = 0; partition < log.partitions().size(); partition++) {
            long end = end(Topics.ORDER_EVENTS, partition);
            if (end > 0) {
                throw new BackupException(
                        "The log at %s is not empty, partition %d ends at offset %d: restore into a cluster without topics, and start no service before"
                                .formatted(String.join(",", kafka.bootstrapServers()), partition, end));
            }
        }
    }

    private interface Creation {
        void run() throws InterruptedException, ExecutionException;
    }

    private static void create(Creation creation) {
        try {
            creation.run();
        } catch (ExecutionException | IllegalStateException e) {
            throw new BackupException("The topics cannot be made: " + messageOf(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static String messageOf(Exception e) {
        return String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }

    private static BackupException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BackupException("Interrupted", e);
    }

    /** Its last partition says that the log is whole; there is one more than the log has. */
    private int partitionsOfRestore() {
        return described(Topics.ORDER_RESTORE).partitions().size() - 1;
    }

    /** Returns the id of the topic that the log is restored into. */
    Uuid topicId() {
        return described(Topics.ORDER_EVENTS).topicId();
    }

    /** Returns the description of a topic that was made, which a broker may hear of some moments later. */
    private TopicDescription described(String topic) {
        for (int look = 0; look < MAXIMUM_LOOKS; look++) {
            TopicDescription found = describe(topic);
            if (found != null) {
                return found;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        throw new BackupException("Kafka has made the topic %s, and does not know it".formatted(topic));
    }

    private @Nullable TopicDescription describe(String topic) {
        return describe(admin, topic);
    }

    /** Returns null if there is no such topic. */
    static @Nullable TopicDescription describe(Admin admin, String topic) {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw new BackupException("Kafka does not answer: " + messageOf(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private long end(String topic, int partition) {
        TopicPartition asked = new TopicPartition(topic, partition);
        try {
            ListOffsetsResultInfo end = admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                    .partitionResult(asked)
                    .get();
            return end.offset();
        } catch (ExecutionException e) {
            throw new BackupException("Kafka does not answer: " + messageOf(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Returns how far each stream is; call it when nobody else restores any more.
     *
     * @throws BackupException if what was begun here is the restore of another log
     */
    Map<String, RestoreProgress> progress(Manifest manifest) {
        Map<String, RestoreProgress> progress = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = KafkaClients.of(kafka).consumer("orders-restore-progress", Map.of())) {
            TopicPartition partition = new TopicPartition(Topics.ORDER_RESTORE, 0);
            PartitionScan scan = new PartitionScan(consumer, partition, ScanBound.standstill(STANDSTILL));
            scan.read(scan.everything(), record -> {
                progress.put(
                        new String(record.key(), UTF_8),
                        Json.mapper().readValue(record.value(), RestoreProgress.class));
                return true;
            });
        }
        String others = progress.values().stream()
                .map(RestoreProgress::log)
                .filter(log -> !log.equals(manifest.log()))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new BackupException(
                    "The backup of another log, %s, was begun to be restored here: go on with that one, or begin with a cluster without topics"
                            .formatted(others));
        }
        if (progress.isEmpty()) {
            requireEmptyLog();
        }
        return progress;
    }

    /** Returns how many records the partitions of the log take together, the markers of transactions among them. */
    long offsets() {
        return IntStream.range(0, kafka.partitions())
                .mapToLong(partition -> end(Topics.ORDER_EVENTS, partition))
                .sum();
    }

    KafkaSettings kafka() {
        return kafka;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
