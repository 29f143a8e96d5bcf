package io.tableorder.notifier.feed;

/**
 * The limits say how much of the past is at hand.
 *
 * @param ringFrames frames of one store that are kept in memory
 * @param ringBytes bytes of those frames
 * @param replaySpan offsets that a re-read of the log covers at most, other stores' events among them
 */
public record FeedLimits(int ringFrames, long ringBytes, int replaySpan) {

    /** A chain's stores are not all busy at once; past this many stores' worth the log is read again. */
    private static final int CHAIN_STORES = 16;

    /** Returns the limits of this scope's feed. */
    FeedLimits of(Scope scope) {
        return switch (scope) {
            case Scope.Store _ -> this;
            case Scope.Chain _ ->
                new FeedLimits(
                        Math.multiplyExact(ringFrames, CHAIN_STORES),
                        Math.multiplyExact(ringBytes, CHAIN_STORES),
                        replaySpan);
        };
    }
}
