package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.PlainText;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** This is what a store is set up and kept up in. */
final class StoreBodies {

    /** A day: whoever closes for longer resumes by hand, when it is known how long it took. */
    private static final int LONGEST_PAUSE_MINUTES = 24 * 60;

    /** Hours and minutes, as 05:30. */
    private static final String TIME_OF_DAY = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private StoreBodies() {}

    /**
     * Changes what is given; null leaves a value as it is.
     *
     * @param pauseReason for staff only
     * @param pauseMessage for guests
     * @param pauseMinutes after how many minutes the pause ends by itself; absent until somebody ends it
     */
    record StoreChange(
            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME)
            String storeName,

            @Nullable String timeZone,
            @Nullable String currency,

            @Nullable @Pattern(regexp = TIME_OF_DAY) String businessDayStart,

            @Nullable Boolean intakePaused,
            @Nullable @PlainText(max = Bounds.MAXIMUM_NOTE) String pauseReason,
            @Nullable @PlainText(max = Bounds.MAXIMUM_NOTE) String pauseMessage,
            @Nullable @Min(1) @Max(LONGEST_PAUSE_MINUTES) Integer pauseMinutes) {

        LifecycleCommand.ChangeStore toCommand(@Nullable Integer expectedVersion) {
            return new LifecycleCommand.ChangeStore(
                    storeName,
                    timeZone == null ? null : zone(timeZone, timeZone),
                    currency == null ? null : StoreBodies.currency(currency, currency),
                    businessDayStart == null ? null : LocalTime.parse(businessDayStart),
                    intakePaused,
                    pauseReason,
                    pauseMessage,
                    pauseMinutes == null ? null : Duration.ofMinutes(pauseMinutes),
                    expectedVersion);
        }
    }

    /**
     * This is what a store's own admin may change of it: when its day begins, and whether it takes orders.
     *
     * @param pauseMinutes after how many minutes the pause ends by itself; absent until somebody ends it
     */
    record OwnStoreChange(
            @Nullable @Pattern(regexp = TIME_OF_DAY) String businessDayStart,

            @Nullable Boolean intakePaused,
            @Nullable @PlainText(max = Bounds.MAXIMUM_NOTE) String pauseReason,
            @Nullable @PlainText(max = Bounds.MAXIMUM_NOTE) String pauseMessage,
            @Nullable @Min(1) @Max(LONGEST_PAUSE_MINUTES) Integer pauseMinutes) {

        LifecycleCommand.ChangeStore toCommand(@Nullable Integer expectedVersion) {
            return new StoreChange(
                            null, null, null, businessDayStart, intakePaused, pauseReason, pauseMessage, pauseMinutes)
                    .toCommand(expectedVersion);
        }
    }

    /** @throws ProblemException 400 for what is no region: an offset knows no daylight saving, and short names differ */
    static ZoneId zone(@Nullable String name, String otherwise) {
        String zone = name == null ? otherwise : name;
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ProblemException.invalid("time_zone", ApiText.NO_ZONE);
        }
        return ZoneId.of(zone);
    }

    /** @throws ProblemException 400 for what ISO 4217 does not know */
    static String currency(@Nullable String code, String otherwise) {
        try {
            return Currency.getInstance(code == null ? otherwise : code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("currency", ApiText.NO_CURRENCY);
        }
    }
}
