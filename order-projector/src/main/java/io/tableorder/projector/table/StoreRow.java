package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param catalogueOffset of the last event that changed what the store offers */
public record StoreRow(
        String storeId,
        String chainId,
        String storeName,
        String timeZone,
        String currency,
        boolean intakePaused,
        @Nullable String pauseReason,
        Instant openedAt,
        long catalogueOffset) {

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
                        of("catalogue_offset", "bigint", StoreRow::catalogueOffset)),
                (row, _) -> new StoreRow(
                        row.getString("store_id"),
                        row.getString("chain_id"),
                        row.getString("store_name"),
                        row.getString("time_zone"),
                        row.getString("currency"),
                        row.getBoolean("intake_paused"),
                        row.getString("pause_reason"),
                        Times.get(row, "opened_at"),
                        row.getLong("catalogue_offset")));
    }

    public RowKey key() {
        return keyOf(storeId);
    }

    public static RowKey keyOf(String storeId) {
        return new RowKey(storeId, storeId);
    }

    public StoreRow renamed(String newName) {
        return new StoreRow(
                storeId, chainId, newName, timeZone, currency, intakePaused, pauseReason, openedAt, catalogueOffset);
    }

    public StoreRow withIntake(boolean paused, @Nullable String reason) {
        return new StoreRow(storeId, chainId, storeName, timeZone, currency, paused, reason, openedAt, catalogueOffset);
    }

    public StoreRow withCatalogueAt(long offset) {
        return new StoreRow(
                storeId, chainId, storeName, timeZone, currency, intakePaused, pauseReason, openedAt, offset);
    }
}
