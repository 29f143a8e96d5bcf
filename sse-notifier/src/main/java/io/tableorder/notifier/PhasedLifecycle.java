package io.tableorder.notifier;

import org.springframework.context.SmartLifecycle;

/** Begins and ends one part of the service in its phase: lower phases begin earlier and end later. */
abstract class PhasedLifecycle implements SmartLifecycle {

    private final int phase;
    private volatile boolean running;

    PhasedLifecycle(int phase) {
        this.phase = phase;
    }

    abstract void begin();

    abstract void end() throws InterruptedException;

    @Override
    public final void start() {
        begin();
        running = true;
    }

    @Override
    public final void stop() {
        running = false;
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
