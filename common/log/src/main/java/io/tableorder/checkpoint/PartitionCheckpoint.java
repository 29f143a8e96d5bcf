package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.checkpoint.CheckpointFormat.Marker;
import io.tableorder.event.Position;
import io.tableorder.store.StoreState;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A partition checkpoint is what stands in {@code order-checkpoints} of one partition, as its writer knows it: enough
 * to write of the next checkpoint only what differs. Immutable; it holds on to parts of states, which share their structure with
 * later ones.
 */
public final class PartitionCheckpoint {

    private final int partition;
    private final SortedMap<String, StoreCheckpoint> stores;
    /** Keys in the topic that belong to nothing; the next checkpoint deletes them. */
    private final Set<String> strays;

    PartitionCheckpoint(int partition, SortedMap<String, StoreCheckpoint> stores, Set<String> strays) {
        this.partition = partition;
        this.stores = stores;
        this.strays = strays;
    }

    /** Returns the checkpoint of a partition whose topic is empty. */
    public static PartitionCheckpoint none(int partition) {
        return of(partition, Set.of());
    }

    /** Returns the checkpoint of a partition whose topic holds none of these keys' records to trust. */
    static PartitionCheckpoint of(int partition, Set<String> keys) {
        Set<String> strays = new HashSet<>(keys);
        strays.remove(CheckpointKeys.MARKER);
        return new PartitionCheckpoint(partition, new TreeMap<>(), strays);
    }

    /**
     * Returns a checkpoint on the same topic, with nothing in it trusted: the next checkpoint writes every store anew.
     */
    public PartitionCheckpoint distrusted() {
        Set<String> keys = new HashSet<>(strays);
        stores.values().forEach(store -> keys.addAll(store.keys()));
        return new PartitionCheckpoint(partition, new TreeMap<>(), keys);
    }

    /**
     * Returns the checkpoint as of {@code next}. Takes the time that encoding the changed stores takes, and may do so
     * on any thread.
     *
     * @param states every store's, each the fold of all its events before {@code next}. Those that have not changed cost
     *     nothing. If a store's past cannot be folded there is no such state, and no checkpoint to be written
     * @param next where the replay is to go on: with the events of a transaction in the states, right behind it
     */
    public CheckpointUpdate next(Collection<StoreState> states, Position next) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        StoreEncoder encoder = new StoreEncoder(values);
        SortedMap<String, StoreCheckpoint> after = new TreeMap<>(stores);
        Set<String> gone = new HashSet<>(strays);
        for (StoreState state : states) {
            StoreCheckpoint before = stores.get(state.storeId());
            if (hasEvents(state, next) && (before == null || !before.head().equals(state.head()))) {
                StoreCheckpoint written = encoder.encode(before, state);
                after.put(state.storeId(), written);
                gone.addAll(before == null ? Set.of() : before.keys());
                gone.removeAll(written.keys());
            }
        }
        values.put(CheckpointKeys.MARKER, CheckpointCodec.write(marker(after, next)));
        return new CheckpointUpdate(records(values, gone), new PartitionCheckpoint(partition, after, Set.of()));
    }

    private boolean hasEvents(StoreState state, Position next) {
        Position head = state.head().position();
        if (next.partition() != partition || (head != null && (!next.includes(head) || next.equals(head)))) {
            throw new IllegalArgumentException("Store %s is at %s: expected a position in partition %d before %s"
                    .formatted(state.storeId(), head, partition, next));
        }
        return head != null;
    }

    private List<ProducerRecord<byte[], byte[]>> records(Map<String, byte[]> values, Set<String> gone) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(values.size() + gone.size());
        values.forEach((key, value) -> records.add(record(key, value)));
        gone.forEach(key -> records.add(record(key, null)));
        return records;
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.ORDER_CHECKPOINTS, partition, key.getBytes(UTF_8), value);
    }

    private static Marker marker(SortedMap<String, StoreCheckpoint> stores, Position next) {
        SortedMap<String, String> digests = new TreeMap<>();
        stores.forEach((storeId, store) -> digests.put(storeId, store.digest()));
        return Marker.of(next, digests);
    }
}
