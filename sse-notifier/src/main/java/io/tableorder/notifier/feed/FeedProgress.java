package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import java.util.HashMap;
import java.util.Map;

/** How far each partition has been read, and how far it must be before boards may be shown. Thread-safe. */
public final class FeedProgress {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Integer, Long> targets = new HashMap<>();
    private boolean caughtUp;
    private long behind;
    private long begunNanos = System.nanoTime();
    private double bootstrapSeconds;
    private String trouble = "not connected to Kafka yet";

    /** True once every partition has been read up to where it ended at start. */
    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /**
     * False of a position that is still to be read here: another instance may be further. True of partitions that are
     * not read at all, where nothing is to come.
     */
    public synchronized boolean hasRead(Position position) {
        Long following = next.get(position.partition());
        return following == null || following > position.offset();
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

    /** From this service's start, or the log's last loss, until all that was in Kafka then was read; 0 before that. */
    public synchronized double bootstrapSeconds() {
        return bootstrapSeconds;
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
        begunNanos = System.nanoTime();
        bootstrapSeconds = 0;
        trouble = "starting over";
    }

    private void settle() {
        boolean before = caughtUp;
        caughtUp = caughtUp
                || (!targets.isEmpty()
                        && targets.entrySet().stream()
                                .allMatch(target -> next.getOrDefault(target.getKey(), 0L) >= target.getValue()));
        if (caughtUp && !before) {
            bootstrapSeconds = (System.nanoTime() - begunNanos) / NANOS_PER_SECOND;
        }
    }
}
