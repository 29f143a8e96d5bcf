package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.TableEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restaurant's table as the read model has it.
 *
 * @param sessionId the open one
 * @param removedAt the row of a removed table stays, so that its history can be read
 */
public record TableRow(
        String storeId,
        String tableId,
        int tableNumber,
        @Nullable String sessionId,
        Instant addedAt,
        @Nullable Instant removedAt,
        @Nullable String tableName,
        @Nullable String area,
        @Nullable Instant accessSince) {

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
                        of("removed_at", "timestamptz", TableRow::removedAt),
                        of("table_name", "text", TableRow::tableName),
                        of("area", "text", TableRow::area),
                        of("access_since", "timestamptz", TableRow::accessSince)),
                (row, _) -> new TableRow(
                        row.getString("store_id"),
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        row.getString("session_id"),
                        Times.get(row, "added_at"),
                        Times.find(row, "removed_at"),
                        row.getString("table_name"),
                        row.getString("area"),
                        Times.find(row, "access_since")));
    }

    public RowKey key() {
        return new RowKey(storeId, tableId);
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    public static TableRow added(String storeId, TableEvent.Added added, Instant time) {
        return new TableRow(storeId, added.tableId(), added.tableNumber(), null, time, null, null, null, null);
    }

    public TableRow with(@Nullable String newSessionId) {
        return new TableRow(
                storeId, tableId, tableNumber, newSessionId, addedAt, removedAt, tableName, area, accessSince);
    }

    public TableRow changed(TableEvent.Changed changed) {
        return new TableRow(
                storeId,
                tableId,
                changed.tableNumber(),
                sessionId,
                addedAt,
                removedAt,
                changed.tableName(),
                changed.area(),
                accessSince);
    }

    public TableRow accessRenewed(Instant time) {
        return new TableRow(storeId, tableId, tableNumber, sessionId, addedAt, removedAt, tableName, area, time);
    }

    public TableRow removed(Instant time) {
        return new TableRow(storeId, tableId, tableNumber, null, addedAt, time, tableName, area, accessSince);
    }
}
