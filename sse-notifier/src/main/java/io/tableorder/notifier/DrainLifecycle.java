package io.tableorder.notifier;

import io.tableorder.notifier.stream.Streams;
import java.time.Duration;

/** Ends the streams before the web server waits for its requests, which they are. */
final class DrainLifecycle extends PhasedLifecycle {

    /** The last writes have so long after the last stream's time. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Streams streams;
    private final Duration drain;

    DrainLifecycle(Streams streams, Duration drain) {
        super(Integer.MAX_VALUE);
        this.streams = streams;
        this.drain = drain;
    }

    @Override
    void begin() {}

    @Override
    void end() throws InterruptedException {
        streams.drain();
        long deadline = System.nanoTime() + drain.plus(MARGIN).toNanos();
        while (!streams.isDrained() && System.nanoTime() < deadline) {
            Thread.sleep(GLANCE);
        }
    }
}
