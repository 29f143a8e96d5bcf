package io.tableorder.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads one store's events of a span of time once more. */
public final class Replay {
    /** An output is flushed after so many events when nothing slows them down. */
    private static final int FLUSH_EVERY = 256;

    /**
     * This is what is to be replayed.
     *
     * @param from the first time that is in it; null for the store's beginning
     * @param to the first time that is not in it any more; null for the log's end
     */
    public record Wanted(
            String storeId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * This is what was replayed.
     *
     * @param stopped before the end, because somebody asked for it
     */
    public record Result(
            long events,
            @Nullable Position first,
            @Nullable Position last,
            @Nullable Instant lastTime,
            boolean stopped) {}

    private final Wanted wanted;
    private final byte[] key;
    private final Pace pace;
    private final EventSink sink;
    private final StopSignal stop;
    private long events;
    private @Nullable Position first;
    private @Nullable Position last;
    private @Nullable Instant lastTime;
    private boolean stopped;

    public Replay(Wanted wanted, Pace pace, EventSink sink, StopSignal stop) {
        this.wanted = wanted;
        this.key = wanted.storeId().getBytes(UTF_8);
        this.pace = pace;
        this.sink = sink;
        this.stop = stop;
    }

    /** Runs the replay; may be called once. */
    public Result run(LogReader log) {
        LogReader.Span span = log.everything(log.partitionOf(wanted.storeId()));
        long start = wanted.from() == null ? span.start() : log.firstSince(span, wanted.from());
        log.read(new LogReader.Span(span.partition(), start, span.end()), this::visit);
        sink.flush();
        return new Result(events, first, last, lastTime, stopped);
    }

    private boolean visit(ConsumerRecord<byte[], byte[]> record) {
        if (stop.isGiven()) {
            stopped = true;
            return false;
        }
        if (!Arrays.equals(record.key(), key)) {
            return true;
        }
        // The writer stamps a record with its event's time, and a store's times never go back.
        Instant time = Instant.ofEpochMilli(record.timestamp());
        if (wanted.to() != null && !time.isBefore(wanted.to())) {
            return false;
        }
        if (wanted.from() != null && time.toEpochMilli() < wanted.from().toEpochMilli()) {
            return true;
        }
        return isItsTurn(time) && handOver(record, time);
    }

    private boolean isItsTurn(Instant time) {
        try {
            stop.await(pace.until(time));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        stopped |= stop.isGiven();
        return !stopped;
    }

    private boolean handOver(ConsumerRecord<byte[], byte[]> record, Instant time) {
        sink.accept(record);
        last = new Position(record.partition(), record.offset());
        first = first == null ? last : first;
        lastTime = time;
        events++;
        if (pace.waits() || events % FLUSH_EVERY == 0) {
            sink.flush();
        }
        return true;
    }
}
