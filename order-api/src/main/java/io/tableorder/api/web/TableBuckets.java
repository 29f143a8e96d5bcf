package io.tableorder.api.web;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A token bucket for each table: it holds a minute's worth and refills evenly. Thread-safe, and bounded. */
final class TableBuckets {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    /** So many tables are remembered: 100 stores of 1,000 tables ordering within one minute, about 10 MB. */
    private static final int MAXIMUM_TABLES = 100_000;

    private final long nanosPerToken;
    private final LongSupplier nanoTime;
    /** When each table's bucket will be full again. Past that moment an entry says nothing and may be forgotten. */
    private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

    TableBuckets(int tokensPerMinute, LongSupplier nanoTime) {
        this.nanosPerToken = MINUTE_NANOS / tokensPerMinute;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a token.
     *
     * @return null when there was one, else how long it takes until there will be
     */
    @Nullable
    Duration take(String tableId) {
        long now = nanoTime.getAsLong();
        AtomicLong full = fullAt.computeIfAbsent(tableId, _ -> new AtomicLong(now));
        while (true) {
            long before = full.get();
            long after = Math.max(before - now, 0) + nanosPerToken;
            if (after > MINUTE_NANOS) {
                return Duration.ofNanos(after - MINUTE_NANOS);
            }
            if (full.compareAndSet(before, now + after)) {
                break;
            }
        }
        if (fullAt.size() > MAXIMUM_TABLES) {
            forget(now);
        }
        return null;
    }

    /** Puts a token back. */
    void giveBack(String tableId) {
        AtomicLong full = fullAt.get(tableId);
        if (full != null) {
            full.addAndGet(-nanosPerToken);
        }
    }

    private void forget(long now) {
        fullAt.values().removeIf(moment -> moment.get() - now <= 0);
        if (fullAt.size() > MAXIMUM_TABLES) {
            // More tables than there can be: rather give each a fresh bucket than look through all with every order.
            fullAt.clear();
        }
    }
}
