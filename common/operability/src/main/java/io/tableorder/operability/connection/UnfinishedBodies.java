package io.tableorder.operability.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The requests whose bodies are being waited for. Each has a deadline. While too many wait, the time between two packets
 * is cut to what an honest caller needs, so that a thread is not held for the seconds that a bad line may take.
 */
final class UnfinishedBodies {

    /** A caller that is not slow on purpose takes no longer between two packets. */
    private static final Duration PATIENCE_WHEN_CROWDED = Duration.ofMillis(250);

    private final AtomicInteger count = new AtomicInteger();
    private final int maximum;
    private final Duration deadline;
    private final Duration idleTimeout;
    private final LongSupplier nanoTime;

    UnfinishedBodies(ConnectionLimits limits, LongSupplier nanoTime) {
        this.maximum = limits.maximumBodies();
        this.deadline = limits.bodyDeadline();
        this.idleTimeout = limits.idleTimeout();
        this.nanoTime = nanoTime;
    }

    /** Says that a body is waited for until {@link Body#finished}. */
    Body begin(ReadTimeout timeout) {
        count.incrementAndGet();
        return new Body(timeout);
    }

    /** Returns whether another body that is still to come would be one too many. */
    boolean areCrowded() {
        return count.get() > maximum;
    }

    int count() {
        return count.get();
    }

    /** The time that the connection gives a read. */
    @FunctionalInterface
    interface ReadTimeout {
        void set(Duration timeout);
    }

    /** A body is read by one thread. Used by the thread that reads it. */
    final class Body {

        private final ReadTimeout timeout;
        private final long sinceNanos = nanoTime.getAsLong();
        private boolean finished;

        private Body(ReadTimeout timeout) {
            this.timeout = timeout;
        }

        /** Sets how long the next read may wait. */
        void beforeRead() {
            if (!finished) {
                timeout.set(areCrowded() ? PATIENCE_WHEN_CROWDED : idleTimeout);
            }
        }

        boolean isLate() {
            return !finished && nanoTime.getAsLong() - sinceNanos > deadline.toNanos();
        }

        /** Says that the body is complete or given up. Repeating this does nothing. */
        void finished() {
            if (!finished) {
                finished = true;
                count.decrementAndGet();
            }
        }
    }
}
