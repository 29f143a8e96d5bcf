package io.tableorder.testkit;

import io.tableorder.embedded.Broker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.kafka.KafkaContainer;

/** Runs a broker in a container. */
final class ContainerBroker implements Broker {

    private static final String IMAGE = "apache/kafka:4.2.2";
    private static final int KAFKA_PORT = 9092;

    /** A broker in a container on a busy machine answers within this time after its start. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final LastingContainer container;

    private ContainerBroker(LastingContainer container) {
        this.container = container;
    }

    static ContainerBroker startTemporary() {
        KafkaContainer container = new KafkaContainer(IMAGE);
        // As of the embedded broker and of docker-compose.yml; BrokerSettings there says why.
        container.withEnv(Map.ofEntries(
                Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                Map.entry("KAFKA_LOG_RETENTION_MS", "-1"),
                Map.entry("KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1"),
                Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                Map.entry("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000"),
                Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "12"),
                Map.entry("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000"),
                Map.entry("KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m")));
        return new ContainerBroker(LastingContainer.start(container, KAFKA_PORT));
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + container.port();
    }

    @Override
    public void start() {
        container.startAgain();
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) START_LIMIT.toMillis());
        try (Admin admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was starting again", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not come back within " + START_LIMIT, e);
        }
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void close() {
        container.remove();
    }
}
