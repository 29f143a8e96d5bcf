package io.tableorder.benchmarks.memory;

import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.log.BusyStore;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The last day of many stores on a broker, one store after the other; each event is a command's and leaves a receipt. */
final class DayOfStores {

    static final int TABLES = 10;

    private static final int MENUS = 24;
    private static final int ORDERS_PER_PARTY = 3;
    private static final int CANCELLED_ONE_IN = 10;

    /** Receipts are kept for 25 hours; those of this day must not expire while they are measured. */
    private static final Duration DAY = Duration.ofHours(22);

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Producer<byte[], byte[]> producer;

    private DayOfStores(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Creates the topics and writes as many events of each store, or up to a party's more; durable on return. */
    static void write(String bootstrapServers, int stores, int eventsPerStore)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "batch.size", 256 * 1024);
        try (Admin admin = Admin.create(settings)) {
            Topics.ensure(admin, SeededStores.PARTITIONS, (short) 1);
        }
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            DayOfStores day = new DayOfStores(producer);
            for (int store = 0; store < stores; store++) {
                day.write(store, eventsPerStore);
            }
            producer.flush();
            day.check();
        }
    }

    private void write(int store, int events) {
        Duration pace = DAY.dividedBy(events).truncatedTo(ChronoUnit.MICROS);
        BusyStore.Shape shape = new BusyStore.Shape(
                MENUS,
                TABLES,
                ORDERS_PER_PARTY,
                CANCELLED_ONE_IN,
                Instant.now().minus(DAY).truncatedTo(ChronoUnit.MICROS),
                pace);
        int partition = Topics.partitionOf(SeededStores.storeId(store), SeededStores.PARTITIONS);
        BusyStore busy = BusyStore.open(shape, store, partition, event -> send(event, partition));
        while (busy.events() < events) {
            busy.serveParty();
        }
    }

    private void send(EncodedEvent event, int partition) {
        var _ = producer.send(event.toRecord(partition), (_, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    private void check() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The log could not be written", failed);
        }
    }
}
