package io.tableorder.notifier.feed;

import io.tableorder.store.StoreState;
import java.util.List;

/** Where to begin with a partition, so that it need not be read from its first event. */
@FunctionalInterface
interface Checkpoints {

    /**
     * A partition's states as of an offset.
     *
     * @param offset of the first event that the states do not include
     */
    record Checkpoint(long offset, List<StoreState> states) {}

    /** Every partition from its first event. */
    Checkpoints NONE = _ -> new Checkpoint(0, List.of());

    Checkpoint load(int partition);
}
