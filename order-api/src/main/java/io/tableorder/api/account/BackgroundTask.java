package io.tableorder.api.account;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** A background task runs on a thread of its own from the service's start until it is done or interrupted at the end. */
abstract class BackgroundTask implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundTask.class);

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

    /** Waits so long for Kafka to take a record, and says whether it did. An interrupted thread stays interrupted. */
    static boolean isTaken(Future<?> written, Duration patience) {
        try {
            written.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Not written: {}", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
