package io.tableorder.notifier.feed;

import io.tableorder.store.StoreState;
import java.util.Collection;
import java.util.List;

/**
 * A start says where reading of a partition begins.
 *
 * @param states the fold of all events before {@code offset}; none if the log is read from its beginning
 * @param offset of the first record to read
 * @param end the offset behind the last record that could be read when this was found out
 */
record PartitionStart(int partition, Collection<StoreState> states, long offset, long end) {

    PartitionStart {
        states = List.copyOf(states);
    }
}
