package io.tableorder.wire;

import io.tableorder.event.CommandStamp;
import io.tableorder.event.StoreEvent;
import java.time.Instant;

/** A draft is an event about to be written: all of it but its hash and its position. */
public record DraftEvent(
        String eventId,
        String storeId,
        long sequence,
        Instant time,
        CommandStamp stamp,
        StoreEvent event,
        String previousHash) {}
