package io.tableorder.operability.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Makes producers that belong to their caller. Spring's own are shared or kept for the next caller, and initialise their
 * transactional id before anybody holds them: a tenure could then neither be broken off nor end with its producer.
 */
final class OwnProducerFactory extends DefaultKafkaProducerFactory<byte[], byte[]> {

    OwnProducerFactory(Map<String, Object> properties) {
        super(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Producer<byte[], byte[]> create(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(getConfigurationProperties());
        all.putAll(own);
        return createRawProducer(all);
    }

    @Override
    protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> properties) {
        String id = "kafkaProducerFactory." + properties.get(ProducerConfig.CLIENT_ID_CONFIG);
        WatchedProducer producer = new WatchedProducer(id, properties);
        getListeners().forEach(listener -> listener.producerAdded(id, producer));
        return producer;
    }

    private final class WatchedProducer extends KafkaProducer<byte[], byte[]> {

        private final String id;

        WatchedProducer(String id, Map<String, Object> properties) {
            super(properties, new ByteArraySerializer(), new ByteArraySerializer());
            this.id = id;
        }

        /** Called by {@link #close()} too. */
        @Override
        public void close(Duration timeout) {
            try {
                super.close(timeout);
            } finally {
                getListeners().forEach(listener -> listener.producerRemoved(id, this));
            }
        }
    }
}
