package io.tableorder.api.query;

import org.jspecify.annotations.Nullable;

/**
 * A report begins with the journal's beginning: of stores whose oldest months are dropped, that is the first event
 * after them.
 *
 * @param events whose bytes and links were checked
 * @param notApplied of those, the events that are in the log and not in the read models: parked, or left out by decision
 * @param firstPosition null when there are no events in the span
 * @param comparedWithLog whether the last of them was laid beside the log; false when there is none, when the chain breaks
 *     anyway, and when the log does not reach back so far
 * @param broken where the hash chain breaks first; null when it is intact
 */
record AuditReport(
        long events,
        long notApplied,
        @Nullable String firstPosition,
        @Nullable String lastPosition,
        boolean comparedWithLog,
        boolean intact,
        @Nullable Break broken) {

    /**
     * @param sequence of the event at which it shows
     * @param position null when that event is missing; of one that is missing at the log's end, where the log has it
     */
    record Break(
            long sequence,
            @Nullable String position,
            Fault fault,
            @Nullable String expected,
            @Nullable String found) {}

    enum Fault {
        /** The journal has no event with this sequence number. */
        MISSING,
        /** The event's bytes do not have the hash that they carry. */
        ALTERED,
        /** The event follows another event than the one before it. */
        UNLINKED,
        /** Another event of the store stands in this one's place, or this one stands before the one it follows. */
        REORDERED,
        /** The log has another event in this one's place: the journal was altered and its hashes were made anew. */
        RESEALED
    }
}
