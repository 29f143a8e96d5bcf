package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.Flush;
import io.tableorder.embedded.Tuning;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TransactionCompletionTest {

    private static final int TRANSACTIONS = 20;

    private static final String WRITER = "patient";

    private final AtomicInteger asked = new AtomicInteger();

    private TransactionCompletion completion(Admin admin) {
        return new TransactionCompletion(
                () -> {
                    asked.incrementAndGet();
                    return admin;
                },
                WRITER);
    }

    @Test
    void a_transaction_that_was_waited_for_is_complete() throws Exception {
        try (EmbeddedKafka stock = EmbeddedKafka.startTemporary(Tuning.STOCK, Flush.LATER);
                Admin admin = admin(stock.bootstrapServers());
                Producer<byte[], byte[]> producer = producer(stock)) {
            TransactionCompletion completion = completion(admin);
            completion.learnPause();
            admin.createTopics(List.of(new NewTopic("events", 1, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            int givenUp = 0;
            for (int i = 0; i < TRANSACTIONS; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("events", new byte[] {1}));
                producer.commitTransaction();

                completion.watch();
                long begun = System.nanoTime();
                completion.await();

                // A busy machine may take longer than a writer waits, which begins a little earlier.
                if (System.nanoTime() - begun >= TransactionCompletion.LONGEST.toNanos() / 2) {
                    givenUp++;
                } else {
                    assertThat(stateOfTheLast(admin)).isEqualTo(TransactionState.COMPLETE_COMMIT);
                }
            }
            assertThat(givenUp).isLessThan(TRANSACTIONS);
        }
    }

    private static TransactionState stateOfTheLast(Admin admin) throws Exception {
        return admin.describeTransactions(List.of(WRITER))
                .description(WRITER)
                .get()
                .state();
    }

    @Test
    void a_broker_that_pauses_shortly_is_not_asked_about_transactions() {
        try (EmbeddedKafka tuned = EmbeddedKafka.startTemporary(Tuning.OURS, Flush.LATER);
                Admin admin = admin(tuned.bootstrapServers())) {
            TransactionCompletion completion = completion(admin);
            completion.learnPause();

            await().untilAsserted(() -> {
                int before = asked.get();
                completion.watch();
                completion.await();
                assertThat(asked).hasValue(before);
            });
        }
    }

    @Test
    void a_transaction_that_nobody_can_be_asked_about_is_not_waited_for() {
        try (Admin nobody = admin("127.0.0.1:1")) {
            TransactionCompletion completion = completion(nobody);
            completion.learnPause();

            completion.watch();

            assertThatCode(completion::await).doesNotThrowAnyException();
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static Producer<byte[], byte[]> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transactional.id",
                        WRITER,
                        "transaction.timeout.ms",
                        15_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
