package io.tableorder.notifier.feed;

/**
 * The limits say how much of the past is at hand.
 *
 * @param ringFrames frames of one store that are kept in memory
 * @param ringBytes bytes of those frames
 * @param replaySpan offsets that a re-read of the log covers at most, other stores' events among them
 */
public record FeedLimits(int ringFrames, int ringBytes, int replaySpan) {

    /** At one event a second, a store's rush, 17 minutes: a tablet's reboot or a router's. Past it the log is re-read. */
    public static final int RING_FRAMES = 1_024;

    /** About 1,000 frames at their usual 500 bytes: what 1,000 busy stores may hold is then 512 MiB. */
    public static final int RING_BYTES = 512 * 1024;

    /** Some 50 MB to pass over, a second or two; from there on a fresh board is cheaper. */
    public static final int REPLAY_SPAN = 100_000;

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
