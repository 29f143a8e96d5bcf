package io.tableorder.api.account;

import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What every screen of a store has to know of it.
 *
 * @param timeZone an IANA name; days and clock times are shown in it
 * @param currency ISO 4217
 * @param minorUnits how many decimals the currency has; amounts are integers of its smallest unit
 * @param pauseReason why no orders are taken, for staff only
 */
public record StoreInfo(
        String storeName,
        String timeZone,
        String currency,
        int minorUnits,
        boolean intakePaused,
        @Nullable String pauseReason) {

    public static StoreInfo of(
            String storeName, String timeZone, String currency, boolean intakePaused, @Nullable String pauseReason) {
        int minorUnits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return new StoreInfo(storeName, timeZone, currency, minorUnits, intakePaused, pauseReason);
    }

    /** The same without what is not for guests. */
    public StoreInfo forGuests() {
        return new StoreInfo(storeName, timeZone, currency, minorUnits, intakePaused, null);
    }
}
