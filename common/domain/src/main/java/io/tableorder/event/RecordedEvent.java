package io.tableorder.event;

import java.time.Instant;

/**
 * An event as the log holds it.
 *
 * @param sequence counts the store's events from 1 with no gap
 * @param time when it was decided; never before the store's previous event
 * @param previousHash the hash of the store's previous event, 64 hex digits; zeros for the first
 * @param hash {@code SHA-256(previousHash ‖ canonical bytes)}, see {@code io.tableorder.wire}
 */
public record RecordedEvent(
        String eventId,
        String storeId,
        long sequence,
        Instant time,
        CommandStamp stamp,
        StoreEvent event,
        Position position,
        String previousHash,
        String hash) {

    public String subject() {
        return event.subject(storeId);
    }
}
