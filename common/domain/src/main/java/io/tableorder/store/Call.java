package io.tableorder.store;

import io.tableorder.event.CallEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What guests at a table have called for.
 *
 * @param sessionId of the session it belongs to; null for guests who had not ordered when they called
 * @param answeredAt when staff said that they come; null while it is open. An answered call is kept so that whoever
 *     answers it a second time is told so
 */
public record Call(
        String callId,
        String kind,
        @Nullable String sessionId,
        String tableId,
        int tableNumber,
        Instant calledAt,
        @Nullable Instant answeredAt) {

    /** Returns the call as it was made. */
    public static Call of(CallEvent.Made made, Instant time) {
        return new Call(made.callId(), made.kind(), made.sessionId(), made.tableId(), made.tableNumber(), time, null);
    }

    /** Returns whether its guests wait still. Its name is no property's, since checkpoints hold calls. */
    public boolean waits() {
        return answeredAt == null;
    }

    public boolean isAt(String table) {
        return tableId.equals(table);
    }

    Call moved(CallEvent.Moved moved) {
        return new Call(callId, kind, moved.sessionId(), moved.tableId(), moved.tableNumber(), calledAt, answeredAt);
    }

    Call answered(Instant time) {
        return new Call(callId, kind, sessionId, tableId, tableNumber, calledAt, time);
    }
}
