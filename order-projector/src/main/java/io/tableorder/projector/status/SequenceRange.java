package io.tableorder.projector.status;

/**
 * A stretch of a store's events.
 *
 * @param low the last sequence number before it
 * @param high the last one in it
 */
record SequenceRange(String storeId, long low, long high) {}
