package io.tableorder.api.writer;

import java.time.Duration;

/** The commands of this instance's own partitions go in here. */
public interface LocalCommands {

    /**
     * Returns true while this instance writes the partition or is restoring it. One volatile read: asked per command.
     */
    boolean owns(int partition);

    /**
     * Has a command decided here. Blocks the (virtual) thread until its outcome is durable, at most for {@code patience}.
     *
     * @param tried whether it may have been decided before: a receipt found is then its first answer, not a repetition
     * @throws WriterUnavailableException at once with {@code NOT_OWNED}, the command untouched, when the partition is not
     *     this instance's, or no longer; with {@code TIMED_OUT} when its fate is not known
     */
    CommandOutcome submit(CommandRequest request, boolean tried, Duration patience);
}
