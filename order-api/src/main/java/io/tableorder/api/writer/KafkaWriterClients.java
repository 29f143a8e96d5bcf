package io.tableorder.api.writer;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Kafka clients with the write path's settings, each with the reason it is not the default. */
final class KafkaWriterClients implements AutoCloseable {

    /** An owner that died holds back every reader of its partition for this long at most. */
    static final int TRANSACTION_TIMEOUT_MS = 10_000;

    /** Commands wait 5 s; a broker that needs longer for one request is treated as away. */
    static final int REQUEST_TIMEOUT_MS = 3_000;

    private static final int DELIVERY_TIMEOUT_MS = 4_500;

    /** Bounds initialising and committing a transaction. */
    private static final int MAX_BLOCK_MS = 5_000;

    /**
     * A transaction's events are gathered until the flush that follows the last of them, and leave as one batch. Sent
     * one by one, the first could be overtaken while the broker looks up its transaction, and what overtakes it is
     * refused as out of order and sent again.
     */
    private static final int UNTIL_FLUSHED_MS = 1_000;

    /** One group commit of 256 orders fits, so it leaves in one request. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** One transaction is under way at a time; what is not used is not allocated. */
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;

    private final KafkaClients clients;
    private @Nullable Admin admin;

    KafkaWriterClients(KafkaClients clients) {
        this.clients = clients;
    }

    Producer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, UNTIL_FLUSHED_MS);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10); // An ended transaction is settled within milliseconds.
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500); // A broker back is found within this.
        return clients.producer("order-api-writer", settings);
    }

    TransactionCompletion completion(String transactionalId) {
        return new TransactionCompletion(this::admin, transactionalId);
    }

    /** Returns a consumer of whole ranges of one partition. One at a time reads a partition. */
    Consumer<byte[], byte[]> historyConsumer(int partition) {
        return consumer("order-api-history-" + partition, 5_000, 4 * 1024 * 1024);
    }

    /** Returns a consumer of single events: the rest of what it fetches is thrown away. */
    Consumer<byte[], byte[]> lookupConsumer(int number) {
        return consumer("order-api-lookup-" + number, 1, EventCodec.MAX_VALUE_BYTES);
    }

    private Consumer<byte[], byte[]> consumer(String clientId, int pollRecords, int fetchBytes) {
        return clients.consumer(
                clientId,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        pollRecords,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        fetchBytes,
                        // Commands wait for what is read here.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        MAX_BLOCK_MS));
    }

    /** Returns the end of what is replicated, open transactions included. */
    long highWatermark(TopicPartition partition) {
        return answer(
                        "the end of " + partition,
                        admin().listOffsets(
                                        Map.of(partition, OffsetSpec.latest()),
                                        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                                .partitionResult(partition))
                .offset();
    }

    /** Returns the group's committed offsets; null for a partition that has none. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group, Collection<TopicPartition> partitions) {
        return answer(
                "the claims in group " + group,
                admin().listConsumerGroupOffsets(
                                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                        .partitionsToOffsetAndMetadata(group));
    }

    /** Ends the open transactions of these ids, and shuts out every producer that uses one of them now. */
    void fence(Collection<String> transactionalIds) {
        answer(
                "the fence of " + transactionalIds,
                admin().fenceProducers(transactionalIds).all());
    }

    /** Creates the topics where they are missing, or refuses them where they have other partitions. */
    void ensureTopics(int partitions, short replicationFactor) throws ExecutionException, InterruptedException {
        Topics.ensure(admin(), partitions, replicationFactor);
    }

    void ensureCheckpoints(int partitions, short replicationFactor) throws ExecutionException, InterruptedException {
        Topics.ensureCheckpoints(admin(), partitions, replicationFactor);
    }

    void ensureTextKeys(int partitions, short replicationFactor) throws ExecutionException, InterruptedException {
        Topics.ensureTextKeys(admin(), partitions, replicationFactor);
    }

    /** Returns another id for a topic that was deleted and made anew under the same name. */
    Uuid topicId(String topic) {
        return answer(
                        "what topic " + topic + " is",
                        Objects.requireNonNull(admin().describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic)))
                .topicId();
    }

    private <T> T answer(String asked, KafkaFuture<T> future) {
        try {
            return future.get(MAX_BLOCK_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not tell " + asked + ": " + e.getMessage(), e);
        } catch (TimeoutException e) {
            // Its timers go by the machine's clock, and stand still if that was set back. A new one's do not.
            close();
            throw new KafkaException("Kafka does not tell " + asked + " within " + MAX_BLOCK_MS + " ms", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private synchronized Admin admin() {
        Admin present = admin;
        if (present == null) {
            present = clients.admin(
                    "order-api-admin",
                    Map.of(
                            "default.api.timeout.ms", MAX_BLOCK_MS,
                            "request.timeout.ms", REQUEST_TIMEOUT_MS,
                            "reconnect.backoff.max.ms", 500));
            admin = present;
        }
        return present;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
