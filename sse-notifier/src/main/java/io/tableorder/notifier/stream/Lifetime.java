package io.tableorder.notifier.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a stream must end: at its token's expiry, or earlier at shutdown. */
final class Lifetime {

    private final long expiry;
    private volatile long shutdown;
    private volatile boolean shuttingDown;

    Lifetime(Duration untilExpiry) {
        this.expiry = System.nanoTime() + untilExpiry.toNanos();
    }

    void endBy(long nanoTime) {
        shutdown = nanoTime;
        shuttingDown = true;
    }

    /** Null while it is not over. */
    @Nullable
    EndReason over() {
        long now = System.nanoTime();
        if (expiry - now <= 0) {
            return EndReason.TOKEN_EXPIRED;
        }
        return shuttingDown && shutdown - now <= 0 ? EndReason.SHUTDOWN : null;
    }
}
