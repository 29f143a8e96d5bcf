package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import io.tableorder.wire.UnreadableEventException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a store's past from the log again, for streams whose place has left the ring. Bounded in every direction. */
public final class EventHistory {

    private static final Logger log = LoggerFactory.getLogger(EventHistory.class);

    /** For one re-read, with the writing of it: a screen that has waited longer is better served by a fresh board. */
    static final Duration MAXIMUM_TIME = Duration.ofSeconds(10);

    /** Each is a consumer with buffers of some megabytes, and all together must leave the live feed its share. */
    static final int MAXIMUM_AT_ONCE = 4;

    /** For one of those places; longer and a fresh board comes sooner. */
    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Semaphore places = new Semaphore(MAXIMUM_AT_ONCE, true);
    private final FeedConsumers consumers;
    private final FeedLimits limits;
    private final EventCodec codec = new EventCodec();
    private final FrameEncoder encoder = new FrameEncoder();

    /** What became of a re-read. After anything but {@link #COMPLETE} the stream needs a fresh board. */
    public enum Outcome {
        COMPLETE,
        /** Further back than is read again. */
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

    public EventHistory(FeedConsumers consumers, FeedLimits limits) {
        this.consumers = consumers;
        this.limits = limits;
    }

    /** Reads these stores' events after {@code held} and up to {@code last}, both of the same partition. */
    Outcome after(Predicate<String> stores, Position held, Position last, Sink<StoreFrame> sink)
            throws IOException, InterruptedException {
        if (last.offset() - held.offset() > limits.replaySpan()) {
            return Outcome.TOO_OLD;
        }
        return inPlace(held.partition(), (consumer, partition) -> {
            Scan scan = new Scan(stores, Instant.MIN, last, sink);
            return scan.run(consumer, partition, held.offset(), OptionalLong.of(held.offset()));
        });
    }

    /** Reads these stores' events decided at this time or later, up to {@code last}. */
    Outcome since(Predicate<String> stores, Instant time, Position last, Sink<StoreFrame> sink)
            throws IOException, InterruptedException {
        return inPlace(last.partition(), (consumer, partition) -> {
            OffsetAndTimestamp found =
                    consumer.offsetsForTimes(Map.of(partition, millis(time))).get(partition);
            if (found == null || found.offset() > last.offset()) {
                return Outcome.COMPLETE;
            }
            if (last.offset() - found.offset() > limits.replaySpan()) {
                return Outcome.TOO_OLD;
            }
            return new Scan(stores, time, last, sink).run(consumer, partition, found.offset(), OptionalLong.empty());
        });
    }

    /** Of the second at or before the time, within what a long can say; the scan looks at the events' exact times. */
    private static long millis(Instant time) {
        return Math.clamp(time.getEpochSecond(), 0, Integer.MAX_VALUE) * 1_000L;
    }

    private interface Reading {
        Outcome read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) throws IOException;
    }

    private Outcome inPlace(int partitionNumber, Reading reading) throws IOException, InterruptedException {
        if (!places.tryAcquire(MAXIMUM_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            return Outcome.UNAVAILABLE;
        }
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, partitionNumber);
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.make("sse-notifier-history")) {
            consumer.assign(List.of(partition));
            return reading.read(consumer, partition);
        } catch (KafkaException | UnreadableEventException e) {
            log.warn("The log could not be read again, a stream gets a fresh board instead: {}", e.toString());
            return Outcome.UNAVAILABLE;
        } finally {
            places.release();
        }
    }

    private final class Scan {
        private final Predicate<String> stores;
        private final Instant since;
        private final Position last;
        private final Sink<StoreFrame> sink;
        private final long deadline = System.nanoTime() + MAXIMUM_TIME.toNanos();

        private Scan(Predicate<String> stores, Instant since, Position last, Sink<StoreFrame> sink) {
            this.stores = stores;
            this.since = since;
            this.last = last;
            this.sink = sink;
        }

        /** @param held the offset that must be this store's event; it is not sent again */
        private Outcome run(
                KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, OptionalLong held)
                throws IOException {
            consumer.seek(partition, from);
            boolean heldToFind = held.isPresent();
            while (consumer.position(partition) <= last.offset()) {
                if (System.nanoTime() > deadline) {
                    return Outcome.UNAVAILABLE;
                }
                List<ConsumerRecord<byte[], byte[]>> records =
                        consumer.poll(POLL).records(partition);
                if (heldToFind && !records.isEmpty()) {
                    ConsumerRecord<byte[], byte[]> first = records.getFirst();
                    if (first.offset() != from || !isOurs(first)) {
                        return Outcome.NOT_OF_THIS_STORE;
                    }
                    records = records.subList(1, records.size());
                    heldToFind = false;
                }
                sink.take(framesOf(records));
            }
            return Outcome.COMPLETE;
        }

        private List<StoreFrame> framesOf(List<ConsumerRecord<byte[], byte[]>> records) {
            List<StoreFrame> frames = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() <= last.offset() && isOurs(record)) {
                    RecordedEvent event = codec.decode(record);
                    if (!event.time().isBefore(since)) {
                        frames.add(encoder.encode(event));
                    }
                }
            }
            return frames;
        }

        private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
            return record.key() != null && stores.test(new String(record.key(), UTF_8));
        }
    }
}
