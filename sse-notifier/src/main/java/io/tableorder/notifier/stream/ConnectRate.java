package io.tableorder.notifier.stream;

import java.time.Duration;

/** A token bucket says how often something may happen: so many at once, and as many again over a time. Thread-safe. */
final class ConnectRate {

    private final double capacity;
    private final double perNano;
    private double left;
    private long lastNanos;

    /** @param nowNanos {@link System#nanoTime()}, here and below */
    ConnectRate(int capacity, Duration refill, long nowNanos) {
        this.capacity = capacity;
        this.perNano = capacity / (double) refill.toNanos();
        this.left = capacity;
        this.lastNanos = nowNanos;
    }

    /** Calls may come in another order than their times: one that was held up brings no time back. */
    synchronized boolean take(long nowNanos) {
        if (nowNanos - lastNanos > 0) {
            left = Math.min(capacity, left + (nowNanos - lastNanos) * perNano);
            lastNanos = nowNanos;
        }
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
