package io.tableorder.notifier;

import io.tableorder.notifier.feed.EventReader;

/** Reads from before the first request until after the last: the web server's phases are at the other end. */
final class FeedLifecycle extends PhasedLifecycle {

    private final EventReader reader;

    FeedLifecycle(EventReader reader) {
        super(0);
        this.reader = reader;
    }

    @Override
    void begin() {
        reader.start();
    }

    @Override
    void end() throws InterruptedException {
        reader.stop();
    }
}
