package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.CallEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What guests called for. The row stays when the call is over.
 *
 * @param outcome why it is open no more; null while it is
 */
public record CallRow(
        String storeId,
        String callId,
        String kind,
        @Nullable String sessionId,
        String tableId,
        int tableNumber,
        Instant calledAt,
        @Nullable Instant endedAt,
        @Nullable String outcome) {

    public static SqlTable<CallRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "calls",
                2,
                List.of(
                        of("store_id", "text", CallRow::storeId),
                        of("call_id", "text", CallRow::callId),
                        of("kind", "text", CallRow::kind),
                        of("session_id", "text", CallRow::sessionId),
                        of("table_id", "text", CallRow::tableId),
                        of("table_number", "integer", CallRow::tableNumber),
                        of("called_at", "timestamptz", CallRow::calledAt),
                        of("ended_at", "timestamptz", CallRow::endedAt),
                        of("outcome", "text", CallRow::outcome)),
                (row, _) -> new CallRow(
                        row.getString("store_id"),
                        row.getString("call_id"),
                        row.getString("kind"),
                        row.getString("session_id"),
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        Times.get(row, "called_at"),
                        Times.find(row, "ended_at"),
                        row.getString("outcome")));
    }

    public RowKey key() {
        return new RowKey(storeId, callId);
    }

    public static CallRow made(String storeId, CallEvent.Made made, Instant time) {
        return new CallRow(
                storeId,
                made.callId(),
                made.kind(),
                made.sessionId(),
                made.tableId(),
                made.tableNumber(),
                time,
                null,
                null);
    }

    public CallRow moved(CallEvent.Moved moved) {
        return new CallRow(
                storeId,
                callId,
                kind,
                moved.sessionId(),
                moved.tableId(),
                moved.tableNumber(),
                calledAt,
                endedAt,
                outcome);
    }

    public CallRow ended(CallEvent.CallOutcome how, Instant time) {
        return new CallRow(storeId, callId, kind, sessionId, tableId, tableNumber, calledAt, time, how.name());
    }
}
