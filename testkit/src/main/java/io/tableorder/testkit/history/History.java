package io.tableorder.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** This is what the clients of one process asked and were answered. Thread-safe. */
public final class History {

    private final Map<Integer, Long> start;
    private final List<Attempt> attempts = new ArrayList<>();

    /** Makes a history for a log without events. */
    public History() {
        this(Map.of());
    }

    /** @param start the first offset of each partition that is not of the seed: from there on nothing comes from nowhere */
    public History(Map<Integer, Long> start) {
        this.start = Map.copyOf(start);
    }

    public synchronized void record(Attempt attempt) {
        attempts.add(attempt);
    }

    /** Returns the attempts in the order in which they were answered. */
    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Returns how many requests were answered ok so far. */
    public synchronized long answeredOk() {
        return attempts.stream()
                .filter(attempt -> attempt.outcome() instanceof Outcome.Ok)
                .count();
    }

    boolean isSeed(int partition, long offset) {
        return offset < start.getOrDefault(partition, 0L);
    }
}
