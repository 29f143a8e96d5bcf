package io.tableorder.api.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.store.Head;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import io.tableorder.wire.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaPartitionLogTest extends PartitionLogConformance {

    private static final int PARTITIONS = 12;
    private static final AtomicInteger UNUSED = new AtomicInteger();
    private static EmbeddedKafka kafka;
    private static KafkaWriterClients clients;

    /** Every test has a partition of its own, since a partition cannot be emptied. */
    private final int partition = UNUSED.getAndIncrement();

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = EmbeddedKafka.startTemporary();
        clients = new KafkaWriterClients(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        clients.ensureTopics(PARTITIONS, (short) 1);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Override
    PartitionLog another() {
        return new KafkaPartitionLog(partition, clients, new EventCodec());
    }

    private static final PartitionLog.History NOTHING = new PartitionLog.History() {
        @Override
        public void event(RecordedEvent event) {}

        @Override
        public void unreadable(String storeId, Position position, UnreadableEventException cause) {}
    };

    private void writePastTheFence(String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            foreign.send(new ProducerRecord<>(
                            Topics.ORDER_EVENTS, partition, key.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
        }
    }

    @Test
    void an_event_that_would_stand_elsewhere_than_said_does_not_become_visible() throws Exception {
        try (PartitionLog log = another()) {
            Position next = log.open(NOTHING);
            writePastTheFence("foreign", "not an event");
            var event = new EventCodec()
                    .encode(new DraftEvent(
                            "e-1",
                            "hanok",
                            1,
                            TestCommands.NOW,
                            TestCommands.stamp("c-1"),
                            new StoreLifecycleEvent.Renamed("한옥"),
                            Head.GENESIS_HASH));

            assertThatThrownBy(() -> log.append(List.of(event), next))
                    .isInstanceOf(LogException.Unavailable.class)
                    .hasMessageContaining("something else writes there");

            Stores stores = new Stores();
            log.open(stores);
            assertThat(stores.of("hanok").head().sequence()).isZero();
        }
    }

    @Test
    void an_unreadable_record_holds_back_its_store_and_no_other() throws Exception {
        List<String> heldBack = new ArrayList<>();
        writePastTheFence("hongdae", "{\"type\":\"io.tableorder.order.eaten.v1\"}");
        try (PartitionLog log = another()) {
            log.open(new PartitionLog.History() {
                @Override
                public void event(RecordedEvent event) {}

                @Override
                public void unreadable(String storeId, Position position, UnreadableEventException cause) {
                    heldBack.add(storeId + " " + position);
                }
            });
        }
        assertThat(heldBack).containsExactly("hongdae " + partition + "-0");
    }
}
