package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.store.StoreProfile;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store as the read model has it.
 *
 * @param catalogueOffset of the last event that changed what the store offers
 */
public record StoreRow(
        String storeId,
        String chainId,
        String storeName,
        String timeZone,
        String currency,
        boolean intakePaused,
        @Nullable String pauseReason,
        Instant openedAt,
        long catalogueOffset,
        String businessDayStart,
        @Nullable String pauseMessage,
        @Nullable Instant resumesAt) {

    public static SqlTable<StoreRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "stores",
                1,
                List.of(
                        of("store_id", "text", StoreRow::storeId),
                        of("chain_id", "text", StoreRow::chainId),
                        of("store_name", "text", StoreRow::storeName),
                        of("time_zone", "text", StoreRow::timeZone),
                        of("currency", "text", StoreRow::currency),
                        of("intake_paused", "boolean", StoreRow::intakePaused),
                        of("pause_reason", "text", StoreRow::pauseReason),
                        of("opened_at", "timestamptz", StoreRow::openedAt),
                        of("catalogue_offset", "bigint", StoreRow::catalogueOffset),
                        of("business_day_start", "text", StoreRow::businessDayStart),
                        of("pause_message", "text", StoreRow::pauseMessage),
                        of("resumes_at", "timestamptz", StoreRow::resumesAt)),
                (row, _) -> new StoreRow(
                        row.getString("store_id"),
                        row.getString("chain_id"),
                        row.getString("store_name"),
                        row.getString("time_zone"),
                        row.getString("currency"),
                        row.getBoolean("intake_paused"),
                        row.getString("pause_reason"),
                        Times.get(row, "opened_at"),
                        row.getLong("catalogue_offset"),
                        row.getString("business_day_start"),
                        row.getString("pause_message"),
                        Times.find(row, "resumes_at")));
    }

    public RowKey key() {
        return keyOf(storeId);
    }

    public static RowKey keyOf(String storeId) {
        return new RowKey(storeId, storeId);
    }

    /** Returns the row of a store whose own fold says what it is. */
    public static StoreRow from(String storeId, StoreProfile profile, Instant openedAt, long catalogueOffset) {
        return new StoreRow(
                storeId,
                profile.chainId(),
                profile.storeName(),
                profile.timeZone().getId(),
                profile.currency(),
                profile.intakePaused(),
                profile.pauseReason(),
                openedAt,
                catalogueOffset,
                profile.dayStart().toString(),
                profile.pauseMessage(),
                profile.resumesAt());
    }

    public StoreRow with(StoreProfile profile) {
        return from(storeId, profile, openedAt, catalogueOffset);
    }

    public StoreProfile profile() {
        ZoneId zone = ZoneId.of(timeZone);
        LocalTime dayStart = LocalTime.parse(businessDayStart);
        return new StoreProfile(
                chainId, storeName, zone, currency, dayStart, intakePaused, pauseReason, pauseMessage, resumesAt);
    }

    public StoreRow withCatalogueAt(long offset) {
        return from(storeId, profile(), openedAt, offset);
    }
}
