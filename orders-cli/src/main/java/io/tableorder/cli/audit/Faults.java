package io.tableorder.cli.audit;

import io.tableorder.event.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults found. Counts them all, and keeps the first of them. */
final class Faults {
    /** A log with more is lost as a whole; who looks into it begins with the first. */
    private static final int KEPT = 1_000;

    private final List<Fault> kept = new ArrayList<>();
    private long count;

    void add(Fault fault) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(fault);
        }
    }

    /** Takes back what was found at a record that is left out by decision. */
    void takeBack(Position position) {
        int before = kept.size();
        kept.removeIf(fault -> fault.position().equals(position));
        count -= before - kept.size();
    }

    long count() {
        return count;
    }

    List<Fault> inOrder() {
        return kept.stream()
                .sorted(Comparator.comparingInt(
                                (Fault fault) -> fault.position().partition())
                        .thenComparingLong(fault -> fault.position().offset()))
                .toList();
    }
}
