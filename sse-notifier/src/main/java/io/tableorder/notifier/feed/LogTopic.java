package io.tableorder.notifier.feed;

import io.tableorder.wire.Topics;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/** This class knows the topic of the log as the cluster describes it. */
public final class LogTopic {

    private final Admin admin;
    private final int partitions;
    private final short replicationFactor;

    /** @param admin stays the caller's to close */
    public LogTopic(Admin admin, int partitions, short replicationFactor) {
        this.admin = admin;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    int partitions() {
        return partitions;
    }

    /**
     * Sees to it that the topic is there, with as many partitions as expected.
     *
     * @throws IllegalStateException if it is there with another number of partitions
     */
    void ensure() throws InterruptedException, ExecutionException {
        Topics.ensure(admin, partitions, replicationFactor);
    }

    /** Asks for the topic's id, which a topic that is deleted and made anew does not keep. */
    KafkaFuture<Uuid> id() {
        return admin.describeTopics(List.of(Topics.ORDER_EVENTS))
                .allTopicNames()
                .thenApply(topics ->
                        Objects.requireNonNull(topics.get(Topics.ORDER_EVENTS)).topicId());
    }
}
