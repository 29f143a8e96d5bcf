package io.tableorder.event;

/** The tables guests sit at. A table's password is a credential and never an event. */
public sealed interface TableEvent extends StoreEvent {

    String tableId();

    @Override
    default String subject(String storeId) {
        return tableId();
    }

    record Added(String tableId, int tableNumber) implements TableEvent {}

    record Removed(String tableId, int tableNumber) implements TableEvent {}
}
