package io.tableorder.api.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A table, also one that has been removed. */
@Entity
@Immutable
@Table(schema = "orders", name = "tables")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TableEntity {
    @Id
    private String tableId;

    private String storeId;
    private int tableNumber;

    private @Nullable String sessionId;

    @SuppressWarnings("UnusedVariable") // Queries name it.
    private Instant addedAt;

    private @Nullable Instant removedAt;

    protected TableEntity() {}

    String storeId() {
        return storeId;
    }

    String tableId() {
        return tableId;
    }

    int tableNumber() {
        return tableNumber;
    }

    /** The open one. */
    @Nullable
    String sessionId() {
        return sessionId;
    }

    boolean isRemoved() {
        return removedAt != null;
    }
}
