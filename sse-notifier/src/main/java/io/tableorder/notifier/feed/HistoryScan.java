package io.tableorder.notifier.feed;

import io.tableorder.event.OperatorEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.RecordKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A scan is one re-read of a partition: it makes frames of some stores' events, each event once, and hands them on. */
final class HistoryScan {

    private final EventCodec codec = new EventCodec();
    private final int partitions;
    private final FrameEncoder encoder;
    private final Predicate<String> stores;
    private final EventHistory.Sink<StoreFrame> sink;
    private final Map<String, Long> lastSequences = new HashMap<>();

    HistoryScan(int partitions, FrameEncoder encoder, Predicate<String> stores, EventHistory.Sink<StoreFrame> sink) {
        this.encoder = encoder;
        this.partitions = partitions;
        this.stores = stores;
        this.sink = sink;
    }

    /**
     * Hands on what follows an event.
     *
     * @param held must be an event of one of the stores; it is not handed on
     * @return whether it is
     */
    boolean after(Position held, PartitionScan scan, OffsetRange range) throws IOException {
        boolean[] found = {false};
        read(scan, range, records -> {
            if (found[0] || records.isEmpty()) {
                return framesOf(records, Instant.MIN);
            }
            RecordedEvent first = ours(records.getFirst());
            found[0] = first != null && first.position().equals(held);
            return found[0] ? framesOf(records.subList(1, records.size()), Instant.MIN) : null;
        });
        return found[0];
    }

    /** Hands on the events decided at this time or later. */
    void since(Instant time, PartitionScan scan, OffsetRange range) throws IOException {
        read(scan, range, records -> framesOf(records, time));
    }

    /** Makes frames of a batch; null to end the re-read. */
    private interface Frames {
        @Nullable
        List<StoreFrame> of(List<ConsumerRecord<byte[], byte[]>> records);
    }

    private void read(PartitionScan scan, OffsetRange range, Frames frames) throws IOException {
        try {
            scan.readBatches(range, (records, _) -> {
                List<StoreFrame> made = frames.of(records);
                if (made != null) {
                    hand(made);
                }
                return made != null;
            });
        } catch (UncheckedIOException refused) {
            throw refused.getCause();
        }
    }

    private void hand(List<StoreFrame> frames) {
        try {
            sink.take(frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<StoreFrame> framesOf(List<ConsumerRecord<byte[], byte[]>> records, Instant since) {
        List<StoreFrame> frames = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            RecordedEvent event = ours(record);
            if (event != null && !event.time().isBefore(since)) {
                frames.add(encoder.encode(event));
            }
        }
        return frames;
    }

    /** Returns the record's event, if it is one of the stores' and no copy of one that came before. */
    private @Nullable RecordedEvent ours(ConsumerRecord<byte[], byte[]> record) {
        if (!(RecordKey.of(record, partitions) instanceof RecordKey.OfStore(var storeId)) || !stores.test(storeId)) {
            return null;
        }
        RecordedEvent event = codec.decode(record);
        if (event.sequence() <= lastSequences.getOrDefault(storeId, 0L)) {
            return null;
        }
        if (event.event() instanceof OperatorEvent) {
            // Something before it is no event of the store's, or was said with a text that is gone, and may have been
            // handed on.
            throw new LeftOutException(event.position());
        }
        lastSequences.put(storeId, event.sequence());
        return event;
    }
}
