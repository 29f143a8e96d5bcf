package io.tableorder.benchmarks.disk;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.testkit.log.BusyStore;
import io.tableorder.wire.EncodedEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The same events of a store, committed one by one and in groups, with each compression that Kafka knows. Bytes are those of
 * the log's segments, markers included; processor time is that of producer and broker together.
 */
public final class DiskBenchmark {

    private static final int EVENTS = Integer.getInteger("events", 20_000);
    private static final List<Integer> TOGETHER = List.of(1, 8, 32);
    private static final List<String> COMPRESSIONS = List.of("none", "lz4", "snappy", "zstd", "gzip");
    private static final BusyStore.Shape SHAPE =
            new BusyStore.Shape(50, 20, 3, 10, Instant.parse("2026-01-01T00:00:00Z"), Duration.ofSeconds(18));

    private DiskBenchmark() {}

    public static void main(String[] args) throws Exception {
        List<EncodedEvent> events = new ArrayList<>();
        BusyStore store = BusyStore.open(SHAPE, 0, 0, events::add);
        while (store.events() < EVENTS) {
            store.serveParty();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            write(kafka, admin, "warm-up", "none", 32, events);
            System.out.println("together  compression  bytes/event  cpu µs/event");
            for (int together : TOGETHER) {
                for (String compression : COMPRESSIONS) {
                    String topic = compression + "-" + together;
                    double cpu = write(kafka, admin, topic, compression, together, events);
                    System.out.printf(
                            "%8d  %-11s  %11.0f  %12.0f%n",
                            together, compression, (double) bytes(admin, topic) / events.size(), cpu);
                }
            }
        }
    }

    /** Returns the processor time of an event in microseconds. */
    private static double write(
            EmbeddedKafka kafka, Admin admin, String topic, String compression, int together, List<EncodedEvent> events)
            throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("transactional.id", topic);
        settings.put("transaction.timeout.ms", 10_000);
        settings.put("compression.type", compression);
        settings.put("linger.ms", 1_000);
        settings.put("batch.size", 256 * 1024);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            long cpu = cpuNanos();
            for (int first = 0; first < events.size(); first += together) {
                producer.beginTransaction();
                for (EncodedEvent event : events.subList(first, Math.min(events.size(), first + together))) {
                    ProducerRecord<byte[], byte[]> record = event.toRecord(0);
                    var _ = producer.send(
                            new ProducerRecord<>(topic, 0, record.key(), record.value(), record.headers()));
                }
                producer.commitTransaction();
            }
            return (cpuNanos() - cpu) / 1e3 / events.size();
        }
    }

    private static long bytes(Admin admin, String topic) throws Exception {
        TopicPartition only = new TopicPartition(topic, 0);
        return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().equals(only))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
