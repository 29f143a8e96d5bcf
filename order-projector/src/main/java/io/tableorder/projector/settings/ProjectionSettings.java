package io.tableorder.projector.settings;

import java.time.Duration;
import java.util.List;

/**
 * This is what counts as late, and which stores are metered.
 *
 * @param maximumLag above it a projector is not ready
 * @param meteredStores those that metrics show one by one, at most {@link #MAXIMUM_METERED_STORES}
 */
public record ProjectionSettings(Duration maximumLag, List<String> meteredStores) {

    /** Each has a handful of time series of its own, and a scrape carries them all. */
    public static final int MAXIMUM_METERED_STORES = 100;

    public ProjectionSettings {
        meteredStores = List.copyOf(meteredStores);
    }
}
