package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says how far each partition has been read, and how far it must be before boards may be shown. Thread-safe. */
public final class FeedProgress {

    private static final double NANOS_PER_SECOND = 1e9;

    /** This says where a partition stands. */
    private sealed interface Progress {

        /** Its boards are being restored for the first time. */
        record Restoring() implements Progress {}

        /** Its boards could not be restored at the last attempt; the others need not wait for it. */
        record Away(String why) implements Progress {}

        /** @param target where it must be before boards may be shown */
        record Reading(long next, long target) implements Progress {

            long missing() {
                return Math.max(0, target - next);
            }
        }
    }

    private final Map<Integer, Progress> partitions = new TreeMap<>();
    private boolean caughtUp;
    private boolean logGone;
    private long behind;
    private long begunNanos = System.nanoTime();
    private double bootstrapSeconds;
    private String trouble = "not connected to Kafka yet";

    /** Returns true once every partition that can be read has been read up to where it ended at start. */
    public synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /** Returns what keeps this instance from showing boards, for people; empty if nothing does. */
    public synchronized Optional<String> obstacle() {
        if (logGone) {
            return Optional.of("order-events does not exist any more");
        }
        return caughtUp ? Optional.empty() : Optional.of(describe());
    }

    private String describe() {
        if (partitions.isEmpty()) {
            return trouble;
        }
        long restoring = count(Progress.Restoring.class);
        if (restoring > 0) {
            return "restoring boards, %d of %d partitions restored"
                    .formatted(partitions.size() - restoring, partitions.size());
        }
        if (count(Progress.Reading.class) == 0) {
            return partitions.values().stream()
                    .map(progress -> progress instanceof Progress.Away(var why) ? why : "")
                    .findFirst()
                    .orElse(trouble);
        }
        long missing = partitions.values().stream()
                .mapToLong(progress -> progress instanceof Progress.Reading reading ? reading.missing() : 0)
                .sum();
        return "catching up, %,d records to go".formatted(missing);
    }

    private long count(Class<? extends Progress> kind) {
        return partitions.values().stream().filter(kind::isInstance).count();
    }

    /**
     * Returns false of a position that is still to be read here: another instance may be further. Returns true of
     * partitions that are not read at all, where nothing is to come.
     */
    public synchronized boolean hasRead(Position position) {
        return !(partitions.get(position.partition()) instanceof Progress.Reading reading)
                || reading.next() > position.offset();
    }

    /**
     * Returns the seconds from this service's start, or the log's last loss, until boards could be shown; 0 before
     * that.
     */
    public synchronized double bootstrapSeconds() {
        return bootstrapSeconds;
    }

    /** Returns the number of records that were in Kafka at the last look and not read yet. */
    public synchronized long behind() {
        return behind;
    }

    /** Returns the number of partitions whose stores have no boards here because the partition cannot be restored. */
    public synchronized long away() {
        return count(Progress.Away.class);
    }

    synchronized void behind(long records) {
        behind = records;
    }

    synchronized void trouble(String what) {
        trouble = what;
    }

    /** Says that the log does not exist any more; returns true if that is news. */
    synchronized boolean logIsGone() {
        boolean news = !logGone;
        logGone = true;
        return news;
    }

    synchronized void logIsThere() {
        logGone = false;
    }

    /** Returns where to go on, for the partitions that are being read. */
    synchronized Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new TreeMap<>();
        partitions.forEach((partition, progress) -> {
            if (progress instanceof Progress.Reading reading) {
                positions.put(partition, reading.next());
            }
        });
        return positions;
    }

    synchronized void restoring(int partition) {
        partitions.put(partition, new Progress.Restoring());
    }

    synchronized void cannotRestore(int partition, @Nullable String why) {
        partitions.put(partition, new Progress.Away("Kafka: " + why));
        settle();
    }

    synchronized void reads(PartitionStart start) {
        partitions.put(start.partition(), new Progress.Reading(start.offset(), start.end()));
        settle();
    }

    synchronized void reached(int partition, long nextOffset) {
        if (partitions.get(partition) instanceof Progress.Reading reading && nextOffset != reading.next()) {
            partitions.put(partition, new Progress.Reading(nextOffset, reading.target()));
            settle();
        }
    }

    synchronized void restart(String why) {
        partitions.clear();
        caughtUp = false;
        logGone = false;
        begunNanos = System.nanoTime();
        bootstrapSeconds = 0;
        trouble = why;
    }

    private void settle() {
        if (caughtUp || count(Progress.Restoring.class) > 0 || count(Progress.Reading.class) == 0) {
            return;
        }
        caughtUp = partitions.values().stream()
                .noneMatch(progress -> progress instanceof Progress.Reading reading && reading.missing() > 0);
        if (caughtUp) {
            bootstrapSeconds = (System.nanoTime() - begunNanos) / NANOS_PER_SECOND;
        }
    }
}
