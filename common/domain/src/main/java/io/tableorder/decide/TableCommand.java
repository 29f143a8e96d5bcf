package io.tableorder.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps up tables and the sessions at them. */
public sealed interface TableCommand extends StoreCommand {

    String tableId();

    /** Adds a table. Without a name it is called by its number; without an area it stands in none. */
    record AddTable(
            String tableId,
            int tableNumber,
            @Nullable String tableName,
            @Nullable String area) implements TableCommand {

        /** A table with a number and nothing else. */
        public AddTable(String tableId, int tableNumber) {
            this(tableId, tableNumber, null, null);
        }
    }

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

    /**
     * This is what the caller saw of a table's session, as for {@link EndSession}. Null accepts any.
     *
     * @param version from If-Match
     */
    record SeenSession(
            @Nullable String sessionId,
            @Nullable Long totalAmount,
            @Nullable Integer orderCount,
            @Nullable Integer version) {

        /** Whatever session is open. */
        public static final SeenSession ANY = new SeenSession(null, null, null, null);
    }

    /** Lets the party of a table go to a free one, with its bill. */
    record MoveSession(String tableId, String toTableId, SeenSession seen) implements TableCommand {}

    /**
     * Lets the party of a table join that of another.
     *
     * @param intoSessionId the session the caller saw there; null accepts any
     */
    record MergeSession(
            String tableId, String intoTableId, @Nullable String intoSessionId, SeenSession seen)
            implements TableCommand {}

    /**
     * Gives some lines of a table's session a session of their own.
     *
     * @param lines at least one, none twice
     * @param newOrderIds one for each order that could be parted
     * @param toTableId a free table for the new session; null pays it at once, so that it is over
     */
    record SplitSession(
            String tableId,
            List<SplitLine> lines,
            String newSessionId,
            List<String> newOrderIds,
            @Nullable String toTableId,
            SeenSession seen)
            implements TableCommand {
        public SplitSession {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || SplitLine.isAnyTwice(lines)) {
                throw new IllegalArgumentException("Lines to split must be some, and none twice: " + lines);
            }
            newOrderIds = List.copyOf(newOrderIds);
        }
    }

    /**
     * Names a line, or portions of it.
     *
     * @param quantity how many portions of the line; null for all
     */
    record SplitLine(
            String orderId, String itemId, @Nullable Integer quantity) {

        /** Returns whether a line is named twice, with whatever quantities. */
        public static boolean isAnyTwice(List<SplitLine> lines) {
            return lines.stream()
                            .map(line -> List.of(line.orderId(), line.itemId()))
                            .distinct()
                            .count()
                    < lines.size();
        }
    }

    /** This is what becomes of a session's unfinished orders when it ends. */
    enum Unfinished {
        COMPLETE,
        CANCEL
    }
}
