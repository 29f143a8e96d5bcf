package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Amount and count are without the cancelled orders. */
public record SessionRow(
        String storeId,
        String sessionId,
        String tableId,
        int tableNumber,
        Instant startedAt,
        @Nullable Instant endedAt,
        long totalAmount,
        int orderCount) {

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
                        of("order_count", "integer", SessionRow::orderCount)),
                (row, _) -> new SessionRow(
                        row.getString("store_id"),
                        row.getString("session_id"),
                        row.getString("table_id"),
                        row.getInt("table_number"),
                        Times.get(row, "started_at"),
                        Times.find(row, "ended_at"),
                        row.getLong("total_amount"),
                        row.getInt("order_count")));
    }

    public RowKey key() {
        return new RowKey(storeId, sessionId);
    }

    public SessionRow plus(long amount, int orders) {
        return new SessionRow(
                storeId,
                sessionId,
                tableId,
                tableNumber,
                startedAt,
                endedAt,
                totalAmount + amount,
                orderCount + orders);
    }

    public SessionRow ended(Instant time, long finalAmount, int finalCount) {
        return new SessionRow(storeId, sessionId, tableId, tableNumber, startedAt, time, finalAmount, finalCount);
    }
}
