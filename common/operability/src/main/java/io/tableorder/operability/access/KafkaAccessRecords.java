package io.tableorder.operability.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.access.AccessCodec;
import io.tableorder.access.AccessEnd;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.kafka.PlainRecords;
import io.tableorder.wire.Topics;
import java.util.concurrent.CompletableFuture;

/** Writes ends of access to Kafka, one by one and without transactions: their order does not matter. */
final class KafkaAccessRecords implements AccessRecords, AutoCloseable {

    private final PlainRecords records;

    KafkaAccessRecords(KafkaClients clients) {
        this.records = new PlainRecords(clients, "order-access", Topics.ORDER_ACCESS);
    }

    @Override
    public CompletableFuture<Void> write(AccessEnd end) {
        return records.write(end.key().getBytes(UTF_8), AccessCodec.write(end));
    }

    @Override
    public void close() {
        records.close();
    }
}
