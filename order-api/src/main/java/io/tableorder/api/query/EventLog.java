package io.tableorder.api.query;

import io.tableorder.event.Position;
import io.tableorder.hold.PartitionEnd;
import java.util.List;

/** This is the log, for laying single events of the journal and its end beside it. */
interface EventLog {

    /** What the log has at a position. */
    sealed interface Found {

        record Event(byte[] value) implements Found {}

        /** The log has other positions around it, and no event there. */
        record Nothing() implements Found {}

        /** The log does not reach back so far, so that nothing can be said. */
        record NoLonger() implements Found {}
    }

    /** Looks at one position after another. */
    interface Looking extends AutoCloseable {

        /**
         * Says what is there.
         *
         * @throws io.tableorder.operability.error.ProblemException 503 when the log cannot be read now
         */
        Found at(Position position);

        /**
         * Returns the stores' records that the log has at an end of which the read models leave doubt.
         *
         * @throws io.tableorder.operability.error.ProblemException 503 when the log does not say in time
         */
        List<PartitionEnd.Found> behind(PartitionEnd end);

        @Override
        void close();
    }

    /**
     * Begins to look; to be closed.
     *
     * @throws io.tableorder.operability.error.ProblemException 503 when too many look already
     */
    Looking look();
}
