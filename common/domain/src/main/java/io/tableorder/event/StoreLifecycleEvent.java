package io.tableorder.event;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * These events tell of the store itself: it is opened once, renamed and set up, and its intake is paused and resumed.
 */
public sealed interface StoreLifecycleEvent extends StoreEvent {

    @Override
    default String subject(String storeId) {
        return storeId;
    }

    /**
     * The store was opened.
     *
     * @param currency ISO 4217, whose minor unit every amount of this store is in
     */
    record Opened(String chainId, String storeName, ZoneId timeZone, String currency) implements StoreLifecycleEvent {}

    record Renamed(String storeName) implements StoreLifecycleEvent {}

    /**
     * The whole of what a store counts and shows by. Zone and currency change only before the first order.
     *
     * @param businessDayStart when a business day begins, by the store's clocks
     */
    record SettingsChanged(ZoneId timeZone, String currency, LocalTime businessDayStart)
            implements StoreLifecycleEvent {}

    /**
     * From here on new orders are refused; orders already placed go on.
     *
     * @param reason for staff, and for nobody else
     * @param message for guests
     * @param resumesAt from when on orders are taken again without a word; null until somebody resumes
     */
    record IntakePaused(
            @Nullable String reason,
            @Nullable String message,
            @Nullable Instant resumesAt) implements StoreLifecycleEvent {

        /** Makes a pause until somebody resumes, without a word to guests. */
        public IntakePaused(@Nullable String reason) {
            this(reason, null, null);
        }
    }

    record IntakeResumed() implements StoreLifecycleEvent {}
}
