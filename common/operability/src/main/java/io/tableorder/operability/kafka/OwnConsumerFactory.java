package io.tableorder.operability.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes consumers whose listeners are told that one is closed also when closing it fails. Spring's own would keep its
 * metrics, and show none of the next consumer of that name: a thread that is interrupted closes its consumer like that.
 */
final class OwnConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    OwnConsumerFactory(Map<String, Object> properties) {
        super(properties, ByteArrayDeserializer::new, ByteArrayDeserializer::new);
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> properties) {
        return new WatchedConsumer(properties);
    }

    private final class WatchedConsumer extends ExtendedKafkaConsumer {

        private final String id;

        WatchedConsumer(Map<String, Object> properties) {
            super(properties);
            this.id = "kafkaConsumerFactory." + properties.get(ConsumerConfig.CLIENT_ID_CONFIG);
        }

        @Override
        public void close() {
            try {
                super.close();
            } finally {
                removed();
            }
        }

        @Override
        public void close(CloseOptions options) {
            try {
                super.close(options);
            } finally {
                removed();
            }
        }

        /** Whoever was told already does nothing more. */
        private void removed() {
            getListeners().forEach(listener -> listener.consumerRemoved(id, this));
        }
    }
}
