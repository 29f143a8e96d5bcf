package io.tableorder.notifier.feed;

/**
 * How much of the past is at hand.
 *
 * @param ringFrames of one store kept in memory
 * @param ringBytes of those frames
 * @param replaySpan offsets that a re-read of the log covers at most, other stores' events among them
 */
public record FeedLimits(int ringFrames, int ringBytes, int replaySpan) {}
