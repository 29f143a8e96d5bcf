package io.tableorder.api.writer;

import io.tableorder.decide.Rejection;
import io.tableorder.store.Receipt;

/** How a command ended. */
public sealed interface CommandOutcome {

    /**
     * Its events are durable.
     *
     * @param replayed true if an earlier try of the same command did it, whose receipt this is
     */
    record Done(Receipt receipt, boolean replayed) implements CommandOutcome {}

    /** It was so already. */
    record Unchanged(CommandSubject subject) implements CommandOutcome {}

    record Refused(Rejection rejection) implements CommandOutcome {}
}
