package io.tableorder.notifier;

import io.tableorder.notifier.stream.Streams;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Ends the streams before the web server waits for its requests, which they are. */
final class DrainLifecycle implements SmartLifecycle {

    /** The last writes have so long after the last stream's time. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Streams streams;
    private final Duration drain;
    private volatile boolean running;

    DrainLifecycle(Streams streams, Duration drain) {
        this.streams = streams;
        this.drain = drain;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.drain();
        long deadline = System.nanoTime() + drain.plus(MARGIN).toNanos();
        try {
            while (!streams.isDrained() && System.nanoTime() < deadline) {
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns the highest phase, which stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
