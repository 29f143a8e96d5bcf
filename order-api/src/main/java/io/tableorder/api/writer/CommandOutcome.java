package io.tableorder.api.writer;

import io.tableorder.api.model.Rejection;
import io.tableorder.event.Position;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreProfile;
import org.jspecify.annotations.Nullable;

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
     * @param order as it is, if the command was about one
     * @param profile as it is, if the command was about the store itself
     * @param position of the store's last event, null if it has none; the answer holds from there on
     */
    record Unchanged(
            @Nullable Order order,
            @Nullable StoreProfile profile,
            @Nullable Position position) implements CommandOutcome {}

    record Refused(Rejection rejection) implements CommandOutcome {}
}
