package io.tableorder.operability.loop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a loop goes on. Kafka's clients wait by the machine's clock, and one that is set back by an hour may
 * leave them waiting for an hour.
 *
 * <p>A loop without progress is woken; one that does not go on after that either ends the process, so that whoever runs it
 * starts another.
 *
 * <p>The watch counts its own looks, which are a quarter of a standstill apart by the monotonic clock. A process that was
 * stopped or had no processor did not look either, so that time is not the loop's standstill.
 */
public final class LoopWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoopWatch.class);

    static final int LOOKS_A_STANDSTILL = 4;

    /** This is as long again as until it was woken. */
    static final int LOOKS_UNTIL_EXIT = 2 * LOOKS_A_STANDSTILL;

    private static final int EXIT_CODE = 70;

    private final String loop;
    private final Runnable wake;
    private final Runnable exit;
    private final ScheduledExecutorService looks;
    private final Duration untilNextLook;
    private final AtomicInteger looksWithoutProgress = new AtomicInteger();

    LoopWatch(String loop, Duration longestStandstill, Runnable wake, Runnable exit) {
        this.loop = loop;
        this.wake = wake;
        this.exit = exit;
        this.looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(loop + "-watch").factory());
        this.untilNextLook = longestStandstill.dividedBy(LOOKS_A_STANDSTILL);
        var _ = looks.scheduleWithFixedDelay(
                this::look, untilNextLook.toNanos(), untilNextLook.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns a watch that ends this process when waking the loop has not helped. */
    public static LoopWatch of(String loop, Duration longestStandstill, Runnable wake) {
        return new LoopWatch(
                loop, longestStandstill, wake, () -> Runtime.getRuntime().halt(EXIT_CODE));
    }

    /** Notes progress; the loop calls this each time round. */
    public void progress() {
        looksWithoutProgress.set(0);
    }

    /** Looks; the watch's own thread calls this. */
    void look() {
        int without = looksWithoutProgress.incrementAndGet();
        Duration still = untilNextLook.multipliedBy(without);
        if (without == LOOKS_A_STANDSTILL) {
            log.error("The loop {} has not gone on for {} and is woken", loop, still);
            wake.run();
        } else if (without >= LOOKS_UNTIL_EXIT) {
            log.error("The loop {} has not gone on for {}, though it was woken; this process ends", loop, still);
            exit.run();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
