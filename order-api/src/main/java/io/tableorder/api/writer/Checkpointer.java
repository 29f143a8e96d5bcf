package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointUpdate;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import java.util.Collection;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes checkpoints on a thread of its own, since a busy store's takes 200 ms, and keeps them ready for one of the
 * writer's next transactions. A checkpoint is as of the position where it was begun, so it loses nothing by waiting.
 */
final class Checkpointer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);

    /** One at a time: it is nobody's hurry. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("order-checkpointer").factory());

    private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
    private final Queue<HeldPartition> failed = new ConcurrentLinkedQueue<>();

    private final Supplier<Uuid> topic;
    /** The topic had this id when this process saw it first. Confined to the thread. */
    private @Nullable Uuid firstTopic;

    /** A checkpoint is ready to be appended, and is then told to the partition. */
    record Ready(HeldPartition partition, CheckpointUpdate update, Uuid topic) {}

    /** @param topic makes the checkpoints' topic if it is missing, and answers its id */
    Checkpointer(Supplier<Uuid> topic) {
        this.topic = topic;
    }

    /** This is to be called by the writer's thread, to which the partition belongs. */
    void begin(HeldPartition partition) {
        PartitionCheckpoint written = Objects.requireNonNull(partition.checkpoint());
        Uuid writtenTo = partition.checkpointTopic();
        Collection<StoreState> states = partition.stores().all();
        Position next = partition.next();
        partition.checkpointBegins();
        thread.execute(() -> {
            try {
                Uuid present = topic.get();
                PartitionCheckpoint base =
                        isIn(present, writtenTo) ? written : PartitionCheckpoint.none(partition.partition());
                ready.add(new Ready(partition, base.next(states, next), present));
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                log.error("Partition {}: the checkpoint at {} cannot be encoded", partition.partition(), next, e);
                failed.add(partition);
            }
        });
    }

    /** A topic that was deleted and made anew holds nothing of what was written to the one before. */
    private boolean isIn(Uuid present, @Nullable Uuid writtenTo) {
        if (firstTopic == null) {
            firstTopic = present;
        }
        return present.equals(writtenTo == null ? firstTopic : writtenTo);
    }

    /** Returns null if none is ready. */
    @Nullable
    Ready next() {
        Ready next = ready.poll();
        while (next != null && next.partition().isGivenUp()) {
            next = ready.poll();
        }
        return next;
    }

    /**
     * Returns a partition whose checkpoint could not be encoded; null if there is none. Takeovers replay from the last
     * one.
     */
    @Nullable
    HeldPartition nextFailed() {
        return failed.poll();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
