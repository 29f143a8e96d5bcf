package io.tableorder.api.writer;

import io.tableorder.api.model.Rejection;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreState;

/** How a command ended. */
public sealed interface CommandOutcome {

    /**
     * Its events are durable.
     *
     * @param replayed true if an earlier try of the same command did it, whose receipt this is
     */
    record Done(Receipt receipt, boolean replayed) implements CommandOutcome {}

    /**
     * It was so already.
     *
     * @param state as it is, from which the answer is made
     */
    record Unchanged(StoreState state) implements CommandOutcome {}

    record Refused(Rejection rejection) implements CommandOutcome {}
}
