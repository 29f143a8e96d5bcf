package io.tableorder.notifier.stream;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says when a stream must end: at its token's expiry, or earlier at shutdown. */
final class Lifetime {

    private final long expiry;
    private volatile OptionalLong shutdown = OptionalLong.empty();

    Lifetime(Duration untilExpiry) {
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
        OptionalLong end = shutdown;
        return end.isPresent() && end.getAsLong() - now <= 0 ? EndReason.SHUTDOWN : null;
    }
}
