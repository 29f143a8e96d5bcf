package io.tableorder.projector.status;

/**
 * A range is a stretch of a store's events.
 *
 * @param low the last sequence number before it
 * @param high the last one in it
 */
record SequenceRange(String storeId, long low, long high) {
    /** Returns what is left of it behind a sequence number; nothing may be. */
    SequenceRange behind(long start) {
        return start <= low ? this : new SequenceRange(storeId, Math.min(start, high), high);
    }
}
