package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.Position;
import io.tableorder.event.Printer;
import io.tableorder.event.Sha256;
import io.tableorder.event.Station;
import io.tableorder.store.Call;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.EarlierEvents;
import io.tableorder.store.Head;
import io.tableorder.store.Order;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.Table;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents a checkpoint consists of, and the formats that can be read. A change of any document, or of a record of
 * {@code io.tableorder.store} in one, is a new format; dropping the old one costs each partition a full replay.
 */
final class CheckpointFormat {

    /** Orders say where their earlier events are, and stubs do instead of keeping an order. */
    static final int CURRENT = 3;

    /** This format kept receipts as stubs, and orders as the result of some. */
    static final int WHOLE_ORDERS = 2;

    /** This format kept receipts whole, each with its order, as JSON. */
    static final int WHOLE_RECEIPTS = 1;

    static final List<Integer> READABLE = List.of(WHOLE_RECEIPTS, WHOLE_ORDERS, CURRENT);

    private CheckpointFormat() {}

    /**
     * This is the marker document of a partition.
     *
     * @param position where the replay goes on
     * @param stores how many have a checkpoint
     * @param digest of the position and of every store's document: only what was written together has it
     */
    record Marker(int formatVersion, Position position, int stores, String digest) {

        /** @param digests of the stores' documents, by store */
        static Marker of(Position position, SortedMap<String, String> digests) {
            MessageDigest all = Sha256.begin();
            all.update(position.toString().getBytes(UTF_8));
            digests.forEach((storeId, digest) ->
                    all.update("\n%s %s".formatted(storeId, digest).getBytes(UTF_8)));
            return new Marker(CURRENT, position, digests.size(), CheckpointCodec.hex(all));
        }
    }

    /** This is the document of a store: the small facts, and where the others are. */
    record Store(
            int formatVersion,
            String storeId,
            Head head,
            @Nullable StoreProfile profile,
            OrderNumbers orderNumbers,
            Section catalogue,
            Section floor,
            List<ReceiptsSection> receipts) {

        Store {
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * A section is a document kept beside the store's, in slices.
     *
     * @param name unique within the store
     * @param slices into how many records it is cut
     * @param digest of the slices as they stand in the topic
     */
    record Section(String name, int slices, String digest) {}

    /**
     * A section has some of a store's receipts, in the order they were made.
     *
     * @param first offset of the first receipt the section has had; receipts before it are in earlier sections
     * @param last offset of its last receipt
     */
    record ReceiptsSection(long first, long last, int count, Section section) {}

    /** @param stations and printers are null in a store without any, as calls are in {@link FloorDocument} and for the same reason */
    record CatalogueDocument(
            List<Category> categories,
            List<MenuItem> menus,
            @Nullable List<Station> stations,
            @Nullable List<Printer> printers) {}

    /**
     * @param calls null when nobody has called, as in stores from before there were calls. A reader refuses every member it
     *     does not know, and replays
     */
    record FloorDocument(
            List<Table> tables,
            List<Order> orders,
            @Nullable List<Call> calls) {}

    /** This is how format 1 kept receipts. */
    record WholeReceiptsDocument(List<Receipt> receipts) {}

    /**
     * This is how receipts are kept since format 2.
     *
     * @param stubs one behind the other, as {@link StubCodec} writes them
     * @param results what some of the stubs have besides
     */
    record StubsDocument(byte[] stubs, List<Result> results) {}

    /**
     * This is what a stub has besides its bytes.
     *
     * @param offset of the stub
     * @param order never there beside {@code earlier}
     * @param earlier since format 3
     */
    record Result(
            long offset,
            @Nullable StoreProfile profile,
            @Nullable MenuItem menu,
            @Nullable Order order,
            @Nullable EarlierEvents earlier) {}
}
