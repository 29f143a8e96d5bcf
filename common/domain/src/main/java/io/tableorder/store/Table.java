package io.tableorder.store;

import io.tableorder.event.TableEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A table has a number, and a session while guests are at it.
 *
 * @param tableName what guests and waiters call it; null for its number
 * @param area the part of the house it stands in
 * @param accessSince tokens given out before are not good any more; null when all are
 */
public record Table(
        String tableId,
        int tableNumber,
        @Nullable String tableName,
        @Nullable String area,
        @Nullable Instant accessSince,
        @Nullable Session session) {

    /** A table as it was added. */
    public Table(String tableId, int tableNumber, @Nullable Session session) {
        this(tableId, tableNumber, null, null, null, session);
    }

    /**
     * Returns whether a token that was given out then is still good. Tokens count in whole seconds, so one of the very
     * second of the change is taken for an old one: whoever logs in that quickly does so again.
     */
    public boolean isAccessibleSince(Instant tokenIssuedAt) {
        return accessSince == null || tokenIssuedAt.getEpochSecond() > accessSince.getEpochSecond();
    }

    Table withSession(@Nullable Session newSession) {
        return new Table(tableId, tableNumber, tableName, area, accessSince, newSession);
    }

    Table with(TableEvent.Changed changed) {
        return new Table(tableId, changed.tableNumber(), changed.tableName(), changed.area(), accessSince, session);
    }

    Table withAccessSince(Instant time) {
        return new Table(tableId, tableNumber, tableName, area, time, session);
    }
}
