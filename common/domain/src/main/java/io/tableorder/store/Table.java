package io.tableorder.store;

import org.jspecify.annotations.Nullable;

/** A table, and the session of the guests at it. */
public record Table(
        String tableId, int tableNumber, @Nullable Session session) {

    Table with(@Nullable Session newSession) {
        return new Table(tableId, tableNumber, newSession);
    }
}
