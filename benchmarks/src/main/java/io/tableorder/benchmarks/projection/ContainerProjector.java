package io.tableorder.benchmarks.projection;

import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.Applied;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.project.Projection;
import io.tableorder.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The projector's own fold in spring-kafka's batch listener containers, as one would write it: a container's thread polls,
 * then applies what it got, partition by partition, and on assignment seeks to the positions in PostgreSQL. What the
 * projector's loop does beside that is not here: PostgreSQL away, positions moved over markers, a partition out of range.
 */
final class ContainerProjector implements AutoCloseable {
    /** The projector's batch. */
    private static final int BATCH = 2_000;

    private final AtomicLong firstStart = new AtomicLong();
    private final AtomicLong lastEnd = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();
    private final Projection projection;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;

    /** @param consumers each has a thread, a connection and a place in the group of its own */
    ContainerProjector(DataSource database, KafkaSettings kafka, int consumers) {
        projection = new LiveProjection(
                        RecordReader.of(kafka.partitions()),
                        new JdbcTemplate(database),
                        new TransactionTemplate(new JdbcTransactionManager(database)))
                .get();
        ContainerProperties properties = new ContainerProperties(Topics.ORDER_EVENTS);
        properties.setGroupId("container-projector");
        properties.setMessageListener(new Listener());
        // For lag displays only, as in the projector: nobody waits for them.
        properties.setSyncCommits(false);
        container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                properties);
        container.setConcurrency(consumers);
        container.start();
    }

    /** A container asks for the position on assignment, before the listener may seek, so there has to be one. */
    private static Map<String, Object> settings(KafkaSettings kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.clientProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }

    /** Called by several containers' threads, each with partitions of its own. */
    private final class Listener implements BatchMessageListener<byte[], byte[]>, ConsumerSeekAware {
        private final Map<Integer, Long> positions = new ConcurrentHashMap<>();

        @Override
        public void onPartitionsAssigned(Map<TopicPartition, @Nullable Long> assigned, ConsumerSeekCallback callback) {
            for (TopicPartition partition : assigned.keySet()) {
                long position = projection.position(partition.partition());
                positions.put(partition.partition(), position);
                callback.seek(partition.topic(), partition.partition(), position);
            }
        }

        @Override
        public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
            firstStart.compareAndSet(0, System.nanoTime());
            for (int from = 0; from < records.size(); ) {
                int partition = records.get(from).partition();
                int to = from;
                while (to < records.size() && records.get(to).partition() == partition) {
                    to++;
                }
                apply(partition, records.subList(from, to));
                from = to;
            }
        }

        private void apply(int partition, List<ConsumerRecord<byte[], byte[]>> batch) {
            Applied done = projection.apply(partition, positions.getOrDefault(partition, 0L), batch);
            positions.put(partition, batch.getLast().offset() + 1);
            lastEnd.accumulateAndGet(System.nanoTime(), Math::max);
            applied.addAndGet(done.events().size());
        }
    }

    void awaitApplied(long events) throws InterruptedException {
        while (applied.get() < events) {
            Thread.sleep(5);
        }
    }

    double eventsPerSecond() {
        return applied.get() / ((lastEnd.get() - firstStart.get()) / 1e9);
    }

    @Override
    public void close() {
        container.stop();
    }
}
