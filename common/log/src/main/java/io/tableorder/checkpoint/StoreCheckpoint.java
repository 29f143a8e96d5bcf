package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointFormat.ReceiptsSection;
import io.tableorder.checkpoint.CheckpointFormat.Section;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Floor;
import io.tableorder.store.Head;
import io.tableorder.store.StoreState;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store's checkpoint as it stands in the topic. Holds on to what tells whether a section has changed, and not to the
 * receipts, of which the state has its own copy by and by.
 *
 * @param digest of the document's value in the topic
 */
record StoreCheckpoint(Head head, Catalogue catalogue, Floor floor, CheckpointFormat.Store document, String digest) {

    static StoreCheckpoint of(StoreState state, CheckpointFormat.Store document, String digest) {
        return new StoreCheckpoint(state.head(), state.catalogue(), state.floor(), document, digest);
    }

    Set<String> keys() {
        return keys(document);
    }

    static Set<String> keys(CheckpointFormat.Store document) {
        String storeId = document.storeId();
        Stream<Section> sections = Stream.concat(
                Stream.of(document.catalogue(), document.floor()),
                document.receipts().stream().map(ReceiptsSection::section));
        return Stream.concat(Stream.of(storeId), sections.flatMap(section -> CheckpointKeys.slices(storeId, section)))
                .collect(Collectors.toSet());
    }
}
