package io.tableorder.operability.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This says how the service reaches Kafka, and how its topics are made.
 *
 * @param partitions of {@code order-events}
 * @param security Kafka client properties for TLS and SASL; may hold secrets
 */
public record KafkaSettings(
        List<String> bootstrapServers, int partitions, short replicationFactor, Map<String, String> security) {

    public KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        security = Map.copyOf(security);
    }

    /**
     * Returns what every client of this cluster must be given: the brokers and the security properties. A fresh,
     * mutable map.
     */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new LinkedHashMap<>(security);
        properties.put("bootstrap.servers", String.join(",", bootstrapServers));
        return properties;
    }

    /**
     * Returns the settings of a consumer that folds the log: it gets committed records only, skips none, and reads only
     * offsets that it is told. A log that does not hold such an offset is an error, not a jump. A fresh, mutable map.
     */
    public Map<String, Object> logConsumerProperties() {
        Map<String, Object> properties = clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "none");
        properties.put("allow.auto.create.topics", false);
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", partitions=" + partitions
                + ", replicationFactor=" + replicationFactor + ", security=" + security.keySet() + "]";
    }
}
