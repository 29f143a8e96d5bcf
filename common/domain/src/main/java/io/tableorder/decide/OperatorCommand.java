package io.tableorder.decide;

import io.tableorder.event.Position;

/** What operators decide about a store's log: about records that hold the store back, and about text that is to go. */
public sealed interface OperatorCommand extends StoreCommand {

    /**
     * Leaves a record out for good. Only the writer of a store that is held back by that very record grants it: any other
     * record is an event that the store's state has in it.
     *
     * @param recordHash as in {@link io.tableorder.event.OperatorEvent.RecordSkipped}
     */
    record SkipRecord(Position position, String recordHash, String reason) implements OperatorCommand {}

    /** Erases the free text of a party that has left. */
    record EraseText(String sessionId, String reason) implements OperatorCommand {}
}
