package io.tableorder.checkpoint;

import io.tableorder.checkpoint.CheckpointFormat.Section;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records' keys: {@code #marker} of the partition, {@code <store>} of a store's document, and
 * {@code <store>#<section>.<n>} of the slices beside it. A store's id has no {@code #}.
 */
final class CheckpointKeys {

    static final String MARKER = "#marker";

    private CheckpointKeys() {}

    static boolean isStore(String key) {
        return key.indexOf('#') < 0;
    }

    static Stream<String> slices(String storeId, Section section) {
        return IntStream.range(0, section.slices()).mapToObj(n -> "%s#%s.%d".formatted(storeId, section.name(), n));
    }
}
