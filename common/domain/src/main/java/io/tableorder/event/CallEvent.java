package io.tableorder.event;

import org.jspecify.annotations.Nullable;

/**
 * Guests call for something that is no order: for somebody to come, for water, for the bill. A call is open until staff
 * answer it or its party leaves.
 */
public sealed interface CallEvent extends StoreEvent {

    String callId();

    @Override
    default String subject(String storeId) {
        return callId();
    }

    /**
     * Guests have called.
     *
     * @param kind what for, such as {@code water}
     * @param sessionId of the open session; null for guests who have not ordered yet
     */
    record Made(String callId, String kind, @Nullable String sessionId, String tableId, int tableNumber)
            implements CallEvent {}

    /**
     * An open call has gone with its party to another table.
     *
     * @param tableId where it is to be answered now
     */
    record Moved(String callId, String fromTableId, String sessionId, String tableId, int tableNumber)
            implements CallEvent {}

    /** A call is open no more. */
    record Ended(String callId, String kind, String tableId, int tableNumber, CallOutcome outcome)
            implements CallEvent {}

    /** This says why a call is open no more. */
    enum CallOutcome {
        /** Staff are coming. */
        ANSWERED,
        SESSION_ENDED,
        /** The party has come to a table with an open call for the same. */
        ASKED_ALREADY,
        TABLE_REMOVED
    }
}
