package io.tableorder.api.writer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the time of the machine's clock without its jumps: a time that it jumps to is taken over only when it has held for a while. An
 * event's time is never before that of the event before it, so one that a jump has put an hour ahead would give an hour of
 * orders the same time, and the business day's end the wrong numbers. Thread-safe.
 */
public final class SteadyClock extends Clock {

    private static final Logger log = LoggerFactory.getLogger(SteadyClock.class);

    /** It is more than a time service corrects at once, and less than anybody notices on a ticket. */
    static final Duration SMALLEST_JUMP = Duration.ofSeconds(2);

    /** It is longer than a clock is wrong that somebody or a time service sets right again; a machine that slept waits for it. */
    static final Duration HELD_FOR = Duration.ofSeconds(60);

    private final Clock machine;
    private final LongSupplier nanos;
    private Instant base;
    private long baseNanos;
    private boolean jumped;
    private long jumpedAtNanos;
    private Duration jump = Duration.ZERO;

    public SteadyClock(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
        this.base = machine.instant();
        this.baseNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long now = nanos.getAsLong();
        Instant expected = base.plusNanos(now - baseNanos);
        Instant told = machine.instant();
        Duration off = Duration.between(expected, told);
        if (off.abs().compareTo(SMALLEST_JUMP) < 0) {
            jumped = false;
            return takeOver(told, now);
        }
        if (!jumped || off.minus(jump).abs().compareTo(SMALLEST_JUMP) >= 0) {
            jumped = true;
            jump = off;
            jumpedAtNanos = now;
            log.warn(
                    "The machine's clock jumped by {} s; orders keep their time until it has held for {} s",
                    off.toSeconds(),
                    HELD_FOR.toSeconds());
            return expected;
        }
        if (now - jumpedAtNanos < HELD_FOR.toNanos()) {
            return expected;
        }
        jumped = false;
        log.warn("The machine's clock is {} s off and stays so: its time is taken over", off.toSeconds());
        return takeOver(told, now);
    }

    private Instant takeOver(Instant told, long now) {
        base = told;
        baseNanos = now;
        return told;
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Events have times in UTC");
    }
}
