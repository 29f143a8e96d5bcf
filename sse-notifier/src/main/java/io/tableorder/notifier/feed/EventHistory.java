package io.tableorder.notifier.feed;

import io.tableorder.board.FreeTexts;
import io.tableorder.event.Position;
import io.tableorder.identity.ClientPositions;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.Topics;
import io.tableorder.wire.UnreadableEventException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a store's past from the log again, for streams whose place has left the ring. Every direction has a bound. */
public final class EventHistory {

    private static final Logger log = LoggerFactory.getLogger(EventHistory.class);

    /** One re-read takes at most so long, with the writing of it: later a fresh board serves the screen better. */
    private static final ScanBound BOUND = ScanBound.within(Duration.ofSeconds(10));

    /** So many re-reads run at once. Each has buffers of some megabytes, and all must leave the live feed its share. */
    private static final int MAXIMUM_AT_ONCE = 4;

    /** A re-read waits at most so long for its turn; after that a fresh board comes sooner. */
    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(2);

    /** Each place has a number, so that the clients of those who read at once can be told apart. */
    private final BlockingQueue<Integer> places = new ArrayBlockingQueue<>(
            MAXIMUM_AT_ONCE, true, IntStream.range(0, MAXIMUM_AT_ONCE).boxed().toList());

    private final FeedConsumers consumers;
    private final int partitions;
    private final FeedLimits limits;
    private final FrameEncoder encoder;

    /**
     * An outcome says what became of a re-read. After anything but {@link #COMPLETE} the stream needs a fresh board.
     */
    public enum Outcome {
        COMPLETE,
        /** The position is further back than is read again. */
        TOO_OLD,
        /** The position is no event of this store. */
        NOT_OF_THIS_STORE,
        /** The log cannot be read now, or not in time. */
        UNAVAILABLE
    }

    /** Takes frames in their order; what it throws ends the re-read. */
    @FunctionalInterface
    public interface Sink<F extends Frame> {
        void take(List<F> frames) throws IOException;
    }

    /** @param partitions of the log */
    public EventHistory(
            FeedConsumers consumers, int partitions, FeedLimits limits, ClientPositions positions, FreeTexts texts) {
        this.consumers = consumers;
        this.partitions = partitions;
        this.limits = limits;
        this.encoder = new FrameEncoder(positions, texts);
    }

    /** Reads these stores' events after {@code held} and up to {@code last}, both of the same partition. */
    Outcome after(Predicate<String> stores, Position held, Position last, Sink<StoreFrame> sink)
            throws IOException, InterruptedException {
        if (last.offset() - held.offset() > limits.replaySpan()) {
            return Outcome.TOO_OLD;
        }
        return inPlace(held.partition(), scan -> {
            OffsetRange range = new OffsetRange(held.offset(), last.offset() + 1);
            boolean isEvent = new HistoryScan(partitions, encoder, stores, sink).after(held, scan, range);
            return isEvent ? Outcome.COMPLETE : Outcome.NOT_OF_THIS_STORE;
        });
    }

    /** Reads these stores' events decided at this time or later, up to {@code last}. */
    Outcome since(Predicate<String> stores, Instant time, Position last, Sink<StoreFrame> sink)
            throws IOException, InterruptedException {
        return inPlace(last.partition(), scan -> {
            OffsetRange all = new OffsetRange(scan.everything().start(), last.offset() + 1);
            OffsetRange range = new OffsetRange(scan.firstSince(all, wholeSecond(time)), all.end());
            if (range.end() - range.start() > limits.replaySpan()) {
                return Outcome.TOO_OLD;
            }
            new HistoryScan(partitions, encoder, stores, sink).since(time, scan, range);
            return Outcome.COMPLETE;
        });
    }

    /** Returns the second at or before the time, within what Kafka can be asked for; the scan looks at exact times. */
    private static Instant wholeSecond(Instant time) {
        return Instant.ofEpochSecond(Math.clamp(time.getEpochSecond(), 0, Integer.MAX_VALUE));
    }

    private interface Reading {
        Outcome read(PartitionScan scan) throws IOException;
    }

    private Outcome inPlace(int partition, Reading reading) throws IOException, InterruptedException {
        Integer place = places.poll(MAXIMUM_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (place == null) {
            return Outcome.UNAVAILABLE;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.make("sse-notifier-history-" + place)) {
            TopicPartition events = new TopicPartition(Topics.ORDER_EVENTS, partition);
            return reading.read(new PartitionScan(consumer, events, BOUND));
        } catch (KafkaException | UnreadableEventException | LeftOutException e) {
            log.warn("The log could not be read again, a stream gets a fresh board instead: {}", e.toString());
            return Outcome.UNAVAILABLE;
        } finally {
            places.add(place);
        }
    }
}
