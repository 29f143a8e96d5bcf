package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.projector.KafkaLog;
import io.tableorder.wire.Topics;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransactionsCommandTest {
    private static KafkaLog kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = new KafkaLog();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers()))) {
            Topics.ensureCheckpoints(admin, KafkaLog.PARTITIONS, (short) 1);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static String brokers() {
        return kafka.broker().bootstrapServers();
    }

    private static CommandRun transactions(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "transactions";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", brokers()), all);
    }

    @Test
    void an_open_transaction_is_listed_and_aborted_on_an_operators_word() throws Exception {
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers(),
                        "transactional.id",
                        "a-stranger",
                        "transaction.timeout.ms",
                        "15000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            stranger.initTransactions();
            stranger.beginTransaction();
            Future<RecordMetadata> sent =
                    stranger.send(new ProducerRecord<>(Topics.ORDER_EVENTS, 0, null, "never".getBytes(UTF_8)));
            stranger.flush();
            String position = "0-" + sent.get().offset();

            assertThat(transactions("list").out()).contains(position).contains("transactional.id a-stranger");
            CommandRun early = transactions("abort", position);
            assertThat(early.exitCode()).isEqualTo(3);
            assertThat(early.err()).contains("--now");

            CommandRun aborted = transactions("abort", position, "--now");

            assertThat(aborted.exitCode()).as(aborted.err()).isZero();
            assertThat(transactions("list").out()).doesNotContain(position);
            assertThat(transactions("abort", position).err()).contains("No transaction");
        }
    }
}
