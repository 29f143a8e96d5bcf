package io.tableorder.api.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.embedded.Broker;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaTransactionalLogTest extends TransactionalLogConformance {

    private static final int PARTITIONS = 40;
    private static final AtomicInteger UNUSED = new AtomicInteger();
    private static Broker kafka;
    private static KafkaWriterClients clients;

    /** Every test has partitions and writer ids of its own, since neither can be taken back. */
    private final int first = UNUSED.getAndAdd(2);

    @BeforeAll
    static void startBroker() {
        kafka = TestServices.broker();
        clients = new KafkaWriterClients(
                KafkaClients.of(new KafkaSettings(List.of(kafka.bootstrapServers()), PARTITIONS, (short) 1, Map.of())));
        // A writer's clients give up after 5 s. A broker that has just started may need them, for its first transaction
        // too.
        await().ignoreExceptions().untilAsserted(() -> clients.ensureTopics(PARTITIONS, (short) 1));
        await().ignoreExceptions().untilAsserted(() -> {
            try (TransactionalLog first = log("first")) {
                first.begin();
            }
        });
    }

    @AfterAll
    static void stopBroker() {
        clients.close();
        kafka.close();
    }

    @Override
    TransactionalLog writer(String writerId) {
        return log(writerId);
    }

    private static TransactionalLog log(String writerId) {
        return new KafkaTransactionalLog(
                clients, new LogTopics(clients, PARTITIONS, (short) 1), new EventCodec(), writerId);
    }

    @Override
    int partition(int number) {
        return first + number;
    }

    @Override
    String store(int number) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "store-" + i)
                .filter(id -> Topics.partitionOf(id, PARTITIONS) == partition(number))
                .findFirst()
                .orElseThrow();
    }

    private Position start() {
        return new Position(partition(0), 0);
    }

    private void writePastTheFence(@Nullable String key, @Nullable String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            foreign.send(new ProducerRecord<>(Topics.ORDER_EVENTS, partition(0), bytes(key), bytes(value)))
                    .get();
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    @Test
    void an_event_that_would_stand_elsewhere_than_said_does_not_become_visible() throws Exception {
        try (TransactionalLog log = writer("misled")) {
            log.begin();
            writePastTheFence("foreign", "not an event");

            assertThatThrownBy(() -> log.append(List.of(new PartitionEvents(start(), events("a"))), List.of()))
                    .isInstanceOf(LogException.Unavailable.class)
                    .hasMessageContaining("something else writes there");

            log.begin();
            Stores stores = new Stores();
            log.read(start(), stores);
            assertThat(stores.of(store(0)).head().sequence()).isZero();
        }
    }

    @Test
    void what_a_fenced_writer_has_left_open_never_becomes_visible_and_holds_up_nobody() {
        try (Producer<byte[], byte[]> paused = clients.producer("paused");
                TransactionalLog owner = writer("successor")) {
            paused.initTransactions();
            paused.beginTransaction();
            paused.send(events("late").getFirst().toRecord(partition(0)));
            paused.flush();

            owner.begin();
            owner.fence(List.of("paused"));
            List<RecordedEvent> seen = new ArrayList<>();
            Position end = owner.read(start(), new TransactionalLog.History() {
                @Override
                public void event(RecordedEvent event) {
                    seen.add(event);
                }

                @Override
                public void nobodys(Position position, RecordKey.Reason reason) {
                    throw new AssertionError(position + ": " + reason);
                }

                @Override
                public void unreadable(String storeId, StoreRecord.Unreadable record) {
                    throw new AssertionError(record);
                }
            });
            assertThat(seen).isEmpty();
            owner.append(List.of(new PartitionEvents(end, events("a"))), List.of());
        }
    }

    /** What a reading hands over, as texts. */
    private List<String> read(TransactionalLog log) {
        List<String> seen = new ArrayList<>();
        log.read(start(), new TransactionalLog.History() {
            @Override
            public void event(RecordedEvent event) {
                seen.add("event of " + event.storeId());
            }

            @Override
            public void nobodys(Position position, RecordKey.Reason reason) {
                seen.add("nobody's: " + reason);
            }

            @Override
            public void unreadable(String storeId, StoreRecord.Unreadable record) {
                seen.add("unreadable of %s: %s".formatted(storeId, record.reason()));
            }
        });
        return seen;
    }

    @Test
    void a_bad_record_of_a_store_concerns_that_store_alone() throws Exception {
        writePastTheFence(store(0), "{\"type\":\"io.tableorder.order.eaten.v1\"}");
        writePastTheFence(store(0), null);
        writePastTheFence(store(0), "x".repeat(600_000));
        try (TransactionalLog log = writer("reader")) {
            assertThat(read(log))
                    .containsExactly(
                            "unreadable of %s: UNKNOWN_TYPE".formatted(store(0)),
                            "unreadable of %s: NULL_VALUE".formatted(store(0)),
                            "unreadable of %s: OVERSIZED".formatted(store(0)));
        }
    }

    @Test
    void a_strangers_record_concerns_nobody_and_the_reading_goes_on() throws Exception {
        writePastTheFence(null, "garbage");
        writePastTheFence("", "garbage");
        writePastTheFence(store(1), "garbage");
        try (TransactionalLog log = writer("reader")) {
            log.begin();
            append(log, new PartitionEvents(new Position(partition(0), 3), events("a")));

            assertThat(read(log))
                    .containsExactly(
                            "nobody's: NO_KEY",
                            "nobody's: NO_KEY",
                            "nobody's: WRONG_PARTITION",
                            "event of " + store(0));
        }
    }

    @Test
    void a_log_that_ends_before_what_was_read_of_it_is_not_gone_on_with() {
        try (TransactionalLog log = writer("reader")) {
            assertThatThrownBy(() -> log.read(new Position(partition(0), 5), new Stores()))
                    .isInstanceOf(LogException.Unavailable.class)
                    .hasMessageContaining("its last events are lost");
        }
    }
}
