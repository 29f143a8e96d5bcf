package io.tableorder.notifier;

import io.tableorder.notifier.feed.EventReader;
import org.springframework.context.SmartLifecycle;

/** Reads from before the first request until after the last. */
final class FeedLifecycle implements SmartLifecycle {

    private final EventReader reader;
    private volatile boolean running;

    FeedLifecycle(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public void start() {
        reader.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            reader.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts earlier and stops later than the web server, whose phases are at the other end. */
    @Override
    public int getPhase() {
        return 0;
    }
}
