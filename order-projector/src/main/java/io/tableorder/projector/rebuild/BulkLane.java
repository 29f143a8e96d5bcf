package io.tableorder.projector.rebuild;

import io.tableorder.projector.project.Projection;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** One consumer that reads one partition at a time. */
final class BulkLane {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Projection projection;
    private final RebuildProgress progress;

    BulkLane(Consumer<byte[], byte[]> consumer, Projection projection, RebuildProgress progress) {
        this.consumer = consumer;
        this.projection = projection;
        this.progress = progress;
    }

    void readUpTo(int number, long target, Duration silence) {
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, number);
        long position = projection.position(number);
        if (position >= target) {
            return;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, position);
        long lastHeard = System.nanoTime();
        while (position < target) {
            progress.requireGoingOn();
            long reached = step(partition, position, target);
            if (reached > position) {
                position = reached;
                lastHeard = System.nanoTime();
            } else if (System.nanoTime() - lastHeard > silence.toNanos()) {
                throw new RebuildFailedException(
                        "Partition %d gave nothing after offset %d for %d s, but should go on to %d"
                                .formatted(number, position, silence.toSeconds(), target));
            }
        }
    }

    /** Returns the position after it: one batch further, or behind offsets that hold no records. */
    private long step(TopicPartition partition, long position, long target) {
        List<ConsumerRecord<byte[], byte[]>> batch = poll(partition).stream()
                .filter(record -> record.offset() < target)
                .toList();
        if (!batch.isEmpty()) {
            var _ = projection.apply(partition.partition(), position, batch);
            long reached = batch.getLast().offset() + 1;
            progress.advanced(reached - position, batch.size());
            return reached;
        }
        // Everything before it has been fetched, so what is between here and there are the ends of transactions.
        long fetched = Math.min(consumer.position(partition), target);
        if (fetched == target) {
            projection.skip(partition.partition(), position, target);
            progress.advanced(target - position, 0);
            return target;
        }
        return position;
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition) {
        try {
            return consumer.poll(POLL).records(partition);
        } catch (OffsetOutOfRangeException e) {
            throw new RebuildFailedException(
                    "The log no longer holds %s, so the read models cannot be rebuilt from it"
                            .formatted(e.offsetOutOfRangePartitions()),
                    e);
        }
    }

    void close() {
        consumer.close();
    }
}
