package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointFormat.ReceiptsSection;
import io.tableorder.checkpoint.CheckpointFormat.Section;
import io.tableorder.store.StoreState;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store's checkpoint as it stands in the topic.
 *
 * @param digest of the document's value in the topic
 */
record StoreCheckpoint(StoreState state, CheckpointFormat.Store document, String digest) {

    Set<String> keys() {
        Stream<Section> sections = Stream.concat(
                Stream.of(document.catalogue(), document.floor()),
                document.receipts().stream().map(ReceiptsSection::section));
        return Stream.concat(
                        Stream.of(state.storeId()),
                        sections.flatMap(section -> CheckpointKeys.slices(state.storeId(), section)))
                .collect(Collectors.toSet());
    }
}
