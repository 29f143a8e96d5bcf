package io.tableorder.event;

/** One party's stay at a table: begins with its first order, holds until staff end it. */
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
}
