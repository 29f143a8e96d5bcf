package io.tableorder.api.writer;

import io.tableorder.operability.settings.KafkaSettings;
import java.time.Duration;
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

    private final KafkaSettings kafka;
    private final KafkaWriterClients clients;
    private final LogWriter writer;
    private final WriterLog writerLog;
    private final Restorer restorer;
    private final Checkpointer checkpointer;
    private final WriterOwnership ownership;
    private volatile boolean running;

    WriterLifecycle(
            KafkaSettings kafka,
            KafkaWriterClients clients,
            LogWriter writer,
            WriterLog writerLog,
            Restorer restorer,
            Checkpointer checkpointer,
            WriterOwnership ownership) {
        this.kafka = kafka;
        this.clients = clients;
        this.writer = writer;
        this.writerLog = writerLog;
        this.restorer = restorer;
        this.checkpointer = checkpointer;
        this.ownership = ownership;
    }

    @Override
    public void start() {
        try {
            clients.ensureTopics(kafka.partitions(), kafka.replicationFactor());
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

    LogWriter writer() {
        return writer;
    }

    WriterLog writerLog() {
        return writerLog;
    }

    /**
     * What keeps this instance from taking its part of the commands, if anything. A group that is changing does not, for
     * a while: every instance would be unready at once.
     */
    Optional<String> obstacle() {
        if (!ownership.isSettledWithin(LONGEST_CHANGE)) {
            return Optional.of("not settled in the group of writers");
        }
        long closed = writer.allHeld().stream().filter(held -> !held.isOpen()).count();
        return closed == 0 ? Optional.empty() : Optional.of("%d partitions are being restored".formatted(closed));
    }

    long receiptBytes() {
        return ReceiptMemory.bytesOf(writer.allHeld());
    }

    long openPartitions() {
        return writer.allHeld().stream().filter(Held::isOpen).count();
    }
}
