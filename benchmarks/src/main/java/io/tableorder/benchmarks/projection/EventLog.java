package io.tableorder.benchmarks.projection;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.fixture.SeededStores;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code order-events} of many busy stores on a real broker, as order-api would have written it. */
public final class EventLog implements AutoCloseable {
    private static final int STORES = 240;
    /** What 240 stores with an order a minute and three events an order come to. */
    private static final Duration PACE = Duration.ofMillis(80);

    /** Written well within a transaction's timeout of 60 s. */
    private static final long TRANSACTION_EVENTS = 100_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<BusyStore> stores;
    private volatile Consumer<RecordMetadata> listener = _ -> {};
    private final Random random = new Random(1);
    private long events;
    private long bytes;

    public EventLog(EmbeddedKafka kafka) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            Topics.ensure(admin, SeededStores.PARTITIONS, (short) 1);
        }
        Map<String, Object> writer = new HashMap<>(settings);
        writer.put("transactional.id", "benchmark");
        writer.put("transaction.timeout.ms", 10_000);
        writer.put("batch.size", 256 * 1024);
        producer = new KafkaProducer<>(writer, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        stores = IntStream.range(0, STORES)
                .mapToObj(store -> new BusyStore(store, this::append))
                .toList();
    }

    private void append(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (appended, failure) -> {
            if (failure == null) {
                listener.accept(appended);
            }
        });
        events++;
        bytes += record.value().length;
    }

    public void write(int count) {
        Instant now = Instant.now().minus(PACE.multipliedBy(count));
        long due = TRANSACTION_EVENTS;
        producer.beginTransaction();
        for (BusyStore store : stores) {
            store.open(now);
        }
        while (events < count) {
            now = now.plus(PACE);
            stores.get(random.nextInt(STORES)).happen(now);
            if (events >= due) {
                due = events + TRANSACTION_EVENTS;
                producer.commitTransaction();
                producer.beginTransaction();
            }
        }
        producer.commitTransaction();
    }

    /** Places orders in one transaction; they are visible to committed readers on return. */
    void place(int orders) {
        producer.beginTransaction();
        for (int i = 0; i < orders; i++) {
            BusyStore store = stores.get(random.nextInt(STORES));
            store.place(Instant.now(), store.anyTable());
        }
        producer.commitTransaction();
    }

    /** @param each told of every record that is appended from now on, on the producer's thread */
    void listen(Consumer<RecordMetadata> each) {
        listener = each;
    }

    public long events() {
        return events;
    }

    public long meanBytes() {
        return bytes / events;
    }

    @Override
    public void close() {
        producer.close();
    }
}
