package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks single events up in the log. For many threads at once, of which a few read and the others wait their turn. */
final class EventLookup implements AutoCloseable {

    /** Each reads with a consumer of its own, whose buffers and connection it keeps. One look-up takes milliseconds. */
    private static final int MAXIMUM_AT_ONCE = 4;

    private final Semaphore places = new Semaphore(MAXIMUM_AT_ONCE, true);
    private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> freeNumbers = new ConcurrentLinkedQueue<>(
            IntStream.range(0, MAXIMUM_AT_ONCE).boxed().toList());
    private final IntFunction<Consumer<byte[], byte[]>> consumers;
    private final EventCodec codec;

    /** A reader's number is no other open reader's, so that their clients can be told apart. */
    private record Reader(int number, Consumer<byte[], byte[]> consumer) {}

    /** @param consumers makes one with a number */
    EventLookup(IntFunction<Consumer<byte[], byte[]>> consumers, EventCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    /**
     * Returns the committed event at a position.
     *
     * @throws TimeoutException if it cannot be read within {@code patience}
     * @throws IllegalStateException if there is none
     */
    RecordedEvent event(Position position, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        awaitPlace(position, patience);
        try {
            Reader reader = idleOrNew();
            try {
                RecordedEvent event = read(reader.consumer(), position, Duration.ofNanos(deadline - System.nanoTime()));
                idle.add(reader);
                return event;
            } catch (RuntimeException e) {
                close(reader);
                throw e;
            }
        } finally {
            places.release();
        }
    }

    /** There is a free number for whoever has a place: every other number is a reader's. */
    private Reader idleOrNew() {
        Reader reader = idle.poll();
        if (reader != null) {
            return reader;
        }
        int number = freeNumbers.remove();
        try {
            return new Reader(number, consumers.apply(number));
        } catch (RuntimeException e) {
            freeNumbers.add(number);
            throw e;
        }
    }

    private void close(Reader reader) {
        try {
            reader.consumer().close();
        } finally {
            freeNumbers.add(reader.number());
        }
    }

    private void awaitPlace(Position position, Duration patience) {
        try {
            if (places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TimeoutException("The event at %s could not be looked up in time: %d look-ups are under way"
                .formatted(position, MAXIMUM_AT_ONCE));
    }

    private RecordedEvent read(Consumer<byte[], byte[]> consumer, Position position, Duration patience) {
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, position.partition());
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        new PartitionScan(consumer, partition, ScanBound.within(patience))
                .read(new OffsetRange(position.offset(), position.offset() + 1), found::add);
        if (found.isEmpty()) {
            throw new IllegalStateException("There is no event at %s".formatted(position));
        }
        return codec.decode(found.getFirst());
    }

    @Override
    public void close() {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            close(reader);
        }
    }
}
