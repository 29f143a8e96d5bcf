package io.tableorder.benchmarks.board;

import java.util.List;
import java.util.Locale;

/**
 * A cell holds what a crowd has seen in one measurement, or in several of the same: their sum, and the worst of their
 * times.
 */
record Cell(
        String name,
        int screens,
        long connectMillis,
        long deliveries,
        double p50Millis,
        double p99Millis,
        double maximumMillis,
        int open,
        long ended,
        long refused) {

    static final String HEADING = "way            screens  connect s  KiB/screen: heap  resident  deliveries"
            + "  CPU s/million   p50 ms   p99 ms   max ms   open  ended  refused";

    private static final double NANOS_PER_MILLI = 1e6;

    static Cell of(String name, int screens, long connectMillis, List<String> seen) {
        return seen.stream()
                .map(each -> of(name, screens, connectMillis, each))
                .reduce(Cell::and)
                .orElseThrow();
    }

    private Cell and(Cell other) {
        return new Cell(
                name,
                screens,
                connectMillis,
                deliveries + other.deliveries,
                Math.max(p50Millis, other.p50Millis),
                Math.max(p99Millis, other.p99Millis),
                Math.max(maximumMillis, other.maximumMillis),
                open + other.open,
                ended + other.ended,
                refused + other.refused);
    }

    static Cell of(String name, int screens, long connectMillis, String seen) {
        String[] words = seen.split(" ", -1);
        return new Cell(
                name,
                screens,
                connectMillis,
                Long.parseLong(words[0]),
                Long.parseLong(words[1]) / NANOS_PER_MILLI,
                Long.parseLong(words[2]) / NANOS_PER_MILLI,
                Long.parseLong(words[3]) / NANOS_PER_MILLI,
                Integer.parseInt(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6]));
    }

    /** @param among how many screens the memory is shared */
    String row(long heap, long resident, int among, double cpuSeconds) {
        return "%-13s %8d %10.1f %17.1f %9.1f %11d %14.1f %8.2f %8.2f %8.1f %6d %6d %8d"
                .formatted(
                        name.toLowerCase(Locale.ROOT),
                        screens,
                        connectMillis / 1_000.0,
                        heap / 1_024.0 / among,
                        resident / 1_024.0 / among,
                        deliveries,
                        cpuSeconds * 1e6 / Math.max(1, deliveries),
                        p50Millis,
                        p99Millis,
                        maximumMillis,
                        open,
                        ended,
                        refused);
    }
}
