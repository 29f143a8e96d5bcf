package io.tableorder.api.query;

import io.tableorder.board.StoreInfo;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.Versions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A store as its keepers see it, read or just changed.
 *
 * @param intakePaused whether new orders are refused now
 * @param pauseReason for staff; guests never get it
 * @param resumesAt when the pause ends by itself; null when somebody has to end it
 * @param version to be sent back as If-Match
 */
public record StoreView(
        String storeId,
        String chainId,
        String storeName,
        String timeZone,
        String currency,
        int minorUnits,
        String businessDayStart,
        boolean intakePaused,
        @Nullable String pauseReason,
        @Nullable String pauseMessage,
        @Nullable Instant resumesAt,
        int version) {

    /** The store as it is at that time. */
    public static @Nullable StoreView of(String storeId, @Nullable StoreProfile profile, Instant time) {
        return profile == null ? null : shown(storeId, profile, time);
    }

    static StoreView shown(String storeId, StoreProfile profile, Instant time) {
        StoreInfo info = StoreInfo.of(profile, time);
        return new StoreView(
                storeId,
                profile.chainId(),
                info.storeName(),
                info.timeZone(),
                info.currency(),
                info.minorUnits(),
                info.businessDayStart(),
                info.intakePaused(),
                info.pauseReason(),
                info.pauseMessage(),
                info.resumesAt(),
                Versions.of(profile));
    }
}
