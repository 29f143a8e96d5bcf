package io.tableorder.notifier.feed;

import io.tableorder.wire.Json;
import org.jspecify.annotations.Nullable;

/** Wraps a store's data for a chain's stream, which has to say whose data it is. */
public final class ChainData {

    private ChainData() {}

    /**
     * Returns the data of a frame in a chain's stream.
     *
     * @param position of the event or the board in the store's own stream, as clients are given it; null before a store's first event
     */
    public static String of(String storeId, @Nullable String position, String json) {
        return "{\"store_id\":" + Json.mapper().writeValueAsString(storeId) + ",\"position\":"
                + (position == null ? "null" : "\"" + position + "\"") + ",\"data\":" + json + "}";
    }
}
