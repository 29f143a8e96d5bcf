package io.tableorder.scan;

import java.time.Duration;

/**
 * The longest times a read of a partition may take.
 *
 * @param standstill without reaching a further offset; no broker answers then, or somebody's transaction stays open
 * @param total for the whole read
 */
public record ScanBound(Duration standstill, Duration total) {

    /** A read of unknown length; its total is {@link Long#MAX_VALUE} nanoseconds, which is 292 years. */
    private static final Duration AS_LONG_AS_IT_MOVES = Duration.ofNanos(Long.MAX_VALUE);

    /** Bounds a read that may be long, such as a replay: it goes on as long as records come. */
    public static ScanBound standstill(Duration standstill) {
        return new ScanBound(standstill, AS_LONG_AS_IT_MOVES);
    }

    /** Bounds a read that somebody waits for. */
    public static ScanBound within(Duration total) {
        return new ScanBound(total, total);
    }
}
