package io.tableorder.decide;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What chain admins do with a store as a whole. */
public sealed interface LifecycleCommand extends StoreCommand {

    record OpenStore(String chainId, String storeName, ZoneId timeZone, String currency) implements LifecycleCommand {}

    /** Null leaves a value as it is. {@code pauseReason} counts only when intake is being paused. */
    record ChangeStore(
            @Nullable String storeName,
            @Nullable Boolean intakePaused,
            @Nullable String pauseReason) implements LifecycleCommand {}
}
