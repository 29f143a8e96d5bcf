package io.tableorder.projector.release;

import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import org.jspecify.annotations.Nullable;

/** The writers of the log, who alone may append a decision to it. */
public interface WritePath {

    /**
     * It names a record to be left out.
     *
     * @param recordHash as {@link io.tableorder.hold.RecordHash} gives it
     */
    record Skip(
            String storeId,
            String position,
            String recordHash,
            String reason,
            Actor actor,
            @Nullable String requestId) {}

    /** An answer says what the writers answered. */
    sealed interface Answer {

        /**
         * The decision stands in the log.
         *
         * @param position of the decision
         */
        record Decided(Position position) implements Answer {}

        /** The store's writer does not let the record be left out. */
        record Refused(String detail) implements Answer {}

        /** Nothing is known to have happened. The same again does no harm. */
        record Unavailable(String detail) implements Answer {}
    }

    Answer skip(Skip skip);
}
