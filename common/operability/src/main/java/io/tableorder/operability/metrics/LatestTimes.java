package io.tableorder.operability.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * This class keeps the durations of the latest 1,000 requests. Written without locks; a reader may see one time in its
 * successor's stead.
 */
final class LatestTimes {

    static final int KEPT = 1_000;

    private static final double NANOSECONDS_PER_MILLISECOND = 1_000_000.0;

    private final AtomicLong added = new AtomicLong();
    private final AtomicLongArray nanoseconds = new AtomicLongArray(KEPT);

    /** Milliseconds to two decimals; all 0 while there were no requests. */
    record Summary(double average, double p95, double p99) {}

    void add(long requestNanoseconds) {
        nanoseconds.set((int) (added.getAndIncrement() % KEPT), requestNanoseconds);
    }

    Summary summary() {
        int count = (int) Math.min(added.get(), KEPT);
        if (count == 0) {
            return new Summary(0, 0, 0);
        }
        long[] sorted = new long[count];
        Arrays.setAll(sorted, nanoseconds::get);
        Arrays.sort(sorted);
        double average = Arrays.stream(sorted).average().orElse(0);
        return new Summary(milliseconds(average), percentile(sorted, 95), percentile(sorted, 99));
    }

    /** Returns the smallest time that at least this share of the requests stayed under, or took. */
    private static double percentile(long[] sorted, int percent) {
        int index = Math.min(sorted.length * percent / 100, sorted.length - 1);
        return milliseconds((double) sorted[index]);
    }

    private static double milliseconds(double value) {
        return Math.round(value / NANOSECONDS_PER_MILLISECOND * 100) / 100.0;
    }
}
