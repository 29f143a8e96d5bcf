package io.tableorder.decide;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** This is what chain admins do with a store as a whole. */
public sealed interface LifecycleCommand extends StoreCommand {

    record OpenStore(String chainId, String storeName, ZoneId timeZone, String currency) implements LifecycleCommand {}

    /**
     * Changes what is given; null leaves a value as it is. What is said of the pause counts only when intake is paused
     * by this.
     *
     * @param pauseReason for staff only
     * @param pauseMessage for guests
     * @param pauseFor after which time, counted from the decision, the pause ends by itself; null for none
     * @param expectedVersion from If-Match; null accepts any
     */
    record ChangeStore(
            @Nullable String storeName,
            @Nullable ZoneId timeZone,
            @Nullable String currency,
            @Nullable LocalTime businessDayStart,
            @Nullable Boolean intakePaused,
            @Nullable String pauseReason,
            @Nullable String pauseMessage,
            @Nullable Duration pauseFor,
            @Nullable Integer expectedVersion)
            implements LifecycleCommand {

        /** Makes a change of the name, or a pause without a word to guests. */
        public ChangeStore(@Nullable String storeName, @Nullable Boolean intakePaused, @Nullable String pauseReason) {
            this(storeName, null, null, null, intakePaused, pauseReason, null, null, null);
        }
    }
}
