package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param sessionId the open one
 * @param removedAt the row of a removed table stays, so that its history can be read
 */
public record TableRow(
        String storeId,
        String tableId,
        int tableNumber,
        @Nullable String sessionId,
        Instant addedAt,
        @Nullable Instant removedAt) {

    public static SqlTable<TableRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "tables",
                2,
                List.of(
                        of("store_id", "text", TableRow::storeId),
                        of("table_id", "text", TableRow::tableId),
                        of("table_number", "integer", TableRow::tableNumber),
                        of("session_id", "text", TableRow::sessionId),
                        of("added_at", "timestamptz", TableRow::addedAt),
                        of("removed_at", "timestamptz", TableRow::removedAt)),
                (row, _) -> new TableRow(
                        row.getString("store_id"),
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        row.getString("session_id"),
                        Times.get(row, "added_at"),
                        Times.find(row, "removed_at")));
    }

    public RowKey key() {
        return new RowKey(storeId, tableId);
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    public TableRow with(@Nullable String newSessionId) {
        return new TableRow(storeId, tableId, tableNumber, newSessionId, addedAt, removedAt);
    }

    public TableRow removed(Instant time) {
        return new TableRow(storeId, tableId, tableNumber, null, addedAt, time);
    }
}
