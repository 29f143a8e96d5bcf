package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.hold.SkipRequest;

/** The writers of the log, who alone may append a decision to it. */
public interface WritePath {

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

    Answer skip(SkipRequest skip);
}
