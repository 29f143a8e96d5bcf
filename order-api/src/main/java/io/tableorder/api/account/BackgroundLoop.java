package io.tableorder.api.account;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A bean that works behind everybody's back, on a thread of its own, from the service's start until its end. */
abstract class BackgroundLoop implements SmartLifecycle {

    private final String name;
    private @Nullable Thread thread;

    BackgroundLoop(String name) {
        this.name = name;
    }

    /** Works until it is interrupted. */
    abstract void run();

    @Override
    public final synchronized void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public final synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return thread != null;
    }
}
