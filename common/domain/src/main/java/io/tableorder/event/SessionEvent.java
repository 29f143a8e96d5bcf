package io.tableorder.event;

/**
 * One party's stay: begins with its first order, holds until staff end it. The party may move to another table, join
 * another, or have some lines on a bill of their own.
 */
public sealed interface SessionEvent extends StoreEvent {

    String sessionId();

    @Override
    default String subject(String storeId) {
        return sessionId();
    }

    record Started(String sessionId, String tableId, int tableNumber) implements SessionEvent {}

    /**
     * A table's session has ended.
     *
     * @param orderCount the orders that count: without the cancelled
     */
    record Ended(String sessionId, String tableId, int tableNumber, long totalSessionAmount, int orderCount)
            implements SessionEvent {}

    /**
     * A party has moved to another table. Its orders have moved right before.
     *
     * @param tableId where it is now
     */
    record Moved(
            String sessionId,
            String fromTableId,
            int fromTableNumber,
            String tableId,
            int tableNumber,
            long totalSessionAmount,
            int orderCount)
            implements SessionEvent {}

    /**
     * A party has joined another: its session is over, and its orders have moved to the other's right before.
     *
     * @param totalSessionAmount what the other session comes to with them
     * @param orderCount of the other session, without the cancelled
     */
    record Merged(
            String sessionId,
            String tableId,
            int tableNumber,
            String intoSessionId,
            String intoTableId,
            int intoTableNumber,
            long totalSessionAmount,
            int orderCount)
            implements SessionEvent {}

    /**
     * Some of a session's lines have a bill of their own: a new session, to which they have moved right before. It has been
     * started at its table before that, or is paid at once and at no table ever.
     *
     * @param totalSessionAmount what is left of this session
     * @param orderCount of this session, without the cancelled
     * @param newTableId where the new session is
     * @param closed true if the new session was paid at once and is over; then its table is this session's
     * @param newTotalAmount what the new session comes to
     */
    record Split(
            String sessionId,
            String tableId,
            int tableNumber,
            long totalSessionAmount,
            int orderCount,
            String newSessionId,
            String newTableId,
            int newTableNumber,
            boolean closed,
            long newTotalAmount,
            int newOrderCount)
            implements SessionEvent {}
}
