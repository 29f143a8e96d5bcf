package io.tableorder.api.writer;

import io.tableorder.wire.Topics;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The writer's topics, by what they are and not by their names alone: a topic that was deleted and made anew has another id, and
 * is another log.
 */
final class LogTopics {

    private final KafkaWriterClients clients;
    private final int partitions;
    private final short replicationFactor;
    private final AtomicReference<@Nullable Uuid> log = new AtomicReference<>();

    LogTopics(KafkaWriterClients clients, int partitions, short replicationFactor) {
        this.clients = clients;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /** Returns the partitions of the log in which stores are. */
    int partitions() {
        return partitions;
    }

    /**
     * Creates what is missing.
     *
     * @throws IllegalStateException if a topic has too few partitions
     */
    void ensure() throws ExecutionException, InterruptedException {
        clients.ensureTopics(partitions, replicationFactor);
    }

    /**
     * Returns if the log is the one that this process found first.
     *
     * @throws LogException.Unavailable if it is another one, until this process is started again
     * @throws KafkaException if there is none, or Kafka does not answer
     */
    void requireSameLog() {
        Uuid now = clients.topicId(Topics.ORDER_EVENTS);
        Uuid first = log.updateAndGet(known -> known == null ? now : known);
        if (!now.equals(first)) {
            throw new LogException.Unavailable(
                    "The topic %s was deleted and made anew (its id was %s and is %s): its past is gone, so nothing is written. Restore the log, or restart to go on without it"
                            .formatted(Topics.ORDER_EVENTS, first, now),
                    null);
        }
    }

    /**
     * Creates the topic of the texts' keys if it is missing. One that was deleted has taken all texts with it, and orders go on.
     *
     * @throws KafkaException if Kafka does not answer
     */
    void ensureTextKeys() {
        try {
            clients.ensureTextKeys(partitions, replicationFactor);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "The topic %s cannot be looked at: %s".formatted(Topics.ORDER_TEXT_KEYS, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Creates the checkpoints' topic if it is missing.
     *
     * @return its id
     * @throws KafkaException if Kafka does not answer
     */
    Uuid ensureCheckpoints() {
        try {
            clients.ensureCheckpoints(partitions, replicationFactor);
            return Objects.requireNonNull(clients.topicId(Topics.ORDER_CHECKPOINTS));
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "The topic %s cannot be looked at: %s".formatted(Topics.ORDER_CHECKPOINTS, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
