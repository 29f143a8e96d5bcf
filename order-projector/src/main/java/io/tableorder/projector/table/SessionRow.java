package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amount and count are without the cancelled orders.
 *
 * @param seatedAt since when it is at its table; null for one that never moved
 * @param mergedInto the session that its party joined, which ended it
 */
public record SessionRow(
        String storeId,
        String sessionId,
        String tableId,
        int tableNumber,
        Instant startedAt,
        @Nullable Instant endedAt,
        long totalAmount,
        int orderCount,
        @Nullable Instant seatedAt,
        @Nullable String mergedInto) {

    public static SqlTable<SessionRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "sessions",
                2,
                List.of(
                        of("store_id", "text", SessionRow::storeId),
                        of("session_id", "text", SessionRow::sessionId),
                        of("table_id", "text", SessionRow::tableId),
                        of("table_number", "integer", SessionRow::tableNumber),
                        of("started_at", "timestamptz", SessionRow::startedAt),
                        of("ended_at", "timestamptz", SessionRow::endedAt),
                        of("total_amount", "bigint", SessionRow::totalAmount),
                        of("order_count", "integer", SessionRow::orderCount),
                        of("seated_at", "timestamptz", SessionRow::seatedAt),
                        of("merged_into", "text", SessionRow::mergedInto)),
                (row, _) -> new SessionRow(
                        row.getString("store_id"),
                        row.getString("session_id"),
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        Times.get(row, "started_at"),
                        Times.find(row, "ended_at"),
                        row.getLong("total_amount"),
                        row.getInt("order_count"),
                        Times.find(row, "seated_at"),
                        row.getString("merged_into")));
    }

    public static SessionRow started(String storeId, String sessionId, String tableId, int tableNumber, Instant time) {
        return new SessionRow(storeId, sessionId, tableId, tableNumber, time, null, 0, 0, null, null);
    }

    public RowKey key() {
        return new RowKey(storeId, sessionId);
    }

    /** Returns true if it came to its table then or later: an event of that time that was parked names the table before. */
    public boolean hasMovedSince(Instant time) {
        return seatedAt != null && !seatedAt.isBefore(time);
    }

    public SessionRow plus(long amount, int orders) {
        return with(tableId, tableNumber, endedAt, totalAmount + amount, orderCount + orders, seatedAt, mergedInto);
    }

    public SessionRow ended(Instant time, long finalAmount, int finalCount) {
        return with(tableId, tableNumber, time, finalAmount, finalCount, seatedAt, mergedInto);
    }

    public SessionRow moved(String newTableId, int newTableNumber, Instant time) {
        return with(newTableId, newTableNumber, endedAt, totalAmount, orderCount, time, mergedInto);
    }

    public SessionRow merged(String into, Instant time) {
        return with(tableId, tableNumber, time, totalAmount, orderCount, seatedAt, into);
    }

    private SessionRow with(
            String table,
            int number,
            @Nullable Instant ended,
            long amount,
            int orders,
            @Nullable Instant seated,
            @Nullable String into) {
        return new SessionRow(storeId, sessionId, table, number, startedAt, ended, amount, orders, seated, into);
    }
}
