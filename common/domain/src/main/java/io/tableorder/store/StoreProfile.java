package io.tableorder.store;

import io.tableorder.event.StoreLifecycleEvent;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * This is what a store is called, whose it is, how it counts, and whether it takes orders.
 *
 * @param businessDayStart null for one that was never set, which is {@link #DEFAULT_BUSINESS_DAY_START}
 * @param intakePaused as it was said last; whether it is so at a time is for {@link #isPausedAt}
 * @param pauseReason for staff only
 * @param pauseMessage for guests
 * @param resumesAt when the pause ends by itself
 */
public record StoreProfile(
        String chainId,
        String storeName,
        ZoneId timeZone,
        String currency,
        @Nullable LocalTime businessDayStart,
        boolean intakePaused,
        @Nullable String pauseReason,
        @Nullable String pauseMessage,
        @Nullable Instant resumesAt) {

    /** The last guests of a bar have left by then, and the first of a bakery have not come. */
    public static final LocalTime DEFAULT_BUSINESS_DAY_START = LocalTime.of(5, 0);

    /** Returns a store that was just opened. */
    public static StoreProfile of(StoreLifecycleEvent.Opened opened) {
        return new StoreProfile(
                opened.chainId(),
                opened.storeName(),
                opened.timeZone(),
                opened.currency(),
                null,
                false,
                null,
                null,
                null);
    }

    /** Returns when a business day begins, by the store's clocks. */
    public LocalTime dayStart() {
        return businessDayStart == null ? DEFAULT_BUSINESS_DAY_START : businessDayStart;
    }

    /**
     * Returns whether new orders are refused at that time. A pause with an end is over from its end on, without another
     * event.
     */
    public boolean isPausedAt(Instant time) {
        return intakePaused && (resumesAt == null || time.isBefore(resumesAt));
    }

    /**
     * Returns the profile after one more event.
     *
     * @param before null before the store is opened
     * @throws ImpossibleEventException if a store is opened twice, or not first of all
     */
    public static StoreProfile evolve(@Nullable StoreProfile before, StoreLifecycleEvent event) {
        return switch (event) {
            case StoreLifecycleEvent.Opened opened -> {
                if (before != null) {
                    throw new ImpossibleEventException(
                            "A store is opened once, and this one is: " + before.storeName());
                }
                yield of(opened);
            }
            case StoreLifecycleEvent.Renamed renamed -> opened(before).renamed(renamed.storeName());
            case StoreLifecycleEvent.SettingsChanged changed -> opened(before).with(changed);
            case StoreLifecycleEvent.IntakePaused paused ->
                opened(before).withIntake(true, paused.reason(), paused.message(), paused.resumesAt());
            case StoreLifecycleEvent.IntakeResumed _ -> opened(before).withIntake(false, null, null, null);
        };
    }

    private StoreProfile renamed(String newName) {
        return new StoreProfile(
                chainId,
                newName,
                timeZone,
                currency,
                businessDayStart,
                intakePaused,
                pauseReason,
                pauseMessage,
                resumesAt);
    }

    private StoreProfile with(StoreLifecycleEvent.SettingsChanged settings) {
        return new StoreProfile(
                chainId,
                storeName,
                settings.timeZone(),
                settings.currency(),
                settings.businessDayStart(),
                intakePaused,
                pauseReason,
                pauseMessage,
                resumesAt);
    }

    private StoreProfile withIntake(
            boolean paused, @Nullable String reason, @Nullable String message, @Nullable Instant until) {
        return new StoreProfile(
                chainId, storeName, timeZone, currency, businessDayStart, paused, reason, message, until);
    }

    private static StoreProfile opened(@Nullable StoreProfile profile) {
        if (profile == null) {
            throw unopened();
        }
        return profile;
    }

    static ImpossibleEventException unopened() {
        return new ImpossibleEventException("The store's first event must open it");
    }
}
