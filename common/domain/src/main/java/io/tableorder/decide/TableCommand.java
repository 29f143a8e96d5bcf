package io.tableorder.decide;

import org.jspecify.annotations.Nullable;

/** Keeps up tables and the sessions at them. */
public sealed interface TableCommand extends StoreCommand {

    String tableId();

    record AddTable(String tableId, int tableNumber) implements TableCommand {}

    /** Null leaves a value as it is; an empty text clears it. {@code expectedVersion} is from If-Match. */
    record ChangeTable(
            String tableId,
            @Nullable Integer tableNumber,
            @Nullable String tableName,
            @Nullable String area,
            boolean renewAccess,
            @Nullable Integer expectedVersion)
            implements TableCommand {}

    record RemoveTable(String tableId) implements TableCommand {}

    /**
     * Says which session the caller saw, so that neither an order that came meanwhile nor the next party's session is
     * closed by mistake. Null accepts any.
     *
     * @param unfinished what becomes of orders the kitchen has not completed; null refuses the command while there are any
     * @param expectedVersion the session's, from If-Match
     */
    record EndSession(
            String tableId,
            @Nullable String sessionId,
            @Nullable Long expectedTotalAmount,
            @Nullable Integer expectedOrderCount,
            @Nullable Unfinished unfinished,
            @Nullable Integer expectedVersion)
            implements TableCommand {

        /** Ends whatever session is open, and completes its orders. */
        public static EndSession completingAll(String tableId) {
            return new EndSession(tableId, null, null, null, Unfinished.COMPLETE, null);
        }
    }

    /** This is what becomes of a session's unfinished orders when it ends. */
    enum Unfinished {
        COMPLETE,
        CANCEL
    }
}
