package io.tableorder.event;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The store itself: opened once, renamed, its intake paused and resumed. */
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

    /** From here on new orders are refused; orders already placed go on. */
    record IntakePaused(@Nullable String reason) implements StoreLifecycleEvent {}

    record IntakeResumed() implements StoreLifecycleEvent {}
}
