package io.tableorder.notifier.feed;

import java.util.HashMap;
import java.util.Map;

/** How far each partition has been read, and how far it must be before boards may be shown. Thread-safe. */
public final class FeedProgress {

    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Integer, Long> targets = new HashMap<>();
    private boolean caughtUp;
    private long behind;
    private String trouble = "not connected to Kafka yet";

    /** True once every partition has been read up to where it ended at start. */
    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /** For people: how far, or what is in the way. */
    public synchronized String describe() {
        if (caughtUp) {
            return "caught up";
        }
        if (targets.isEmpty()) {
            return trouble;
        }
        long behind = targets.entrySet().stream()
                .mapToLong(target -> Math.max(0, target.getValue() - next.getOrDefault(target.getKey(), 0L)))
                .sum();
        return "catching up, %,d records to go".formatted(behind);
    }

    /** Records that were in Kafka at the last look and not read yet. */
    public synchronized long behind() {
        return behind;
    }

    synchronized void behind(long records) {
        behind = records;
    }

    synchronized void trouble(String what) {
        trouble = what;
    }

    /** Where to go on, for the partitions that were begun with. */
    synchronized Map<Integer, Long> positions() {
        return Map.copyOf(next);
    }

    synchronized void aim(Map<Integer, Long> ends) {
        targets.putAll(ends);
        settle();
    }

    synchronized void reached(int partition, long nextOffset) {
        next.put(partition, nextOffset);
        if (!caughtUp) {
            settle();
        }
    }

    synchronized void restart() {
        next.clear();
        targets.clear();
        caughtUp = false;
        trouble = "starting over";
    }

    private void settle() {
        caughtUp = caughtUp
                || (!targets.isEmpty()
                        && targets.entrySet().stream()
                                .allMatch(target -> next.getOrDefault(target.getKey(), 0L) >= target.getValue()));
    }
}
