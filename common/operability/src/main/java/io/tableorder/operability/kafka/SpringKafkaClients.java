package io.tableorder.operability.kafka;

import io.tableorder.operability.settings.KafkaLaws;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/** Makes a service's clients by spring-kafka's factories, from what an operator set under {@code spring.kafka}. */
final class SpringKafkaClients implements KafkaClients {

    private static final Logger log = LoggerFactory.getLogger(SpringKafkaClients.class);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final OwnProducerFactory producers;
    private final Map<String, Object> adminProperties;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    SpringKafkaClients(
            ConsumerFactory<byte[], byte[]> consumers,
            OwnProducerFactory producers,
            Map<String, Object> adminProperties) {
        this.consumers = consumers;
        this.producers = producers;
        this.adminProperties = Map.copyOf(adminProperties);
    }

    @Override
    public Consumer<byte[], byte[]> consumer(String clientId, Map<String, ?> own) {
        tellOfUnused(clientId, consumers.getConfigurationProperties(), own);
        Properties all = new Properties();
        all.putAll(KafkaLaws.CONSUMER);
        all.putAll(own);
        @Nullable Object group = all.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        return consumers.createConsumer(group == null ? null : group.toString(), clientId, null, all);
    }

    @Override
    public Producer<byte[], byte[]> producer(String clientId, Map<String, ?> own) {
        tellOfUnused(clientId, producers.getConfigurationProperties(), own);
        Map<String, Object> all = new HashMap<>(KafkaLaws.PRODUCER);
        all.putAll(own);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return producers.create(all);
    }

    @Override
    public Admin admin(String clientId, Map<String, ?> own) {
        tellOfUnused(clientId, adminProperties, own);
        Map<String, Object> all = new HashMap<>(adminProperties);
        all.putAll(own);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return Admin.create(all);
    }

    /** Says once which of an operator's values a client does without. What the laws fix was refused before. */
    private void tellOfUnused(String clientId, Map<String, Object> set, Map<String, ?> own) {
        own.forEach((name, value) -> {
            Object unused = set.get(name);
            if (unused != null && !unused.toString().equals(value.toString()) && told.add(clientId + " " + name)) {
                log.warn(
                        "Kafka client {} uses {}={}, which it needs, and not {} as set", clientId, name, value, unused);
            }
        });
    }
}
