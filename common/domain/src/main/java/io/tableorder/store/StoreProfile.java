package io.tableorder.store;

import io.tableorder.event.StoreLifecycleEvent;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a store is called, whose it is, and whether it takes orders. */
public record StoreProfile(
        String chainId,
        String storeName,
        ZoneId timeZone,
        String currency,
        boolean intakePaused,
        @Nullable String pauseReason) {

    static StoreProfile evolve(@Nullable StoreProfile before, StoreLifecycleEvent event) {
        return switch (event) {
            case StoreLifecycleEvent.Opened opened -> {
                if (before != null) {
                    throw new ImpossibleEventException(
                            "A store is opened once, and this one is: " + before.storeName());
                }
                yield new StoreProfile(
                        opened.chainId(), opened.storeName(), opened.timeZone(), opened.currency(), false, null);
            }
            case StoreLifecycleEvent.Renamed renamed -> {
                StoreProfile profile = opened(before);
                yield new StoreProfile(
                        profile.chainId,
                        renamed.storeName(),
                        profile.timeZone,
                        profile.currency,
                        profile.intakePaused,
                        profile.pauseReason);
            }
            case StoreLifecycleEvent.IntakePaused paused -> opened(before).withIntake(true, paused.reason());
            case StoreLifecycleEvent.IntakeResumed _ -> opened(before).withIntake(false, null);
        };
    }

    private StoreProfile withIntake(boolean paused, @Nullable String reason) {
        return new StoreProfile(chainId, storeName, timeZone, currency, paused, reason);
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
