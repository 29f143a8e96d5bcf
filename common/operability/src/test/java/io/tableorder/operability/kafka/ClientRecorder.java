package io.tableorder.operability.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Keeps what each Kafka client of this process was configured with, by its client id. Clients find it where somebody set
 * {@link #SETTING}.
 */
public final class ClientRecorder implements MetricsReporter {

    /** Makes every client tell its configuration here. */
    public static final String SETTING =
            "spring.kafka.properties.metric.reporters=io.tableorder.operability.kafka.ClientRecorder";

    private static final Map<String, Map<String, Object>> CLIENTS = new ConcurrentHashMap<>();

    public static void forget() {
        CLIENTS.clear();
    }

    /** Returns the configurations by client id. */
    public static Map<String, Map<String, Object>> clients() {
        return Map.copyOf(CLIENTS);
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        CLIENTS.put(String.valueOf(configuration.get("client.id")), new HashMap<>(configuration));
    }

    @Override
    public void init(List<KafkaMetric> metrics) {}

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}
}
