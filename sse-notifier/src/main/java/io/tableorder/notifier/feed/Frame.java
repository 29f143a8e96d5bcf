package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import java.nio.ByteBuffer;

/** A frame is one event as every stream of a feed sends it. */
public sealed interface Frame permits StoreFrame, ChainFrame {

    Position position();

    /** Returns when the event was decided, in microseconds since 1970. */
    long decidedMicros();

    /** Returns the same event as a stream of this scope sends it, once it has sent all up to {@code after}. */
    Frame in(Scope scope, FeedPosition after);

    /** Returns how many bytes the frame is counted as in a ring and in a batch. */
    int size();

    /**
     * Returns true for an event that screens need not hear of. Its frame has no bytes; its position is still the
     * feed's.
     */
    boolean isSilent();

    /** Returns a view of its own for each caller. */
    ByteBuffer bytes();

    /** Returns true if a client at this position has the frame and every frame that its feed had before it. */
    boolean isReachedBy(FeedPosition held);
}
