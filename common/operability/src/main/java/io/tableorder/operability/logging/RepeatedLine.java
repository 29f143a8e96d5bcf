package io.tableorder.operability.logging;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A line that may be due many times a second for as long as a fault lasts. The first is written at once, and each later one
 * speaks for all of the seconds before it, so that a log can still be read while something is away. Thread-safe.
 */
public final class RepeatedLine {

    /** This is soon enough for whoever watches what a fault does, and some 9,000 lines in a day of it. */
    public static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private long writtenNanos;
    private long unwritten;

    public RepeatedLine() {
        this(System::nanoTime);
    }

    RepeatedLine(LongSupplier nanos) {
        this.nanos = nanos;
        this.writtenNanos = nanos.getAsLong() - BETWEEN_LINES.toNanos();
    }

    /**
     * Writes the line, unless one was written a short while ago.
     *
     * @param line is given how many were not written since the last one
     */
    public void write(LongConsumer line) {
        long others = takeUnwritten();
        if (others >= 0) {
            line.accept(others);
        }
    }

    /** Returns a negative number if it is too early. */
    private synchronized long takeUnwritten() {
        long now = nanos.getAsLong();
        if (now - writtenNanos < BETWEEN_LINES.toNanos()) {
            unwritten++;
            return -1;
        }
        long others = unwritten;
        writtenNanos = now;
        unwritten = 0;
        return others;
    }
}
