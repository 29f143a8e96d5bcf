package io.tableorder.benchmarks.commit;

import io.tableorder.api.writer.TransactionCompletion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Threads that each take what waits and commit it in one transaction of their own producer. */
final class Lanes implements AutoCloseable {

    /** What an order's event weighs. */
    private static final byte[] EVENT = new byte[800];

    private static final int LARGEST_BATCH = 256;

    private record Waiting(int partition, CompletableFuture<Void> committed) {}

    private final List<Lane> lanes = new ArrayList<>();
    private final LongAdder commits = new LongAdder();

    private Lanes() {}

    /** @param member in whose name commits are fenced; null for the transactional id's fence alone */
    static Lanes start(Map<String, Object> common, int count, @Nullable Member member) {
        return start(common, count, member, null);
    }

    /** @param admin to ask whether the last transaction is complete before the next begins; null not to wait */
    static Lanes start(Map<String, Object> common, int count, @Nullable Member member, @Nullable Admin admin) {
        Lanes lanes = new Lanes();
        for (int i = 0; i < count; i++) {
            String id = "lane-%d-of-%d-%s-%s".formatted(i, count, member != null, admin != null);
            TransactionCompletion former = admin == null ? null : new TransactionCompletion(() -> admin, id);
            lanes.lanes.add(lanes.new Lane(common, id, member, former));
        }
        return lanes;
    }

    CompletableFuture<Void> commit(int partition) {
        Waiting waiting = new Waiting(partition, new CompletableFuture<>());
        lanes.get(partition % lanes.size()).queue.add(waiting);
        return waiting.committed;
    }

    long commits() {
        return commits.sum();
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.thread.interrupt());
    }

    private final class Lane {

        private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
        private final KafkaProducer<byte[], byte[]> producer;
        private final @Nullable Member member;
        private final @Nullable TransactionCompletion former;
        private final Thread thread;

        Lane(Map<String, Object> common, String id, @Nullable Member member, @Nullable TransactionCompletion former) {
            this.former = former;
            Map<String, Object> settings = new HashMap<>(common);
            settings.put("transactional.id", id);
            settings.put("transaction.timeout.ms", 10_000);
            settings.put("linger.ms", 1_000);
            settings.put("batch.size", 256 * 1024);
            settings.put("max.in.flight.requests.per.connection", 1);
            settings.put("retry.backoff.ms", Integer.getInteger("retryBackoffMs", 10));
            this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            this.member = member;
            producer.initTransactions();
            this.thread = Thread.ofPlatform().daemon().name(id).start(this::run);
        }

        private void run() {
            List<Waiting> batch = new ArrayList<>();
            try {
                while (true) {
                    batch.add(queue.take());
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    transact(batch);
                    commits.increment();
                    batch.forEach(waiting -> waiting.committed.complete(null));
                    batch.clear();
                }
            } catch (InterruptedException over) {
                producer.close(Duration.ZERO);
            }
        }

        private void transact(List<Waiting> batch) {
            if (former != null) {
                former.await();
            }
            producer.beginTransaction();
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (Waiting waiting : batch) {
                var _ = producer.send(new ProducerRecord<>(CommitBenchmark.TOPIC, waiting.partition, null, EVENT));
                offsets.put(new TopicPartition(CommitBenchmark.TOPIC, waiting.partition), new OffsetAndMetadata(0));
            }
            producer.flush();
            if (member != null) {
                producer.sendOffsetsToTransaction(offsets, member.metadata());
            }
            producer.commitTransaction();
            if (former != null) {
                former.watch();
            }
        }
    }

    /** A member of a consumer group that owns every partition. */
    static final class Member implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Thread thread;
        /** Kafka 4.2 has no other way yet to name a group before its first assignment. */
        @SuppressWarnings("removal")
        private volatile ConsumerGroupMetadata metadata = new ConsumerGroupMetadata("benchmark-writers");

        Member(Map<String, Object> common) throws InterruptedException {
            Map<String, Object> settings = new HashMap<>(common);
            settings.put("group.id", "benchmark-writers");
            settings.put("enable.auto.commit", false);
            this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer.subscribe(List.of(CommitBenchmark.TOPIC));
            while (consumer.assignment().size() < CommitBenchmark.PARTITIONS) {
                consumer.poll(Duration.ofMillis(100));
            }
            consumer.pause(consumer.assignment());
            metadata = consumer.groupMetadata();
            this.thread = Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.interrupted()) {
                    consumer.poll(Duration.ofMillis(500));
                }
            });
        }

        ConsumerGroupMetadata metadata() {
            return metadata;
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
