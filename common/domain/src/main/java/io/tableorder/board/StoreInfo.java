package io.tableorder.board;

import io.tableorder.store.StoreProfile;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * This is what every screen needs to know of its store, in the one JSON shape of logins, menus and boards.
 *
 * @param minorUnits digits behind the point of an amount, by ISO 4217
 * @param businessDayStart by the store's clocks, such as 05:00
 * @param intakePaused whether new orders are refused now
 * @param pauseReason for staff; guests never get it
 * @param resumesAt when the pause ends by itself; null when somebody has to end it
 */
public record StoreInfo(
        String storeName,
        String timeZone,
        String currency,
        int minorUnits,
        String businessDayStart,
        boolean intakePaused,
        @Nullable String pauseReason,
        @Nullable String pauseMessage,
        @Nullable Instant resumesAt) {

    /** Returns the store as it is at a time, for staff. A pause that is over by then is not mentioned. */
    public static StoreInfo of(StoreProfile profile, Instant time) {
        boolean paused = profile.isPausedAt(time);
        return new StoreInfo(
                profile.storeName(),
                profile.timeZone().getId(),
                profile.currency(),
                minorUnits(profile.currency()),
                profile.dayStart().toString(),
                paused,
                paused ? profile.pauseReason() : null,
                paused ? profile.pauseMessage() : null,
                paused ? profile.resumesAt() : null);
    }

    /** Digits behind the point of an amount in that currency. */
    public static int minorUnits(String currency) {
        return Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
    }

    /** Returns the same without what is for staff only. */
    public StoreInfo forGuests() {
        return new StoreInfo(
                storeName,
                timeZone,
                currency,
                minorUnits,
                businessDayStart,
                intakePaused,
                null,
                pauseMessage,
                resumesAt);
    }
}
