package io.tableorder.decide;

/** Tables and the sessions at them. */
public sealed interface TableCommand extends StoreCommand {

    String tableId();

    record AddTable(String tableId, int tableNumber) implements TableCommand {}

    record RemoveTable(String tableId) implements TableCommand {}

    record EndSession(String tableId) implements TableCommand {}
}
