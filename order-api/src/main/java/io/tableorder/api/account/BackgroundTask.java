package io.tableorder.api.account;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A background task runs on a thread of its own from the service's start until it is done or interrupted at the end. */
abstract class BackgroundTask implements SmartLifecycle {

    private final String name;
    private @Nullable Thread thread;

    BackgroundTask(String name) {
        this.name = name;
    }

    /** Returns the name of its thread. */
    public final String name() {
        return name;
    }

    /** Returns when it is done, or soon after it is interrupted. */
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

    /** Returns false once the task ended by itself, whether it was done or failed. */
    final synchronized boolean hasNotEnded() {
        return thread == null || thread.isAlive();
    }
}
