package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.embedded.Flush;
import io.tableorder.event.Position;
import io.tableorder.event.StoreEvent;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Acknowledged events, and the machine of the only broker loses what was not forced to its disk. */
class PowerCutTest {

    private static final int PARTITIONS = 1;
    private static final int APPENDS = 20;
    private static final String STORE = "store";

    @Test
    void a_broker_that_flushes_before_it_acknowledges_has_every_acknowledged_event_after_a_power_cut() {
        try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.startTemporary(1, 0, Flush.BEFORE_ACKNOWLEDGING)) {
            List<StoreEvent> acknowledged = append(kafka);

            kafka.broker(1).cutPower();
            kafka.start();

            assertThat(goOn(kafka)).isEqualTo(acknowledged);
        }
    }

    /** Shows that the power cut is one, as the other test would pass without. */
    @Test
    void a_broker_that_flushes_later_may_lose_them() {
        try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.startTemporary(1, 0, Flush.LATER);
                KafkaWriterClients clients = clients(kafka)) {
            append(kafka);

            kafka.broker(1).cutPower();
            kafka.start();

            assertThat(clients.highWatermark(new TopicPartition(Topics.ORDER_EVENTS, 0)))
                    .isLessThan(APPENDS);
        }
    }

    /** Each in a transaction of its own, by a writer that is not heard of again. */
    private static List<StoreEvent> append(EmbeddedKafkaCluster kafka) {
        List<StoreEvent> acknowledged = new ArrayList<>();
        try (KafkaWriterClients clients = clients(kafka);
                TransactionalLog log = log(clients, "former")) {
            ensureTopics(clients);
            log.begin();
            Position next = new Position(0, 0);
            for (int i = 0; i < APPENDS; i++) {
                String name = "event-" + i;
                next = log.append(
                                List.of(new PartitionEvents(next, TransactionalLogConformance.encodedOf(STORE, name))),
                                List.of())
                        .getFirst();
                acknowledged.add(TransactionalLogConformance.fact(name));
            }
        }
        return acknowledged;
    }

    /** As an instance does that takes the partition over. */
    private static List<StoreEvent> goOn(EmbeddedKafkaCluster kafka) {
        try (KafkaWriterClients clients = clients(kafka);
                TransactionalLog log = log(clients, "successor")) {
            log.begin();
            log.fence(List.of("former"));
            TransactionalLogConformance.Past past = new TransactionalLogConformance.Past();
            Position end = log.read(new Position(0, 0), past);
            List<StoreEvent> found = past.facts();
            log.append(
                    List.of(new PartitionEvents(end, TransactionalLogConformance.encodedOf(STORE, "one more"))),
                    List.of());
            return found;
        }
    }

    private static void ensureTopics(KafkaWriterClients clients) {
        await().ignoreExceptions().untilAsserted(() -> clients.ensureTopics(PARTITIONS, (short) 1));
    }

    private static KafkaWriterClients clients(EmbeddedKafkaCluster kafka) {
        return new KafkaWriterClients(
                KafkaClients.of(new KafkaSettings(List.of(kafka.bootstrapServers()), PARTITIONS, (short) 1, Map.of())));
    }

    private static TransactionalLog log(KafkaWriterClients clients, String writerId) {
        return new KafkaTransactionalLog(
                clients, new LogTopics(clients, PARTITIONS, (short) 1), new EventCodec(), writerId);
    }
}
