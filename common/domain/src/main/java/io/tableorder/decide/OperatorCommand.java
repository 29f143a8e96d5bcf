package io.tableorder.decide;

import io.tableorder.event.Position;

/** What operators decide about records that hold a store back. */
public sealed interface OperatorCommand extends StoreCommand {

    /**
     * Leaves a record out for good. Only the writer of a store that is held back by that very record grants it: any other
     * record is an event that the store's state has in it.
     *
     * @param recordHash as in {@link io.tableorder.event.OperatorEvent.RecordSkipped}
     */
    record SkipRecord(Position position, String recordHash, String reason) implements OperatorCommand {}
}
