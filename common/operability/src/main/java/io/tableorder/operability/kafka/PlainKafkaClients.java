package io.tableorder.operability.kafka;

import io.tableorder.operability.settings.KafkaLaws;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes clients from a map of properties, without metrics: for commands, which end before anybody could look. */
final class PlainKafkaClients implements KafkaClients {

    private final Map<String, Object> properties;

    PlainKafkaClients(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Consumer<byte[], byte[]> consumer(String clientId, Map<String, ?> own) {
        return new KafkaConsumer<>(
                with(clientId, KafkaLaws.CONSUMER, own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> producer(String clientId, Map<String, ?> own) {
        return new KafkaProducer<>(
                with(clientId, KafkaLaws.PRODUCER, own), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin admin(String clientId, Map<String, ?> own) {
        return Admin.create(with(clientId, Map.of(), own));
    }

    private Map<String, Object> with(String clientId, Map<String, ?> laws, Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(laws);
        all.putAll(own);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return all;
    }
}
