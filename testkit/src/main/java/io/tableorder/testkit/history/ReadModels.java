package io.tableorder.testkit.history;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Seat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of the read models at one moment, each kind by its key.
 *
 * @param nextOffsets how far each partition is folded in: everything before is included
 * @param parked what could not be applied, a sentence each
 */
public record ReadModels(
        Map<Integer, Long> nextOffsets,
        Map<Key, OrderRow> orders,
        Map<Key, SessionRow> sessions,
        Map<Key, TableRow> tables,
        Map<Position, JournalRow> journal,
        List<String> parked) {

    public ReadModels {
        nextOffsets = Map.copyOf(nextOffsets);
        orders = Map.copyOf(orders);
        sessions = Map.copyOf(sessions);
        tables = Map.copyOf(tables);
        // Positions side by side have hash codes side by side, and Map.copyOf probes them one by one: a million take
        // hours.
        journal = Collections.unmodifiableMap(new HashMap<>(journal));
        parked = List.copyOf(parked);
    }

    /** One store's ids say nothing about another's. */
    record Key(String storeId, String id) {
        @Override
        public String toString() {
            return id + " of store " + storeId;
        }
    }

    record OrderRow(
            Seat seat,
            int orderNumber,
            LocalDate businessDay,
            int version,
            Position position,
            OrderStatus status,
            long totalAmount,
            Instant orderedAt,
            Instant updatedAt,
            List<OrderLine> items) {

        static OrderRow begun(RecordedEvent recorded, OrderEvent.Begun event, OrderStatus status, Instant orderedAt) {
            return new OrderRow(
                    event.seat(),
                    event.orderNumber(),
                    event.businessDay(),
                    event.version(),
                    recorded.position(),
                    status,
                    event.totalAmount(),
                    orderedAt,
                    recorded.time(),
                    event.items());
        }

        OrderRow with(List<OrderLine> lines) {
            return new OrderRow(
                    seat,
                    orderNumber,
                    businessDay,
                    version,
                    position,
                    status,
                    totalAmount,
                    orderedAt,
                    updatedAt,
                    lines);
        }

        /** Returns the row after one more event, which has changed nothing but what is given here. */
        OrderRow after(
                RecordedEvent recorded,
                OrderEvent event,
                Seat newSeat,
                OrderStatus newStatus,
                long amount,
                List<OrderLine> left) {
            return new OrderRow(
                    newSeat,
                    orderNumber,
                    businessDay,
                    event.version(),
                    recorded.position(),
                    newStatus,
                    amount,
                    orderedAt,
                    recorded.time(),
                    left);
        }
    }

    record SessionRow(
            String tableId,
            int tableNumber,
            Instant startedAt,
            @Nullable Instant endedAt,
            long totalAmount,
            int orderCount) {

        SessionRow at(String newTableId, int newTableNumber) {
            return new SessionRow(newTableId, newTableNumber, startedAt, endedAt, totalAmount, orderCount);
        }

        SessionRow ended(Instant time) {
            return new SessionRow(tableId, tableNumber, startedAt, time, totalAmount, orderCount);
        }
    }

    record TableRow(int tableNumber, @Nullable String sessionId, boolean removed) {}

    /** @param valueSha256 of the value's bytes, so that a long journal fits in memory */
    record JournalRow(String storeId, long sequence, String type, String commandId, String hash, String valueSha256) {}
}
