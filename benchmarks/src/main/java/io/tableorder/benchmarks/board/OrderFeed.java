package io.tableorder.benchmarks.board;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.SeededStores;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Orders of two lines in so many stores, each with the time of its making in it, written to Kafka at a steady rate. */
final class OrderFeed implements AutoCloseable {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String TABLE = "table-1";

    /** Placed at one party before the next sits down, so that boards stay as large as a store's are. */
    private static final int ORDERS_A_SESSION = 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Store> stores;

    private final class Store {
        private final String id;
        private final int partition;
        private final StoreHashChain hashChain;
        private String sessionId = "";
        private int orders;

        private Store(int number) {
            id = SeededStores.storeId(number);
            partition = Topics.partitionOf(id, SeededStores.PARTITIONS);
            hashChain = StoreHashChain.of(id);
        }

        private void open() {
            write(new StoreLifecycleEvent.Opened(SeededStores.CHAIN, id, SEOUL, "KRW"));
            write(new TableEvent.Added(TABLE, 1));
        }

        private void order() {
            if (orders % ORDERS_A_SESSION == 0) {
                if (orders > 0) {
                    write(new SessionEvent.Ended(sessionId, TABLE, 1, ORDERS_A_SESSION * 36_000L, ORDERS_A_SESSION));
                }
                sessionId = Ids.next();
                write(new SessionEvent.Started(sessionId, TABLE, 1));
            }
            orders++;
            List<OrderLine> lines = List.of(
                    new OrderLine("1", "bibimbap", "비빔밥", 9_000, 2, Stamp.now()),
                    new OrderLine("2", "naengmyeon", "냉면", 9_000, 2, null));
            write(new OrderEvent.Placed(Ids.next(), 1, orders, DAY, sessionId, TABLE, 1, lines, 36_000));
        }

        private void write(StoreEvent event) {
            CommandStamp stamp = new CommandStamp(Ids.next(), null, new Actor(Role.TABLE, TABLE), "req-benchmark");
            EncodedEvent encoded = hashChain.next(event, Instant.now().truncatedTo(ChronoUnit.MILLIS), stamp);
            var _ = producer.send(encoded.toRecord(partition));
        }
    }

    OrderFeed(String bootstrapServers, int stores) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            Topics.ensure(admin, SeededStores.PARTITIONS, (short) 1);
        }
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.stores = IntStream.range(0, stores).mapToObj(Store::new).toList();
        this.stores.forEach(Store::open);
        producer.flush();
    }

    /** In the first so many stores; returns when the time is over. */
    void run(int among, int perSecond, long millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        for (int order = 0; System.nanoTime() < end; order++) {
            long due = start + order * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            stores.get(order % among).order();
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
