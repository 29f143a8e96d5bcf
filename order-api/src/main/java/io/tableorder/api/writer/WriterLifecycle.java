package io.tableorder.api.writer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the write path last and ends it first: while the web server still takes requests, they are forwarded to
 * whoever has taken the partitions over.
 *
 * <p>A broker that is away does not stop the start: commands wait, readiness says so, and the group is joined when it
 * comes. Topics with the wrong partitions do stop it.
 */
final class WriterLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WriterLifecycle.class);

    /** Twice what a dead member's session takes, after which the group is expected to have come to rest. */
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(12);

    private final LogTopics topics;
    private final KafkaWriterClients clients;
    private final CommandProcessor writer;
    private final TransactionalLog transactionalLog;
    private final Restorer restorer;
    private final Checkpointer checkpointer;
    private final WriterOwnership ownership;
    private volatile boolean running;

    WriterLifecycle(
            LogTopics topics,
            KafkaWriterClients clients,
            CommandProcessor writer,
            TransactionalLog transactionalLog,
            Restorer restorer,
            Checkpointer checkpointer,
            WriterOwnership ownership) {
        this.topics = topics;
        this.clients = clients;
        this.writer = writer;
        this.transactionalLog = transactionalLog;
        this.restorer = restorer;
        this.checkpointer = checkpointer;
        this.ownership = ownership;
    }

    @Override
    public void start() {
        try {
            topics.ensure();
        } catch (ExecutionException e) {
            log.warn("The topics cannot be checked yet, Kafka does not answer: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.start();
        ownership.start();
        running = true;
    }

    @Override
    public void stop() {
        ownership.stop();
        restorer.close();
        writer.close();
        checkpointer.close();
        clients.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    CommandProcessor writer() {
        return writer;
    }

    TransactionalLog transactionalLog() {
        return transactionalLog;
    }

    boolean writes() {
        return writer.isAlive();
    }

    boolean takesPart() {
        return ownership.isAlive();
    }

    /**
     * Returns what keeps this instance from taking its part of the commands, if anything. A group that is changing does
     * not, for a while: every instance would be unready at once. Nor does a partition that cannot be read, while others
     * can be: no other instance could read it either.
     */
    Optional<String> obstacle() {
        if (!ownership.isSettledWithin(LONGEST_CHANGE)) {
            return Optional.of("not settled in the group of writers: " + ownership.trouble());
        }
        long restoring = count(PartitionState.WAITING) + count(PartitionState.RESTORING);
        if (restoring > 0) {
            return Optional.of("%d partitions are being restored".formatted(restoring));
        }
        return openPartitions() == 0 ? impairment() : Optional.empty();
    }

    /** Returns the partitions whose stores take no commands, if there are any, though this instance does its part. */
    Optional<String> impairment() {
        List<Integer> stuck = writer.allHeld().stream()
                .filter(partition -> partition.state() == PartitionState.STUCK)
                .map(HeldPartition::partition)
                .toList();
        return stuck.isEmpty()
                ? Optional.empty()
                : Optional.of("partitions %s cannot be read; the log says why".formatted(stuck));
    }

    long count(PartitionState state) {
        return writer.allHeld().stream()
                .filter(partition -> partition.state() == state)
                .count();
    }

    long receiptBytes() {
        return ReceiptMemory.bytesOf(writer.allHeld());
    }

    long openPartitions() {
        return count(PartitionState.OPEN);
    }
}
