package io.tableorder.notifier.feed;

import java.util.List;

/** A signal is what a stream learns when it asks its feed for more. */
public sealed interface Signal {

    /** These are the next frames, without a gap to those before. */
    record Frames(List<Frame> frames) implements Signal {}

    /** There is nothing new now. */
    record Silence() implements Signal {}

    /** What comes next has left the ring: the stream is too slow. */
    record Lagged() implements Signal {}

    /** Nothing will come any more. */
    record Ended(End why) implements Signal {}

    /** This says why a feed ends. */
    enum End {
        /** An event could not be applied; what the store's screens show must not be trusted from here on. */
        FEED_BROKEN,
        /** The log no longer holds what was read from it; the feed starts over. */
        FEED_RESTARTED
    }
}
