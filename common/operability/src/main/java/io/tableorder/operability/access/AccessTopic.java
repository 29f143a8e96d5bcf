package io.tableorder.operability.access;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic as the cluster describes it; made where it is missing and this service may make it. */
final class AccessTopic implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AccessTopic.class);

    /** A broker that takes longer counts as away. */
    private static final int TIMEOUT_MS = 5_000;

    private final Admin admin;
    private final short replicationFactor;

    AccessTopic(KafkaClients clients, short replicationFactor) {
        this.admin = clients.admin(
                "order-access-topic",
                Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS));
        this.replicationFactor = replicationFactor;
    }

    /** Creates the topic if it is missing; where that is not allowed, whoever may is waited for. */
    void ensure() throws InterruptedException {
        try {
            Topics.ensureAccess(admin, replicationFactor);
        } catch (ExecutionException e) {
            log.debug("The topic {} cannot be made here: {}", Topics.ORDER_ACCESS, e.getMessage());
        }
    }

    /**
     * Returns the topic's id, which one that is deleted and made anew does not keep; null if there is none.
     *
     * @throws ExecutionException if Kafka does not say
     */
    @Nullable
    Uuid id() throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return Objects.requireNonNull(admin.describeTopics(List.of(Topics.ORDER_ACCESS))
                            .allTopicNames()
                            .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                            .get(Topics.ORDER_ACCESS))
                    .topicId();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
