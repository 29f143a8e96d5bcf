package io.tableorder.projector.parked;

import io.tableorder.event.Position;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record set aside, with all that is needed to apply it later.
 *
 * @param storeId by the record's key; null if it has none
 * @param orderId null if the record names none
 * @param link its place in the store's hash chain, if its own bytes vouch for it
 */
public record ParkedEvent(
        Position position,
        Scope scope,
        @Nullable String storeId,
        @Nullable String orderId,
        ParkReason reason,
        String detail,
        @Nullable String type,
        @Nullable String requestId,
        @Nullable HashChainLink link,
        Instant recordTime,
        Headers headers,
        byte @Nullable [] key,
        byte @Nullable [] value) {
    public boolean holdsBack() {
        return reason.holdsBack();
    }
}
