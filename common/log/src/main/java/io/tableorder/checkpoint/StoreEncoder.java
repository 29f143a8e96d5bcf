package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointFormat.CatalogueDocument;
import io.tableorder.checkpoint.CheckpointFormat.FloorDocument;
import io.tableorder.checkpoint.CheckpointFormat.ReceiptsSection;
import io.tableorder.checkpoint.CheckpointFormat.Section;
import io.tableorder.store.ReceiptStub;
import io.tableorder.store.StoreState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what has changed in a store since its last checkpoint, and refers to the rest. */
final class StoreEncoder {

    /** Keeps every record below half of the broker's limit of 1 MiB, however badly it compresses. */
    static final int SLICE_BYTES = 256 * 1024;

    /**
     * A receipts section holds so many, 14 to 24 KiB of JSON. The last section is written anew until it has so many;
     * smaller ones would make the store's document longer, which names up to 100 of them.
     */
    static final int RECEIPTS_PER_SECTION = 200;

    private final Map<String, byte[]> values;

    /** @param values receives the records to write */
    StoreEncoder(Map<String, byte[]> values) {
        this.values = values;
    }

    StoreCheckpoint encode(@Nullable StoreCheckpoint before, StoreState state) {
        CheckpointFormat.Store document = new CheckpointFormat.Store(
                CheckpointFormat.CURRENT,
                state.storeId(),
                state.head(),
                state.profile(),
                state.orderNumbers(),
                catalogue(before, state),
                floor(before, state),
                receipts(before, state));
        byte[] json = CheckpointCodec.write(document);
        byte[] value = CheckpointCodec.compress(json, 0, json.length);
        values.put(state.storeId(), value);
        return StoreCheckpoint.of(state, document, CheckpointCodec.digest(value));
    }

    @SuppressWarnings(
            "ReferenceEquality") // A part that no event has touched is the same object, which is all that is asked.
    private Section catalogue(@Nullable StoreCheckpoint before, StoreState state) {
        if (before != null && before.catalogue() == state.catalogue()) {
            return before.document().catalogue();
        }
        return write(
                state,
                "catalogue",
                new CatalogueDocument(
                        List.copyOf(state.catalogue().categories().values()),
                        List.copyOf(state.catalogue().menus().values()),
                        state.catalogue().stations().isEmpty()
                                ? null
                                : List.copyOf(state.catalogue().stations().values()),
                        state.catalogue().printers().isEmpty()
                                ? null
                                : List.copyOf(state.catalogue().printers().values())));
    }

    @SuppressWarnings("ReferenceEquality") // As above.
    private Section floor(@Nullable StoreCheckpoint before, StoreState state) {
        if (before != null && before.floor() == state.floor()) {
            return before.document().floor();
        }
        return write(
                state,
                "floor",
                new FloorDocument(
                        List.copyOf(state.floor().tables().values()),
                        List.copyOf(state.floor().orders().values()),
                        state.floor().calls().isEmpty()
                                ? null
                                : List.copyOf(state.floor().calls().values())));
    }

    /** Full sections stay as they are until their last receipt is over; then they are no longer named. */
    private List<ReceiptsSection> receipts(@Nullable StoreCheckpoint before, StoreState state) {
        List<ReceiptStub> receipts = state.receipts().oldestFirst();
        long oldest = receipts.getFirst().offset();
        List<ReceiptsSection> sections = new ArrayList<>();
        if (before != null) {
            before.document().receipts().stream()
                    .filter(section -> section.last() >= oldest)
                    .forEach(sections::add);
        }
        long from = oldest;
        if (!sections.isEmpty()) {
            boolean full = sections.getLast().count() >= RECEIPTS_PER_SECTION;
            from = full ? sections.getLast().last() + 1 : sections.removeLast().first();
        }
        write(state, receiptsFrom(from, receipts), from, sections);
        return sections;
    }

    private void write(StoreState state, List<ReceiptStub> receipts, long from, List<ReceiptsSection> sections) {
        long first = from;
        for (int start = 0; start < receipts.size(); start += RECEIPTS_PER_SECTION) {
            List<ReceiptStub> some = receipts.subList(start, Math.min(start + RECEIPTS_PER_SECTION, receipts.size()));
            long last = some.getLast().offset();
            Section section = write(state, "receipts-" + first, StubCodec.write(some));
            sections.add(new ReceiptsSection(first, last, some.size(), section));
            first = last + 1;
        }
    }

    /** Looks from the end, since what is new is there. */
    private static List<ReceiptStub> receiptsFrom(long offset, List<ReceiptStub> receipts) {
        int start = receipts.size();
        while (start > 0 && receipts.get(start - 1).offset() >= offset) {
            start--;
        }
        return receipts.subList(start, receipts.size());
    }

    private Section write(StoreState state, String name, Object document) {
        byte[] json = CheckpointCodec.write(document);
        List<byte[]> slices = new ArrayList<>();
        for (int start = 0; start < json.length; start += SLICE_BYTES) {
            slices.add(CheckpointCodec.compress(json, start, Math.min(start + SLICE_BYTES, json.length)));
        }
        Section section = new Section(name, slices.size(), CheckpointCodec.digest(slices));
        var next = slices.iterator();
        CheckpointKeys.slices(state.storeId(), section).forEachOrdered(key -> values.put(key, next.next()));
        return section;
    }
}
