package io.tableorder.systemtests;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform holds at the end of a day, and what it took to restart its services then.
 *
 * @param values by what they are of, for example {@code order-api heap MiB}
 */
record DayEnd(int day, Map<String, Double> values) {

    /**
     * A day may be this much above an earlier one and still be alike.
     *
     * @param share of the earlier value, for what depends on the day's load
     * @param slack in the value's own unit, for what is small
     */
    private record Tolerance(String suffix, double share, double slack) {

        double above(double value) {
            return value * (1 + share) + slack;
        }
    }

    private static final List<Tolerance> TOLERANCES = List.of(
            new Tolerance("heap MiB", 0.15, 6),
            new Tolerance("files", 0.10, 15),
            new Tolerance("threads", 0.10, 8),
            new Tolerance("start s", 0.60, 3),
            // In a short run receipts are still fewer than their bound.
            new Tolerance("checkpoint KiB", 0.15, 1_024),
            // PostgreSQL reserves pages of indexes and catalogue before they are full.
            new Tolerance("bytes an event", 0.25, 200));

    DayEnd {
        values = Map.copyOf(values);
    }

    /** Returns a sentence for each value that is higher than on an earlier day by more than days differ anyway. */
    List<String> growthSince(DayEnd earlier) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(value -> growth(value.getKey(), value.getValue(), earlier).stream())
                .toList();
    }

    private Optional<String> growth(String name, double now, DayEnd earlier) {
        double before = earlier.values.getOrDefault(name, Double.NaN);
        double limit = toleranceOf(name).above(before);
        return now <= limit
                ? Optional.empty()
                : Optional.of("%s: %.1f at the end of day %d, %.1f at the end of day %d, at most %.1f was expected"
                        .formatted(name, before, earlier.day, now, day, limit));
    }

    private static Tolerance toleranceOf(String name) {
        return TOLERANCES.stream()
                .filter(tolerance -> name.endsWith(tolerance.suffix()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing says how much '%s' may grow".formatted(name)));
    }
}
