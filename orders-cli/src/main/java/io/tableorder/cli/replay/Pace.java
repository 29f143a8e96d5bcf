package io.tableorder.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pace says when each event's turn has come, so that events follow each other as they did, so many times as fast.
 */
public final class Pace {
    private final double factor;
    private final LongSupplier nanos;
    private @Nullable Instant firstEvent;
    private long begin;

    /** @param factor 1 is the speed at which it happened; infinite does not wait */
    public Pace(double factor) {
        this(factor, System::nanoTime);
    }

    Pace(double factor, LongSupplier nanos) {
        this.factor = factor;
        this.nanos = nanos;
    }

    public boolean waits() {
        return Double.isFinite(factor);
    }

    /** Returns a time that is not positive when the event's turn has come. */
    Duration until(Instant eventTime) {
        if (!waits()) {
            return Duration.ZERO;
        }
        if (firstEvent == null) {
            firstEvent = eventTime;
            begin = nanos.getAsLong();
        }
        double due = Duration.between(firstEvent, eventTime).toMillis() / factor;
        return Duration.ofMillis((long) due).minusNanos(nanos.getAsLong() - begin);
    }
}
