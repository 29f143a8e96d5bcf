package io.tableorder.cli;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * It is a transaction that is open in a partition: nothing behind its first record is visible until it ends.
 *
 * @param transactionalId null if no coordinator knows the transaction, which then never ends by itself
 */
record OpenTransaction(
        TopicPartition partition,
        ProducerState producer,
        @Nullable String transactionalId) {

    long start() {
        return producer.currentTransactionStartOffset().orElseThrow();
    }

    Duration age(Instant now) {
        return Duration.between(Instant.ofEpochMilli(producer.lastTimestamp()), now);
    }

    AbortTransactionSpec abortion() {
        return new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
    }

    String told(Instant now) {
        return "%s  %s-%d  open for %d s  producer %d, epoch %d  %s"
                .formatted(
                        partition.topic(),
                        partition.partition(),
                        start(),
                        age(now).toSeconds(),
                        producer.producerId(),
                        producer.producerEpoch(),
                        transactionalId == null
                                ? "of no coordinator: it never ends by itself"
                                : "transactional.id " + transactionalId);
    }
}
