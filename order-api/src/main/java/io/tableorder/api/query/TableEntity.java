package io.tableorder.api.query;

import io.tableorder.store.Versions;
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

    private @Nullable String tableName;

    private @Nullable String area;

    private @Nullable Instant accessSince;

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

    /** Returns the id of the open session. */
    @Nullable
    String sessionId() {
        return sessionId;
    }

    @Nullable
    String tableName() {
        return tableName;
    }

    @Nullable
    String area() {
        return area;
    }

    @Nullable
    Instant removedAt() {
        return removedAt;
    }

    int version() {
        return Versions.ofTable(tableNumber, tableName, area);
    }

    /** Returns whether guests who were given their token then are still let in. */
    boolean isAccessibleSince(Instant tokenIssuedAt) {
        return new io.tableorder.store.Table(tableId, tableNumber, tableName, area, accessSince, null)
                .isAccessibleSince(tokenIssuedAt);
    }

    boolean isRemoved() {
        return removedAt != null;
    }
}
