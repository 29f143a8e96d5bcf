package io.tableorder.notifier.feed;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the log was deleted, or deleted and made anew. Offsets alone do not show the latter: the new log may be as
 * long as the old one. It never waits for an answer, and is for one thread.
 */
final class LogWatch {

    /**
     * So long passes between two looks: a log that is gone is a disaster, and screens show what it said for so long at
     * most.
     */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** This is what a look finds. */
    enum Finding {
        /** Nothing is known yet, or nothing has changed. */
        SAME,
        /** There is no log. */
        GONE,
        /** The log is not the one that was read. */
        OTHER
    }

    private final LogTopic topic;
    private @Nullable Uuid known;
    private @Nullable KafkaFuture<Uuid> asked;
    private long askedNanos = System.nanoTime() - INTERVAL.toNanos();
    private Finding latest = Finding.SAME;

    LogWatch(LogTopic topic) {
        this.topic = topic;
    }

    /** Returns true once the log has been seen. */
    boolean hasSeenLog() {
        return known != null;
    }

    Finding look() {
        if (asked != null && asked.isDone()) {
            latest = resultOf(asked);
            asked = null;
        } else if (asked == null && System.nanoTime() - askedNanos >= INTERVAL.toNanos()) {
            askedNanos = System.nanoTime();
            asked = topic.id();
        }
        return latest;
    }

    /** Goes on with the log that is there now. */
    void accept() {
        known = null;
        asked = null;
        latest = Finding.SAME;
    }

    private Finding resultOf(KafkaFuture<Uuid> answer) {
        try {
            Uuid id = answer.get();
            if (known == null) {
                known = id;
            }
            return known.equals(id) ? Finding.SAME : Finding.OTHER;
        } catch (ExecutionException e) {
            boolean gone = known != null && e.getCause() instanceof UnknownTopicOrPartitionException;
            return gone ? Finding.GONE : latest;
        } catch (InterruptedException e) {
            throw new AssertionError("What is done is not waited for", e);
        }
    }
}
