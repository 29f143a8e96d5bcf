package io.tableorder.notifier.stream;

import io.tableorder.notifier.sse.SseFrame;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A client waits for so long before it comes back. Chance spreads it, so that the end of an instance is no rush. */
record Retry(Duration delay) {

    private static final Duration MINIMUM = Duration.ofSeconds(1);
    private static final Duration MINIMUM_SPREAD = Duration.ofSeconds(3);

    /** An instance just started, its code cold, took 800 connects a second on two cores that the clients shared. */
    private static final int RETURNING_PER_SECOND = 1_000;

    static Retry among(int streams) {
        long spread = Math.max(MINIMUM_SPREAD.toMillis(), streams * 1_000L / RETURNING_PER_SECOND);
        return new Retry(MINIMUM.plusMillis(ThreadLocalRandom.current().nextLong(spread)));
    }

    SseFrame frame() {
        return SseFrame.retry(delay);
    }
}
