package io.tableorder.operability.kafka;

import io.tableorder.operability.settings.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes clients of the platform's Kafka cluster. Each belongs to its caller alone, who closes it. Properties that the
 * caller names win over an operator's.
 */
public interface KafkaClients {

    /**
     * Returns a consumer as {@link io.tableorder.operability.settings.KafkaLaws#CONSUMER} describes it.
     *
     * @param clientId of one open consumer at a time: metrics and broker logs tell clients apart by it
     */
    Consumer<byte[], byte[]> consumer(String clientId, Map<String, ?> own);

    /**
     * Returns a producer as {@link io.tableorder.operability.settings.KafkaLaws#PRODUCER} describes it. Nobody else is
     * given it, and it is closed as soon as its caller says so: a tenure ends with its producer.
     *
     * @param clientId of one open producer at a time
     */
    Producer<byte[], byte[]> producer(String clientId, Map<String, ?> own);

    /** Returns a client that asks about the cluster and changes it. */
    Admin admin(String clientId, Map<String, ?> own);

    /** Returns clients for a program without Spring, with the settings alone. */
    static KafkaClients of(KafkaSettings kafka) {
        return new PlainKafkaClients(kafka.clientProperties());
    }
}
