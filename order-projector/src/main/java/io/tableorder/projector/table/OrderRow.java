package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the read model has it.
 *
 * @param version of the order's last event
 * @param position of the order's last event
 * @param preparingAt null for an order that skipped preparation, too
 */
public record OrderRow(
        String storeId,
        String orderId,
        int orderNumber,
        LocalDate businessDay,
        int version,
        Position position,
        String sessionId,
        String tableId,
        int tableNumber,
        OrderStatus status,
        long totalAmount,
        Instant orderedAt,
        @Nullable Instant preparingAt,
        @Nullable Instant completedAt,
        @Nullable Instant cancelledAt,
        Instant updatedAt) {

    public static SqlTable<OrderRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "orders",
                2,
                List.of(
                        of("store_id", "text", OrderRow::storeId),
                        of("order_id", "text", OrderRow::orderId),
                        of("order_number", "integer", OrderRow::orderNumber),
                        of("business_day", "date", OrderRow::businessDay),
                        of("version", "integer", OrderRow::version),
                        of("log_partition", "integer", row -> row.position().partition()),
                        of("log_offset", "bigint", row -> row.position().offset()),
                        of("session_id", "text", OrderRow::sessionId),
                        of("table_id", "text", OrderRow::tableId),
                        of("table_number", "integer", OrderRow::tableNumber),
                        of("status", "text", OrderRow::status),
                        of("total_amount", "bigint", OrderRow::totalAmount),
                        of("ordered_at", "timestamptz", OrderRow::orderedAt),
                        of("preparing_at", "timestamptz", OrderRow::preparingAt),
                        of("completed_at", "timestamptz", OrderRow::completedAt),
                        of("cancelled_at", "timestamptz", OrderRow::cancelledAt),
                        of("updated_at", "timestamptz", OrderRow::updatedAt)),
                (row, _) -> read(row));
    }

    private static OrderRow read(ResultSet row) throws SQLException {
        return new OrderRow(
                row.getString("store_id"),
                row.getString("order_id"),
                row.getInt("order_number"),
                row.getObject("business_day", LocalDate.class),
                row.getInt("version"),
                new Position(row.getInt("log_partition"), row.getLong("log_offset")),
                row.getString("session_id"),
                row.getString("table_id"),
                row.getInt("table_number"),
                OrderStatus.valueOf(row.getString("status")),
                row.getLong("total_amount"),
                Times.get(row, "ordered_at"),
                Times.find(row, "preparing_at"),
                Times.find(row, "completed_at"),
                Times.find(row, "cancelled_at"),
                Times.get(row, "updated_at"));
    }

    public static OrderRow placed(String storeId, OrderEvent.Placed event, Instant time, Position position) {
        return new OrderRow(
                storeId,
                event.orderId(),
                event.orderNumber(),
                event.businessDay(),
                event.version(),
                position,
                event.sessionId(),
                event.tableId(),
                event.tableNumber(),
                OrderStatus.PENDING,
                event.totalAmount(),
                time,
                null,
                null,
                null,
                time);
    }

    /**
     * Returns the row of an order that was split off.
     *
     * @param source the order that the lines came from, whose times these are; null when it is not there
     */
    public static OrderRow splitOff(
            String storeId, OrderEvent.SplitOff event, @Nullable OrderRow source, Instant time, Position position) {
        return new OrderRow(
                storeId,
                event.orderId(),
                event.orderNumber(),
                event.businessDay(),
                event.version(),
                position,
                event.sessionId(),
                event.tableId(),
                event.tableNumber(),
                event.status(),
                event.totalAmount(),
                event.orderedAt(),
                source == null ? null : source.preparingAt,
                source == null ? null : source.completedAt,
                null,
                time);
    }

    public RowKey key() {
        return new RowKey(storeId, orderId);
    }

    public RowKey sessionKey() {
        return new RowKey(storeId, sessionId);
    }

    /** A recalled order has left PENDING long before: when it was prepared first, or completed without preparation. */
    private Instant firstPreparing(Instant time) {
        return preparingAt != null ? preparingAt : completedAt != null ? completedAt : time;
    }

    public OrderRow moved(OrderEvent.Moved moved, Instant time, Position newPosition) {
        return new OrderRow(
                storeId,
                orderId,
                orderNumber,
                businessDay,
                moved.version(),
                newPosition,
                moved.sessionId(),
                moved.tableId(),
                moved.tableNumber(),
                status,
                totalAmount,
                orderedAt,
                preparingAt,
                completedAt,
                cancelledAt,
                time);
    }

    /**
     * Returns the row with a smaller amount.
     *
     * @param left what it comes to without the lines that were taken
     */
    public OrderRow less(long left, int newVersion, Instant time, Position newPosition) {
        return new OrderRow(
                storeId,
                orderId,
                orderNumber,
                businessDay,
                newVersion,
                newPosition,
                sessionId,
                tableId,
                tableNumber,
                status,
                left,
                orderedAt,
                preparingAt,
                completedAt,
                cancelledAt,
                time);
    }

    public OrderRow became(OrderStatus newStatus, int newVersion, Instant time, Position newPosition) {
        return new OrderRow(
                storeId,
                orderId,
                orderNumber,
                businessDay,
                newVersion,
                newPosition,
                sessionId,
                tableId,
                tableNumber,
                newStatus,
                totalAmount,
                orderedAt,
                newStatus == OrderStatus.PREPARING ? firstPreparing(time) : preparingAt,
                newStatus == OrderStatus.COMPLETED ? time : newStatus == OrderStatus.PREPARING ? null : completedAt,
                newStatus == OrderStatus.CANCELLED ? time : cancelledAt,
                time);
    }
}
