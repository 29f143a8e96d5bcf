package io.tableorder.projector;

import io.tableorder.embedded.Broker;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code order-events} on a real broker, written in transactions as a writer does. */
public final class KafkaLog implements AutoCloseable {
    public static final int PARTITIONS = 3;

    private final Broker broker = TestServices.broker();
    private final KafkaProducer<byte[], byte[]> producer;
    private boolean together;

    public KafkaLog() throws Exception {
        try (Admin admin = Admin.create(settings().clientProperties())) {
            Topics.ensure(admin, PARTITIONS, (short) 1);
        }
        Map<String, Object> properties = settings().clientProperties();
        properties.put("transactional.id", "writer");
        properties.put("transaction.timeout.ms", "10000");
        // Each record is waited for, so there is nothing to linger for; the default is 5 ms a record.
        properties.put("linger.ms", 0);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    public KafkaSettings settings() {
        return settings(broker.bootstrapServers());
    }

    /** Of another process. */
    public static KafkaSettings settings(String bootstrapServers) {
        return new KafkaSettings(List.of(bootstrapServers), PARTITIONS, (short) 1, Map.of());
    }

    /** Returns the id of a store whose records belong in the partition. */
    public static String storeIn(int partition, String name) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> i == 0 ? name : name + "-" + i)
                .filter(id -> Topics.partitionOf(id, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    public Broker broker() {
        return broker;
    }

    public StoreLog.Partition partition(int number) {
        return new StoreLog.Partition(number) {
            @Override
            protected long store(ProducerRecord<byte[], byte[]> record) {
                return commit(record);
            }
        };
    }

    /** What is appended meanwhile is committed together, which is quicker. */
    public void together(Runnable appends) {
        producer.beginTransaction();
        together = true;
        appends.run();
        together = false;
        producer.commitTransaction();
    }

    private long commit(ProducerRecord<byte[], byte[]> record) {
        if (!together) {
            producer.beginTransaction();
        }
        var sent = producer.send(record);
        if (!together) {
            producer.commitTransaction();
        }
        try {
            return sent.get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves a record in the log that no committed reader may see. */
    public void abort(ProducerRecord<byte[], byte[]> record) {
        producer.beginTransaction();
        var _ = producer.send(record);
        producer.flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
