package io.tableorder.benchmarks.projection;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;

@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@IdClass(OrderEntity.Key.class)
@Table(schema = "yardstick", name = "orders")
@NullUnmarked
class OrderEntity {
    record Key(String storeId, String orderId) {}

    @Id
    private String storeId;

    @Id
    private String orderId;

    private int orderNumber;
    private LocalDate businessDay;
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
    private Instant preparingAt;
    private Instant completedAt;
    private Instant cancelledAt;
    private Instant updatedAt;

    protected OrderEntity() {}

    OrderEntity(RecordedEvent event, OrderEvent.Placed placed) {
        storeId = event.storeId();
        orderId = placed.orderId();
        orderNumber = placed.orderNumber();
        businessDay = placed.businessDay();
        version = placed.version();
        logPartition = event.position().partition();
        logOffset = event.position().offset();
        sessionId = placed.sessionId();
        tableId = placed.tableId();
        tableNumber = placed.tableNumber();
        status = OrderStatus.PENDING;
        totalAmount = placed.totalAmount();
        orderedAt = event.time();
        updatedAt = event.time();
    }

    String orderId() {
        return orderId;
    }

    void became(RecordedEvent event, OrderEvent change, OrderStatus to) {
        version = change.version();
        logOffset = event.position().offset();
        status = to;
        updatedAt = event.time();
        switch (to) {
            case PENDING -> {}
            case PREPARING -> preparingAt = event.time();
            case COMPLETED -> completedAt = event.time();
            case CANCELLED -> cancelledAt = event.time();
        }
    }
}
