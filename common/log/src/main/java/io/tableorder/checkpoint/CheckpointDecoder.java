package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointFormat.CatalogueDocument;
import io.tableorder.checkpoint.CheckpointFormat.FloorDocument;
import io.tableorder.checkpoint.CheckpointFormat.Marker;
import io.tableorder.checkpoint.CheckpointFormat.ReceiptsSection;
import io.tableorder.checkpoint.CheckpointFormat.Section;
import io.tableorder.checkpoint.CheckpointFormat.StubsDocument;
import io.tableorder.checkpoint.CheckpointFormat.WholeReceiptsDocument;
import io.tableorder.checkpoint.CheckpointLoad.Reason;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Floor;
import io.tableorder.store.Receipt;
import io.tableorder.store.ReceiptStub;
import io.tableorder.store.Receipts;
import io.tableorder.store.StoreState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a checkpoint from what a partition of its topic holds. The marker's digest covers every store's document, and
 * each of those the digests of its sections, so records of different checkpoints do not pass for one.
 */
public final class CheckpointDecoder {

    private final int partition;
    private final Map<String, byte[]> values;

    private CheckpointDecoder(int partition, Map<String, byte[]> values) {
        this.partition = partition;
        this.values = values;
    }

    /**
     * Decodes a partition's checkpoint.
     *
     * @param values the latest value of each key, without deleted ones
     * @param logEnd the offset right behind the last event that can be read in this partition of the log
     */
    public static CheckpointLoad decode(int partition, Map<String, byte[]> values, long logEnd) {
        if (values.isEmpty()) {
            return new CheckpointLoad.Missing(PartitionCheckpoint.none(partition));
        }
        try {
            return new CheckpointDecoder(partition, values).decode(logEnd);
        } catch (UnusableCheckpointException e) {
            return new CheckpointLoad.Unusable(
                    e.reason(), String.valueOf(e.getMessage()), PartitionCheckpoint.of(partition, values.keySet()));
        }
    }

    private CheckpointLoad decode(long logEnd) {
        Marker marker =
                CheckpointCodec.readVersioned(CheckpointKeys.MARKER, value(CheckpointKeys.MARKER), Marker.class);
        SortedMap<String, CheckpointFormat.Store> documents = documents();
        SortedMap<String, String> digests = new TreeMap<>();
        documents.keySet().forEach(storeId -> digests.put(storeId, CheckpointCodec.digest(value(storeId))));
        check(marker, digests, logEnd);

        SortedMap<String, StoreCheckpoint> stores = new TreeMap<>();
        Map<String, StoreState> states = new HashMap<>();
        Set<String> strays = new HashSet<>(values.keySet());
        strays.remove(CheckpointKeys.MARKER);
        documents.forEach((storeId, document) -> {
            StoreState state = state(document);
            states.put(storeId, state);
            // What stands there in an older format is written anew by the next checkpoint, whole.
            if (document.formatVersion() == CheckpointFormat.CURRENT) {
                StoreCheckpoint store = StoreCheckpoint.of(state, document, digests.getOrDefault(storeId, ""));
                stores.put(storeId, store);
                strays.removeAll(store.keys());
            }
        });
        return new CheckpointLoad.Loaded(states, marker.position(), new PartitionCheckpoint(partition, stores, strays));
    }

    private SortedMap<String, CheckpointFormat.Store> documents() {
        SortedMap<String, CheckpointFormat.Store> documents = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : values.entrySet()) {
            String key = entry.getKey();
            if (CheckpointKeys.isStore(key)) {
                byte[] json = CheckpointCodec.expand(key, entry.getValue());
                documents.put(key, CheckpointCodec.readVersioned(key, json, CheckpointFormat.Store.class));
            }
        }
        return documents;
    }

    private void check(Marker marker, SortedMap<String, String> digests, long logEnd) {
        Marker expected = Marker.of(marker.position(), digests);
        if (marker.position().partition() != partition
                || marker.stores() != expected.stores()
                || !marker.digest().equals(expected.digest())) {
            throw new UnusableCheckpointException(
                    Reason.TORN,
                    "The marker says %d stores at %s; the %d stores found in partition %d are not those"
                            .formatted(marker.stores(), marker.position(), expected.stores(), partition),
                    null);
        }
        if (marker.position().offset() > logEnd) {
            throw new UnusableCheckpointException(
                    Reason.BEYOND_LOG_END,
                    "The checkpoint is as of %s, and the log ends at %d".formatted(marker.position(), logEnd),
                    null);
        }
    }

    private StoreState state(CheckpointFormat.Store document) {
        String storeId = document.storeId();
        CatalogueDocument catalogue = read(storeId, document.catalogue(), CatalogueDocument.class);
        FloorDocument floor = read(storeId, document.floor(), FloorDocument.class);
        boolean whole = document.formatVersion() == CheckpointFormat.WHOLE_RECEIPTS;
        WholeReceipts former = new WholeReceipts(whole ? wholeReceipts(document) : List.of());
        return new StoreState(
                storeId,
                document.profile(),
                Catalogue.of(
                        catalogue.categories(),
                        catalogue.menus(),
                        catalogue.stations() == null ? List.of() : catalogue.stations(),
                        catalogue.printers() == null ? List.of() : catalogue.printers()),
                Floor.of(
                        floor.tables(),
                        whole ? former.placed(floor.orders()) : floor.orders(),
                        floor.calls() == null ? List.of() : floor.calls()),
                document.orderNumbers(),
                Receipts.of(whole ? former.stubs() : stubs(document)),
                document.head());
    }

    private List<ReceiptStub> stubs(CheckpointFormat.Store document) {
        List<ReceiptStub> stubs = new ArrayList<>();
        for (ReceiptsSection some : document.receipts()) {
            Section section = some.section();
            stubs.addAll(StubCodec.read(section.name(), read(document.storeId(), section, StubsDocument.class)));
        }
        return stubs;
    }

    private List<Receipt> wholeReceipts(CheckpointFormat.Store document) {
        List<Receipt> receipts = new ArrayList<>();
        for (ReceiptsSection some : document.receipts()) {
            receipts.addAll(read(document.storeId(), some.section(), WholeReceiptsDocument.class)
                    .receipts());
        }
        return receipts;
    }

    private <T> T read(String storeId, Section section, Class<T> type) {
        String name = storeId + "#" + section.name();
        List<byte[]> slices =
                CheckpointKeys.slices(storeId, section).map(this::value).toList();
        ByteArrayOutputStream json = new ByteArrayOutputStream(slices.size() * StoreEncoder.SLICE_BYTES);
        slices.forEach(slice -> json.writeBytes(CheckpointCodec.expand(name, slice)));
        if (!CheckpointCodec.digest(slices).equals(section.digest())) {
            throw new UnusableCheckpointException(
                    Reason.TORN, name + ": its store's document names another content of this section", null);
        }
        return CheckpointCodec.read(name, json.toByteArray(), type);
    }

    private byte[] value(String key) {
        byte[] value = values.get(key);
        if (value == null) {
            throw new UnusableCheckpointException(Reason.TORN, key + " is missing", null);
        }
        return value;
    }
}
