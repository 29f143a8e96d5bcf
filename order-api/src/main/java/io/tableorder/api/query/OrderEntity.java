package io.tableorder.api.query;

import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** An order without its lines, which are read for many orders at once. */
@Entity
@Immutable
@Table(schema = "orders", name = "orders")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class OrderEntity {
    @Id
    private String orderId;

    private String storeId;
    private int orderNumber;
    private int version;
    private int logPartition;
    private long logOffset;
    private String sessionId;
    private String tableId;
    private int tableNumber;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private long totalAmount;
    private Instant orderedAt;
    private Instant updatedAt;

    protected OrderEntity() {}

    String orderId() {
        return orderId;
    }

    String storeId() {
        return storeId;
    }

    String sessionId() {
        return sessionId;
    }

    Instant orderedAt() {
        return orderedAt;
    }

    OrderView view(List<ItemEntity> items, FreeTexts texts) {
        return new OrderView(
                orderId,
                orderNumber,
                version,
                new Position(logPartition, logOffset),
                storeId,
                tableId,
                tableNumber,
                sessionId,
                status,
                totalAmount,
                orderedAt,
                updatedAt,
                items.stream().map(item -> item.view(status, texts)).toList());
    }
}
