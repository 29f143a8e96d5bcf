package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventTypes;
import java.util.List;

/**
 * An event as the journal has it.
 *
 * @param value the event's bytes exactly as in the log, so that its hash can be checked
 */
public record JournalRow(RecordedEvent recorded, byte[] value) {

    public static SqlTable<JournalRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "journal",
                2,
                List.of(
                        of(
                                "log_partition",
                                "integer",
                                row -> row.recorded.position().partition()),
                        of(
                                "log_offset",
                                "bigint",
                                row -> row.recorded.position().offset()),
                        of("store_id", "text", row -> row.recorded.storeId()),
                        of("sequence", "bigint", row -> row.recorded.sequence()),
                        of("event_id", "text", row -> row.recorded.eventId()),
                        of("type", "text", row -> EventTypes.nameOf(row.recorded.event())),
                        of("subject", "text", row -> row.recorded.subject()),
                        of(
                                "version",
                                "integer",
                                row -> row.recorded.event() instanceof OrderEvent e ? e.version() : null),
                        of("event_time", "timestamptz", row -> row.recorded.time()),
                        of(
                                "actor_role",
                                "text",
                                row -> row.recorded.stamp().actor().role().wireName()),
                        of(
                                "actor_id",
                                "text",
                                row -> row.recorded.stamp().actor().id()),
                        of("request_id", "text", row -> row.recorded.stamp().requestId()),
                        of("command_id", "text", row -> row.recorded.stamp().commandId()),
                        of("prev_hash", "text", row -> row.recorded.previousHash()),
                        of("hash", "text", row -> row.recorded.hash()),
                        of("value", "bytea", JournalRow::value)),
                (_, _) -> {
                    throw new UnsupportedOperationException("The projection never reads the journal");
                });
    }
}
