package io.tableorder.benchmarks.intake;

import io.tableorder.event.Actor;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.Head;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Open stores with menus and tables, written straight into a fresh log: the run needs no PostgreSQL (law 6). */
record SeededStores(int stores, int tablesPerStore) {

    static final int PARTITIONS = 12;

    private static final EventCodec CODEC = new EventCodec();

    static String storeId(int store) {
        return "store-" + store;
    }

    static String tableId(int store, int table) {
        return "store-" + store + "-table-" + table;
    }

    void writeTo(String bootstrapServers) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            Topics.ensure(admin, PARTITIONS, (short) 1);
            admin.createTopics(List.of(new NewTopic(YardstickEndpoints.TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int store = 0; store < stores; store++) {
                int partition = Topics.partitionOf(storeId(store), PARTITIONS);
                for (EncodedEvent event : chain(storeId(store), facts(store))) {
                    producer.send(event.toRecord(partition));
                }
            }
        }
    }

    private List<StoreEvent> facts(int store) {
        List<StoreEvent> facts = new ArrayList<>();
        facts.add(new StoreLifecycleEvent.Opened("chain", storeId(store), ZoneId.of("Asia/Seoul"), "KRW"));
        facts.add(new CatalogueEvent.CategoryAdded("rice", "밥", 1));
        for (int menu = 0; menu < 24; menu++) {
            facts.add(new CatalogueEvent.MenuAdded(
                    new MenuItem("menu-" + menu, "rice", "비빔밥 " + menu, 9_000 + menu, null, null, menu, true)));
        }
        IntStream.range(0, tablesPerStore)
                .forEach(table -> facts.add(new TableEvent.Added(tableId(store, table), table + 1)));
        return facts;
    }

    private static List<EncodedEvent> chain(String storeId, List<StoreEvent> facts) {
        List<EncodedEvent> events = new ArrayList<>();
        String hash = Head.GENESIS_HASH;
        Instant now = Instant.now();
        CommandStamp stamp = new CommandStamp("seed", null, new Actor(Role.CHAIN_ADMIN, "benchmark"), null);
        for (StoreEvent fact : facts) {
            EncodedEvent event =
                    CODEC.encode(new DraftEvent(Ids.next(), storeId, events.size() + 1L, now, stamp, fact, hash));
            events.add(event);
            hash = event.hash();
        }
        return events;
    }
}
