package io.tableorder.api.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.writer.WriterLog.PartitionEvents;
import io.tableorder.embedded.Broker;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import io.tableorder.wire.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaWriterLogTest extends WriterLogConformance {

    private static final int PARTITIONS = 40;
    private static final AtomicInteger UNUSED = new AtomicInteger();
    private static Broker kafka;
    private static KafkaWriterClients clients;

    /** Every test has partitions and writer ids of its own, since neither can be taken back. */
    private final int first = UNUSED.getAndAdd(2);

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = TestServices.broker();
        clients = new KafkaWriterClients(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        clients.ensureTopics(PARTITIONS, (short) 1);
    }

    @AfterAll
    static void stopBroker() {
        clients.close();
        kafka.close();
    }

    @Override
    WriterLog writer(String writerId) {
        return new KafkaWriterLog(clients, new EventCodec(), writerId);
    }

    @Override
    int partition(int number) {
        return first + number;
    }

    private Position start() {
        return new Position(partition(0), 0);
    }

    private void writePastTheFence(String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            foreign.send(new ProducerRecord<>(
                            Topics.ORDER_EVENTS, partition(0), key.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
        }
    }

    @Test
    void an_event_that_would_stand_elsewhere_than_said_does_not_become_visible() throws Exception {
        try (WriterLog log = writer("misled")) {
            log.begin();
            writePastTheFence("foreign", "not an event");

            assertThatThrownBy(() -> log.append(List.of(new PartitionEvents(start(), encoded("a"))), List.of()))
                    .isInstanceOf(LogException.Unavailable.class)
                    .hasMessageContaining("something else writes there");

            log.begin();
            Stores stores = new Stores();
            log.read(start(), stores);
            assertThat(stores.of("hanok").head().sequence()).isZero();
        }
    }

    @Test
    void what_a_fenced_writer_has_left_open_never_becomes_visible_and_holds_up_nobody() {
        try (Producer<byte[], byte[]> paused = clients.producer("paused");
                WriterLog owner = writer("successor")) {
            paused.initTransactions();
            paused.beginTransaction();
            paused.send(encoded("late").getFirst().toRecord(partition(0)));
            paused.flush();

            owner.begin();
            owner.fence(List.of("paused"));
            List<RecordedEvent> seen = new ArrayList<>();
            Position end = owner.read(start(), new WriterLog.History() {
                @Override
                public void event(RecordedEvent event) {
                    seen.add(event);
                }

                @Override
                public void unreadable(String storeId, Position position, UnreadableEventException cause) {
                    throw cause;
                }
            });
            assertThat(seen).isEmpty();
            owner.append(List.of(new PartitionEvents(end, encoded("a"))), List.of());
        }
    }

    @Test
    void an_unreadable_record_holds_back_its_store_and_no_other() throws Exception {
        List<String> heldBack = new ArrayList<>();
        writePastTheFence("hongdae", "{\"type\":\"io.tableorder.order.eaten.v1\"}");
        try (WriterLog log = writer("reader")) {
            log.read(start(), new WriterLog.History() {
                @Override
                public void event(RecordedEvent event) {}

                @Override
                public void unreadable(String storeId, Position position, UnreadableEventException cause) {
                    heldBack.add(storeId + " " + position);
                }
            });
        }
        assertThat(heldBack).containsExactly("hongdae " + partition(0) + "-0");
    }
}
