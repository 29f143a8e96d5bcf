package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.CheckpointUpdate;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.RecordKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The log as one instance writes it: through a single writer id for all partitions, which anybody can shut out.
 * {@code TransactionalLogConformance} says in tests what every implementation must do.
 */
interface TransactionalLog extends AutoCloseable {

    /** Returns the id that this instance's appends are made under; no other process ever has the same. */
    String writerId();

    /**
     * Begins a tenure: settles what the tenure before has left open, so that it is visible or never will be, and shuts
     * that tenure out.
     *
     * @throws LogException.Unavailable if the log cannot be reached in time
     */
    void begin();

    /**
     * Shuts out other instances' tenures for good, and settles what they have left open. An instance that lives begins
     * another tenure, and asks the group first what it may still write.
     *
     * @throws LogException.Unavailable if the log cannot be reached in time; some may have been shut out
     */
    void fence(Collection<String> writerIds);

    /**
     * Hands over a partition's events from a position to its present end, in order. May be called by several threads.
     *
     * @return where the next event will stand, if nobody else appends
     * @throws LogException.Unavailable if the end is not reached in time
     */
    Position read(Position from, History history);

    /**
     * Looks one event up. May be called by many threads.
     *
     * @throws LogException.Unavailable if it cannot be read within {@code patience}
     * @throws IllegalStateException if there is none
     */
    RecordedEvent event(Position position, Duration patience);

    /** Returns what is known of the partition's past without reading it, from the checkpoint that was appended last. */
    CheckpointLoad checkpoint(int partition);

    /** Returns the keys of the texts of the partition's stores, as the last commit left them. */
    KeyTopic.Read keys(int partition);

    /**
     * Makes the events of all partitions visible and durable, and records of other topics with them, all or none. By one
     * thread at a time.
     *
     * @param others a {@link CheckpointUpdate}'s and those of keys, or none
     * @return where each partition's next event will stand, in the order given
     * @throws LogException.Unavailable if they may or may not have been appended: {@link #begin} settles it
     * @throws LogException.Fenced if this tenure has been shut out; none was appended
     */
    List<Position> append(List<PartitionEvents> events, List<ProducerRecord<byte[], byte[]>> others);

    /**
     * Returns if this tenure has not been shut out until now, at the price of a commit. By the thread that appends.
     *
     * @throws LogException as {@link #append}
     */
    void confirm();

    /** Makes an {@link #append} or {@link #confirm} that is under way fail soon. May be called by any thread. */
    void breakOff();

    /** Ends the tenure; what was being appended is left for whoever begins or fences next. */
    @Override
    void close();

    /**
     * These are events for one partition.
     *
     * @param first where the first stands; the others stand right behind it
     */
    record PartitionEvents(Position first, List<EncodedEvent> events) {}

    /** Receives a partition's past. */
    interface History {

        void event(RecordedEvent event);

        /** Counts a record that concerns no store. */
        void nobodys(Position position, RecordKey.Reason reason);

        /** Takes a record of this store that cannot be read. It holds its store back. */
        void unreadable(String storeId, StoreRecord.Unreadable record);
    }
}
