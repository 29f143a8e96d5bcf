package io.tableorder.api.writer;

import io.tableorder.store.ReceiptStub;

/** A verdict is what the writer's thread has to say of a command. */
sealed interface Verdict {

    /** The command ended so. */
    record Ended(CommandOutcome outcome) implements Verdict {}

    /**
     * It was done before. Its receipt has to be made anew from the log, which whoever waits does, since the writer's thread
     * waits for nothing but its own commits.
     */
    record Repeated(ReceiptStub stub) implements Verdict {}
}
