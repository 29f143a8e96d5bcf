package io.tableorder.api.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A party's stay at a table; amount and count are without the cancelled orders. */
@Entity
@Immutable
@Table(schema = "orders", name = "sessions")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class SessionEntity {
    @Id
    private String sessionId;

    private String storeId;
    private String tableId;
    private int tableNumber;
    private Instant startedAt;

    private @Nullable Instant endedAt;

    private long totalAmount;
    private int orderCount;

    private @Nullable String mergedInto;

    protected SessionEntity() {}

    String storeId() {
        return storeId;
    }

    String sessionId() {
        return sessionId;
    }

    String tableId() {
        return tableId;
    }

    int tableNumber() {
        return tableNumber;
    }

    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /** The session that its party joined, which ended it. */
    @Nullable
    String mergedInto() {
        return mergedInto;
    }

    long totalAmount() {
        return totalAmount;
    }

    int orderCount() {
        return orderCount;
    }
}
