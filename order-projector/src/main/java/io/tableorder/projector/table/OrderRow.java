package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Seat;
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
 */
public record OrderRow(
        String storeId,
        String orderId,
        int orderNumber,
        LocalDate businessDay,
        int version,
        Position position,
        Seat seat,
        OrderStatus status,
        long totalAmount,
        OrderTimes times) {

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
                        of("session_id", "text", row -> row.seat().sessionId()),
                        of("table_id", "text", row -> row.seat().tableId()),
                        of("table_number", "integer", row -> row.seat().tableNumber()),
                        of("status", "text", OrderRow::status),
                        of("total_amount", "bigint", OrderRow::totalAmount),
                        of("ordered_at", "timestamptz", row -> row.times().orderedAt()),
                        of("preparing_at", "timestamptz", row -> row.times().preparingAt()),
                        of("completed_at", "timestamptz", row -> row.times().completedAt()),
                        of("cancelled_at", "timestamptz", row -> row.times().cancelledAt()),
                        of("updated_at", "timestamptz", row -> row.times().updatedAt())),
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
                new Seat(row.getString("session_id"), row.getString("table_id"), row.getInt("table_number")),
                OrderStatus.valueOf(row.getString("status")),
                row.getLong("total_amount"),
                new OrderTimes(
                        Times.get(row, "ordered_at"),
                        Times.find(row, "preparing_at"),
                        Times.find(row, "completed_at"),
                        Times.find(row, "cancelled_at"),
                        Times.get(row, "updated_at")));
    }

    public static OrderRow placed(String storeId, OrderEvent.Placed event, Instant time, Position position) {
        return begun(storeId, event, position, OrderStatus.PENDING, OrderTimes.placed(time));
    }

    /**
     * Returns the row of an order that was split off.
     *
     * @param source the order that the lines came from, whose times these are; null when it is not there
     */
    public static OrderRow splitOff(
            String storeId, OrderEvent.SplitOff event, @Nullable OrderRow source, Instant time, Position position) {
        OrderTimes times = OrderTimes.splitOff(event.orderedAt(), source == null ? null : source.times, time);
        return begun(storeId, event, position, event.status(), times);
    }

    private static OrderRow begun(
            String storeId, OrderEvent.Begun event, Position position, OrderStatus status, OrderTimes times) {
        return new OrderRow(
                storeId,
                event.orderId(),
                event.orderNumber(),
                event.businessDay(),
                event.version(),
                position,
                event.seat(),
                status,
                event.totalAmount(),
                times);
    }

    public RowKey key() {
        return new RowKey(storeId, orderId);
    }

    public RowKey sessionKey() {
        return new RowKey(storeId, seat.sessionId());
    }

    public OrderRow moved(OrderEvent.Moved moved, Instant time, Position newPosition) {
        return after(moved.version(), newPosition, moved.seat(), status, totalAmount, times.updated(time));
    }

    /**
     * Returns the row with a smaller amount.
     *
     * @param left what it comes to without the lines that were taken
     */
    public OrderRow less(long left, int newVersion, Instant time, Position newPosition) {
        return after(newVersion, newPosition, seat, status, left, times.updated(time));
    }

    /** Returns the row after some of its lines were completed or reopened, which says nothing else of it. */
    public OrderRow marked(int newVersion, Instant time, Position newPosition) {
        return after(newVersion, newPosition, seat, status, totalAmount, times.updated(time));
    }

    public OrderRow became(OrderStatus newStatus, int newVersion, Instant time, Position newPosition) {
        return after(newVersion, newPosition, seat, newStatus, totalAmount, times.became(newStatus, time));
    }

    private OrderRow after(
            int newVersion,
            Position newPosition,
            Seat newSeat,
            OrderStatus newStatus,
            long newAmount,
            OrderTimes newTimes) {
        return new OrderRow(
                storeId,
                orderId,
                orderNumber,
                businessDay,
                newVersion,
                newPosition,
                newSeat,
                newStatus,
                newAmount,
                newTimes);
    }
}
