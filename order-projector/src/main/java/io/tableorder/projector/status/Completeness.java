package io.tableorder.projector.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Completeness says what the read models lack of the log up to where they are.
 *
 * @param ordersParked orders of which an event is parked
 * @param storesParked stores all of whose events wait
 * @param ordersMissing orders whose versions in the journal have a gap, whose row lags behind the journal, or whose event at
 *     the log's end was read and is nowhere
 * @param storesMissing stores with a sequence number that is neither in the journal nor parked nor skipped
 * @param checkedEvents events that the last two numbers cover
 * @param events as many there are
 */
public record Completeness(
        long ordersParked,
        long storesParked,
        long ordersMissing,
        long storesMissing,
        long checkedEvents,
        long events,
        @Nullable Instant checkedAt) {
    static final Completeness UNKNOWN = new Completeness(0, 0, 0, 0, 0, 0, null);
}
