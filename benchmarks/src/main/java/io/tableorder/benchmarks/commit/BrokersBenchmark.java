package io.tableorder.benchmarks.commit;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.Flush;
import io.tableorder.embedded.Tuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Group commit on brokers that differ in their settings: ours, Kafka's defaults, and one that flushes before it
 * acknowledges. On each the next transaction begins at once, or when the last one is complete, as the write path does.
 */
public final class BrokersBenchmark {

    private BrokersBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedKafka ours = EmbeddedKafka.startTemporary(Tuning.OURS, Flush.LATER);
                EmbeddedKafka stock = EmbeddedKafka.startTemporary(Tuning.STOCK, Flush.LATER);
                EmbeddedKafka flushing = EmbeddedKafka.startTemporary(Tuning.OURS, Flush.BEFORE_ACKNOWLEDGING);
                Admin oursAdmin = withTopic(ours);
                Admin stockAdmin = withTopic(stock);
                Admin flushingAdmin = withTopic(flushing)) {
            Map<String, Lanes> shapes = new LinkedHashMap<>();
            shapes.put("ours, at once", Lanes.start(common(ours), 1, null));
            shapes.put("ours, when complete", Lanes.start(common(ours), 1, null, oursAdmin));
            shapes.put("stock, at once", Lanes.start(common(stock), 1, null));
            shapes.put("stock, when complete", Lanes.start(common(stock), 1, null, stockAdmin));
            shapes.put("ours, flushing, when complete", Lanes.start(common(flushing), 1, null, flushingAdmin));
            CommitBenchmark.compare("broker and next transaction", shapes);
        }
    }

    private static Map<String, Object> common(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static Admin withTopic(EmbeddedKafka kafka) throws Exception {
        Admin admin = Admin.create(common(kafka));
        NewTopic topic = new NewTopic(CommitBenchmark.TOPIC, CommitBenchmark.PARTITIONS, (short) 1);
        admin.createTopics(List.of(topic)).all().get();
        return admin;
    }
}
