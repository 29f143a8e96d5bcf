package io.tableorder.notifier.stream;

import io.tableorder.operability.access.AccessWatch;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says when a stream must end: at its token's expiry, or earlier at the end of its client's access or at shutdown. */
final class Lifetime {

    private final long expiry;
    private final AccessWatch access;
    private volatile OptionalLong shutdown = OptionalLong.empty();

    /** @param access for this stream alone */
    Lifetime(Duration untilExpiry, AccessWatch access) {
        this.access = access;
        this.expiry = System.nanoTime() + untilExpiry.toNanos();
    }

    /** @param nanoTime by {@link System#nanoTime} */
    void endBy(long nanoTime) {
        shutdown = OptionalLong.of(nanoTime);
    }

    /** Returns why it is over; null while it is not. */
    @Nullable
    EndReason over() {
        long now = System.nanoTime();
        if (expiry - now <= 0) {
            return EndReason.TOKEN_EXPIRED;
        }
        if (access.isEnded()) {
            return EndReason.ACCESS_ENDED;
        }
        OptionalLong end = shutdown;
        return end.isPresent() && end.getAsLong() - now <= 0 ? EndReason.SHUTDOWN : null;
    }
}
