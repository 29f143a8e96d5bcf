package io.tableorder.event;

import org.jspecify.annotations.Nullable;

/** These events tell of the tables that guests sit at. A table's password is a credential and never an event. */
public sealed interface TableEvent extends StoreEvent {

    String tableId();

    @Override
    default String subject(String storeId) {
        return tableId();
    }

    record Added(String tableId, int tableNumber) implements TableEvent {}

    /**
     * The whole new value, so that a reader needs no earlier one.
     *
     * @param tableName what guests and waiters call it; null for its number
     * @param area the part of the house it stands in
     */
    record Changed(
            String tableId,
            int tableNumber,
            @Nullable String tableName,
            @Nullable String area) implements TableEvent {}

    /** Whoever was let in at this table before has to log in again: its password has changed. */
    record AccessRenewed(String tableId) implements TableEvent {}

    record Removed(String tableId, int tableNumber) implements TableEvent {}
}
