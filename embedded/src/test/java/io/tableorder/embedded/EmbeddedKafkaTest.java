package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final String TOPIC = "things";

    @Test
    void a_committed_transaction_is_read_and_an_aborted_one_is_not() throws Exception {
        try (var kafka = EmbeddedKafka.startTemporary()) {
            createTopic(kafka);
            try (var producer = producer(kafka)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "aborted")).get();
                producer.abortTransaction();
                commit(producer, "kept");
            }

            assertThat(read(kafka, 1)).containsExactly("kept");
        }
    }

    @Test
    void a_broker_that_went_away_comes_back_on_its_port_with_its_log(@TempDir Path directory) throws Exception {
        try (var kafka = EmbeddedKafka.startIn(directory, LoopbackPort.ANY, Flush.LATER)) {
            createTopic(kafka);
            String address = kafka.bootstrapServers();
            try (var producer = producer(kafka)) {
                producer.initTransactions();
                commit(producer, "before");
                kafka.stop();
                kafka.start();
                commit(producer, "after");
            }

            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(read(kafka, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void another_broker_finds_what_the_first_left_in_the_directory(@TempDir Path directory) throws Exception {
        try (var first = EmbeddedKafka.startIn(directory, LoopbackPort.ANY, Flush.LATER)) {
            createTopic(first);
            try (var producer = producer(first)) {
                producer.initTransactions();
                commit(producer, "kept");
            }
        }

        try (var second = EmbeddedKafka.startIn(directory, LoopbackPort.ANY, Flush.LATER)) {
            assertThat(read(second, 1)).containsExactly("kept");
        }
    }

    @Test
    void a_second_broker_on_a_used_directory_is_refused_in_plain_words(@TempDir Path directory) {
        try (var _ = EmbeddedKafka.startIn(directory, LoopbackPort.ANY, Flush.LATER)) {
            assertThatThrownBy(() -> EmbeddedKafka.startIn(directory, LoopbackPort.ANY, Flush.LATER))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("The directory " + directory
                            + " is in use by another broker; stop that one or choose another directory.");
        }
    }

    @Test
    void a_taken_port_is_named(@TempDir Path directory) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.startIn(directory, taken.getLocalPort(), Flush.LATER))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", meant for Kafka, is taken.");
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transaction.timeout.ms",
                        "10000",
                        "transactional.id",
                        "writer",
                        "acks",
                        "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void commit(KafkaProducer<String, String> producer, String value) {
        producer.beginTransaction();
        var _ = producer.send(new ProducerRecord<>(TOPIC, "key", value));
        producer.commitTransaction();
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "readers",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            Instant limit = Instant.now().plusSeconds(20);
            while (values.size() < count && Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}
