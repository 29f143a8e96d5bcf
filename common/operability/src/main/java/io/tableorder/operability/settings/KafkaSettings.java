package io.tableorder.operability.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This says how the service reaches Kafka, and how its topics are made.
 *
 * @param partitions of {@code order-events}
 * @param security Kafka client properties, such as those for TLS and SASL; may hold secrets
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

    /** Returns these settings with more client properties, which win over those that are here. */
    public KafkaSettings with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(security);
        all.putAll(more);
        return new KafkaSettings(bootstrapServers, partitions, replicationFactor, all);
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", partitions=" + partitions
                + ", replicationFactor=" + replicationFactor + ", security=" + security.keySet() + "]";
    }
}
