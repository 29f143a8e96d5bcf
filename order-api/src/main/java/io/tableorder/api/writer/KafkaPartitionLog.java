package io.tableorder.api.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import io.tableorder.wire.UnreadableEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * A partition written in Kafka transactions under the id {@code order-writer-<partition>}: whoever initialises that id
 * last is the only one whose events become visible.
 *
 * <p>Confined to its writer's thread.
 */
final class KafkaPartitionLog implements PartitionLog {

    /** A commit puts one marker behind the events, which takes an offset of its own. */
    private static final int COMMIT_MARKER = 1;

    /** How long one wait for records may last; a restore ends by reaching the end, not by this. */
    private static final Duration POLL = Duration.ofMillis(200);

    /** Closing waits for nothing: an open transaction is settled by the next owner's {@link #open}. */
    private static final Duration AT_ONCE = Duration.ZERO;

    private final TopicPartition partition;
    private final WriterClients clients;
    private final EventCodec codec;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaPartitionLog(int partition, WriterClients clients, EventCodec codec) {
        this.partition = new TopicPartition(Topics.ORDER_EVENTS, partition);
        this.clients = clients;
        this.codec = codec;
    }

    @Override
    public Position open(History history) {
        close();
        try {
            Producer<byte[], byte[]> opened = clients.producer(partition.partition());
            producer = opened;
            opened.initTransactions();
            return new Position(partition.partition(), restore(history));
        } catch (KafkaException e) {
            throw failure("opening", e);
        }
    }

    private long restore(History history) {
        try (Consumer<byte[], byte[]> consumer = clients.historyConsumer()) {
            List<TopicPartition> only = List.of(partition);
            consumer.assign(only);
            consumer.seekToBeginning(only);
            // Former owners are shut out by now, so nothing can come behind this end.
            long end = clients.highWatermark(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                    hand(record, history);
                }
            }
            return end;
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> record, History history) {
        try {
            history.event(codec.decode(record));
        } catch (UnreadableEventException e) {
            Position position = new Position(record.partition(), record.offset());
            if (record.key() == null) {
                throw new LogException.Unavailable(
                        "The record at %s has no key, so no store can be held back for it".formatted(position), e);
            }
            history.unreadable(new String(record.key(), UTF_8), position, e);
        }
    }

    @Override
    public Position append(List<EncodedEvent> events, Position next) {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new LogException.Unavailable("Partition %d is not open".formatted(partition.partition()), null);
        }
        try {
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
            for (EncodedEvent event : events) {
                sent.add(open.send(event.toRecord(partition.partition())));
            }
            open.flush();
            checkOffsets(sent, next);
            open.commitTransaction();
            return new Position(partition.partition(), next.offset() + events.size() + COMMIT_MARKER);
        } catch (KafkaException e) {
            throw failure("appending to", e);
        }
    }

    /**
     * Answers and folds name positions before Kafka has confirmed them, so an event anywhere else must not become
     * visible. It also shows a foreign writer, which the fence does not know.
     */
    private void checkOffsets(List<Future<RecordMetadata>> sent, Position first) {
        long expected = first.offset();
        for (Future<RecordMetadata> future : sent) {
            long actual = offsetOf(future);
            if (actual != expected) {
                throw new LogException.Unavailable(
                        "Partition %d: expected to write at offset %d, Kafka wrote at %d; something else writes there"
                                .formatted(partition.partition(), expected, actual),
                        null);
            }
            expected++;
        }
    }

    private static long offsetOf(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private LogException failure(String doing, KafkaException e) {
        String message =
                "Kafka failed while %s partition %d: %s".formatted(doing, partition.partition(), e.getMessage());
        return isFence(e) ? new LogException.Fenced(message, e) : new LogException.Unavailable(message, e);
    }

    private static boolean isFence(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(AT_ONCE);
            producer = null;
        }
    }

    /** The clients a partition's log is made of. */
    interface WriterClients {

        Producer<byte[], byte[]> producer(int partition);

        Consumer<byte[], byte[]> historyConsumer();

        /** The end of what is replicated, open transactions included. */
        long highWatermark(TopicPartition partition);
    }
}
