package io.tableorder.api.writer;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a loop goes on, by the monotonic clock. Kafka's clients wait by the machine's clock, and one that is set
 * back by an hour may leave them waiting for an hour.
 *
 * <p>A loop without progress is woken; one that does not go on after that either ends the process, so that whoever runs it
 * starts another.
 */
final class LoopWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoopWatch.class);

    private static final int LOOKS_A_STANDSTILL = 4;
    private static final int EXIT_CODE = 70;

    private final String loop;
    private final Duration longestStandstill;
    private final Runnable wake;
    private final Runnable exit;
    private final ScheduledExecutorService looks;
    private volatile long progressNanos = System.nanoTime();
    private boolean woken;

    LoopWatch(String loop, Duration longestStandstill, Runnable wake, Runnable exit) {
        this.loop = loop;
        this.longestStandstill = longestStandstill;
        this.wake = wake;
        this.exit = exit;
        this.looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(loop + "-watch").factory());
        long every = longestStandstill.toNanos() / LOOKS_A_STANDSTILL;
        looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
    }

    /** A watch that ends this process when waking the loop has not helped. */
    static LoopWatch of(String loop, Duration longestStandstill, Runnable wake) {
        return new LoopWatch(
                loop, longestStandstill, wake, () -> Runtime.getRuntime().halt(EXIT_CODE));
    }

    /** To be called by the loop, each time round. */
    void progress() {
        progressNanos = System.nanoTime();
    }

    private void look() {
        Duration still = Duration.ofNanos(System.nanoTime() - progressNanos);
        if (still.compareTo(longestStandstill) < 0) {
            woken = false;
        } else if (!woken) {
            woken = true;
            log.error("The loop {} has not gone on for {} and is woken", loop, still);
            wake.run();
        } else if (still.compareTo(longestStandstill.multipliedBy(2)) > 0) {
            log.error("The loop {} has not gone on for {}, though it was woken; this process ends", loop, still);
            exit.run();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
