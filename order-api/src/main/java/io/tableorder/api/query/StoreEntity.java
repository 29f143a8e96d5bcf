package io.tableorder.api.query;

import io.tableorder.event.Position;
import io.tableorder.store.StoreProfile;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A store, and where its last projected event stands. */
@Entity
@Immutable
@Table(schema = "orders", name = "stores")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class StoreEntity {
    @Id
    private String storeId;

    private String chainId;
    private String storeName;
    private String timeZone;
    private String currency;
    private boolean intakePaused;

    private @Nullable String pauseReason;

    private Instant openedAt;
    private String businessDayStart;

    private @Nullable String pauseMessage;

    private @Nullable Instant resumesAt;

    private long catalogueOffset;
    private int logPartition;
    private long logOffset;
    private long sequence;

    protected StoreEntity() {}

    String storeId() {
        return storeId;
    }

    String chainId() {
        return chainId;
    }

    String storeName() {
        return storeName;
    }

    ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }

    String currency() {
        return currency;
    }

    StoreProfile profile() {
        LocalTime dayStart = LocalTime.parse(businessDayStart);
        return new StoreProfile(
                chainId, storeName, timeZone(), currency, dayStart, intakePaused, pauseReason, pauseMessage, resumesAt);
    }

    Instant openedAt() {
        return openedAt;
    }

    /** Returns the position of the last event that changed what the store offers. */
    Position catalogueVersion() {
        return new Position(logPartition, catalogueOffset);
    }

    Position position() {
        return new Position(logPartition, logOffset);
    }

    long sequence() {
        return sequence;
    }
}
