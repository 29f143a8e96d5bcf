package io.tableorder.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.query.EventLog.Found;
import io.tableorder.embedded.Broker;
import io.tableorder.event.Position;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaEventLogTest {

    private static final String STORE = "hanok";

    private static Broker kafka;

    @BeforeAll
    static void fill() throws Exception {
        kafka = TestServices.broker();
        Map<String, Object> broker = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(broker);
                var producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(Topics.ORDER_EVENTS, 1, (short) 1)))
                    .all()
                    .get();
            for (String value : List.of("zero", "one", "two")) {
                producer.send(new ProducerRecord<>(
                                Topics.ORDER_EVENTS, 0, STORE.getBytes(UTF_8), value.getBytes(UTF_8)))
                        .get();
            }
            admin.deleteRecords(Map.of(new TopicPartition(Topics.ORDER_EVENTS, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static EventLog log(String brokers) {
        KafkaSettings settings = new KafkaSettings(List.of(brokers), 1, (short) 1, Map.of());
        return new KafkaEventLog(KafkaClients.of(settings), settings);
    }

    @Test
    void it_tells_an_event_from_none_and_from_one_that_is_not_kept_any_more() {
        try (EventLog.Looking looking = log(kafka.bootstrapServers()).look()) {
            assertThat(looking.at(new Position(0, 0))).isEqualTo(new Found.NoLonger());
            assertThat(looking.at(new Position(0, 2)))
                    .isInstanceOfSatisfying(
                            Found.Event.class,
                            event -> assertThat(event.value()).isEqualTo("two".getBytes(UTF_8)));
            assertThat(looking.at(new Position(0, 1))).isInstanceOf(Found.Event.class);
            assertThat(looking.at(new Position(0, 3))).isEqualTo(new Found.Nothing());
        }
    }

    @Test
    void it_tells_what_stands_behind_an_end_and_goes_on_looking() {
        try (EventLog.Looking looking = log(kafka.bootstrapServers()).look()) {
            assertThat(looking.behind(new PartitionEnd(0, 0, 3)))
                    .extracting(
                            found -> found.storeId() + " at " + found.record().position())
                    .containsExactly(STORE + " at 0-1", STORE + " at 0-2");
            assertThat(looking.at(new Position(0, 1))).isInstanceOf(Found.Event.class);
        }
    }

    @Test
    void a_few_look_at_once_and_the_next_may_come_when_one_has_done() {
        EventLog log = log(kafka.bootstrapServers());
        List<EventLog.Looking> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(log.look());
        }

        assertThatThrownBy(log::look).isInstanceOf(ProblemException.class);
        all.removeLast().close();
        all.add(log.look());
        all.forEach(EventLog.Looking::close);
    }

    @Test
    void without_a_broker_nothing_is_said() {
        try (EventLog.Looking looking = log("127.0.0.1:1").look()) {
            assertThatThrownBy(() -> looking.at(new Position(0, 0))).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> looking.behind(new PartitionEnd(0, 0, 2))).isInstanceOf(ProblemException.class);
        }
    }
}
