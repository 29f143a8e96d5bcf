package io.tableorder.notifier.feed;

/**
 * A broken feed is a store's whose events cannot be applied from some position on. Nothing of it is shown until a decision in
 * the log leaves the record out, or the service is started again in a version that knows it.
 *
 * @param position of the event that could not be applied
 * @param reason fit for a metric's label
 */
public record BrokenFeed(String storeId, String position, String reason, String detail) {}
