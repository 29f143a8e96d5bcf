package io.tableorder.api.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tableorder.board.StoreInfo;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.Versions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A view has a store as its keepers see it, read or just changed.
 *
 * @param info as staff see it, with the reason of a pause
 * @param version to be sent back as If-Match
 */
public record StoreView(
        String storeId, String chainId, @JsonUnwrapped StoreInfo info, int version) {

    /** Returns the store as it is at that time. */
    public static @Nullable StoreView of(String storeId, @Nullable StoreProfile profile, Instant time) {
        return profile == null ? null : shown(storeId, profile, time);
    }

    static StoreView shown(String storeId, StoreProfile profile, Instant time) {
        return new StoreView(storeId, profile.chainId(), StoreInfo.of(profile, time), Versions.of(profile));
    }
}
