package io.tableorder.checkpoint;

import java.time.Duration;
import java.time.Instant;

/**
 * The schedule says when a partition's next checkpoint is due: enough has happened, or something has and the last one
 * is long ago.
 *
 * @param events appended since the last one, or read from the log when the partition was restored
 * @param last when that was
 */
public record CheckpointSchedule(long events, Instant last) {

    /** So many events are replayed in well under a second, the most that a checkpoint spares a takeover to repeat. */
    static final int MOST_EVENTS = 10_000;

    /**
     * A partition with less to do waits this long: its takeover is short anyway, and a changed store is written once
     * for many events.
     */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** Begins anew, with a tenure or after a checkpoint. */
    public static CheckpointSchedule from(Instant now) {
        return new CheckpointSchedule(0, now);
    }

    public CheckpointSchedule plus(long appended) {
        return new CheckpointSchedule(events + appended, last);
    }

    public boolean isDue(Instant now) {
        return events >= MOST_EVENTS || (events > 0 && !now.isBefore(last.plus(LONGEST)));
    }
}
