package io.tableorder.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.store.Head;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Writes one store's valid hash chain of events as a writer would, and keeps the state they fold to. */
public final class StoreLog {
    private final String storeId;
    private final Partition partition;
    private StoreState state;
    private long sequence;
    private String hash = Head.GENESIS_HASH;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    /** A partition's records, so that several stores can share one. */
    public static class Partition {
        private final int number;
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private long nextOffset;

        public Partition(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        public List<ConsumerRecord<byte[], byte[]>> records() {
            return List.copyOf(records);
        }

        public List<ConsumerRecord<byte[], byte[]>> from(long offset) {
            return records.stream().filter(record -> record.offset() >= offset).toList();
        }

        /** Leaves a hole, as a transaction's end does. */
        public void skipOffset() {
            nextOffset++;
        }

        /** Where the record stands from now on. */
        protected long store(ProducerRecord<byte[], byte[]> record) {
            return nextOffset++;
        }

        public ConsumerRecord<byte[], byte[]> append(ProducerRecord<byte[], byte[]> record) {
            var appended = new ConsumerRecord<>(
                    record.topic(),
                    number,
                    store(record),
                    record.timestamp() == null ? 0 : record.timestamp(),
                    TimestampType.CREATE_TIME,
                    record.key() == null ? 0 : record.key().length,
                    record.value() == null ? 0 : record.value().length,
                    record.key(),
                    record.value(),
                    new RecordHeaders(record.headers()),
                    Optional.empty());
            records.add(appended);
            return appended;
        }
    }

    public StoreLog(String storeId, Partition partition) {
        this.storeId = storeId;
        this.partition = partition;
        this.state = StoreState.unopened(storeId);
    }

    public static StoreLog opened(String storeId, Partition partition) {
        StoreLog log = new StoreLog(storeId, partition);
        log.append(new StoreLifecycleEvent.Opened("hanok", "한옥 " + storeId, ZoneId.of("Asia/Seoul"), "KRW"));
        return log;
    }

    public String storeId() {
        return storeId;
    }

    public Partition partition() {
        return partition;
    }

    public StoreState state() {
        return state;
    }

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public RecordedEvent append(StoreEvent event) {
        RecordedEvent recorded = appendUnfolded(event);
        // As if what was left out of the fold had never been written, so that the state goes on without it.
        state = state.evolve(new RecordedEvent(
                recorded.eventId(),
                storeId,
                state.head().sequence() + 1,
                recorded.time(),
                recorded.stamp(),
                event,
                recorded.position(),
                state.head().hash(),
                recorded.hash()));
        return recorded;
    }

    /** A link of the hash chain whose facts the store's fold need not accept. */
    public RecordedEvent appendUnfolded(StoreEvent event) {
        now = now.plusMillis(1);
        EncodedEvent encoded = encode(event, sequence + 1, hash);
        RecordedEvent recorded = append(encoded);
        follow(recorded.sequence(), recorded.hash());
        return recorded;
    }

    public RecordedEvent append(EncodedEvent encoded) {
        ConsumerRecord<byte[], byte[]> record = partition.append(encoded.toRecord(partition.number()));
        return encoded.at(new Position(record.partition(), record.offset()));
    }

    /** The next event follows this link, which was written by other means. */
    public void follow(long lastSequence, String lastHash) {
        sequence = lastSequence;
        hash = lastHash;
    }

    public long sequence() {
        return sequence;
    }

    public String hash() {
        return hash;
    }

    public EncodedEvent encode(StoreEvent event, long sequence, String previousHash) {
        String id = Ids.next();
        StoreHashChain hashChain = StoreHashChain.of(storeId);
        hashChain.follow(sequence - 1, previousHash);
        return hashChain.next(
                id,
                event,
                now,
                new CommandStamp("command-" + id, null, new Actor(Role.STAFF, "staff-1"), "request-" + sequence));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
