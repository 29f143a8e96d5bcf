package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.kafka.PlainRecords;
import io.tableorder.wire.Topics;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Writes the account trail to its topic, by the chain's id as key. */
@Component
final class KafkaAccountRecords implements AccountRecords, AutoCloseable {

    private final PlainRecords records;

    KafkaAccountRecords(KafkaClients clients) {
        this.records = new PlainRecords(clients, "order-accounts", Topics.ORDER_ACCOUNTS);
    }

    @Override
    public CompletableFuture<Void> write(String chainId, byte[] event) {
        return records.write(chainId.getBytes(UTF_8), event);
    }

    @Override
    public void close() {
        records.close();
    }
}
