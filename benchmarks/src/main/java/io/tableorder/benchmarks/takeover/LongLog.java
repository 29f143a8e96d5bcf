package io.tableorder.benchmarks.takeover;

import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.log.BusyStore;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One store's past on a broker, ending now. */
final class LongLog {

    static final int TABLES = 20;

    /** 4,800 events a day, of more than a thousand orders. */
    private static final Duration PACE = Duration.ofSeconds(18);

    private static final int MENUS = 50;
    private static final int ORDERS_PER_PARTY = 3;
    private static final int CANCELLED_ONE_IN = 10;
    private static final int PARTITION = Topics.partitionOf(SeededStores.storeId(0), SeededStores.PARTITIONS);

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Producer<byte[], byte[]> producer;

    private LongLog(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Creates the topics and writes as many events, or up to a party's more, into one partition; durable on return. */
    static void write(String bootstrapServers, int events) throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "batch.size", 256 * 1024);
        try (Admin admin = Admin.create(settings)) {
            Topics.ensure(admin, SeededStores.PARTITIONS, (short) 1);
        }
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            new LongLog(producer).write(events);
        }
    }

    private void write(int events) {
        Instant start = Instant.now().minus(PACE.multipliedBy(events));
        BusyStore.Shape shape = new BusyStore.Shape(MENUS, TABLES, ORDERS_PER_PARTY, CANCELLED_ONE_IN, start, PACE);
        BusyStore store = BusyStore.open(shape, 0, PARTITION, this::send);
        while (store.events() < events) {
            store.serveParty();
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The log could not be written", failed);
        }
    }

    private void send(EncodedEvent event) {
        var _ = producer.send(event.toRecord(PARTITION), (_, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }
}
