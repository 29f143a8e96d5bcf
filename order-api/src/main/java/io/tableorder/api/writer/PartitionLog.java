package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.UnreadableEventException;
import java.util.List;

/**
 * One partition of the log, as its writer sees it. {@code PartitionLogConformance} says in tests what every
 * implementation must do.
 */
interface PartitionLog extends AutoCloseable {

    /**
     * Shuts out every former owner for good, then hands over the partition's whole past in order.
     *
     * @return where the next event will stand
     * @throws LogException if the log cannot be read or another owner has taken over
     */
    Position open(History history);

    /**
     * Makes the events visible and durable, all or none, the first at {@code next} and the others right behind it.
     *
     * @return where the next event will stand
     * @throws LogException.Unavailable if they may or may not have been appended: {@link #open} settles it
     * @throws LogException.Fenced if another owner has taken over; none was appended
     */
    Position append(List<EncodedEvent> events, Position next);

    /** Gives up the partition; what was being appended is left for the next owner to settle. */
    @Override
    void close();

    /** Receives a partition's past. */
    interface History {

        void event(RecordedEvent event);

        /** A record of this store that cannot be read. Its store must not be written to until it can be. */
        void unreadable(String storeId, Position position, UnreadableEventException cause);
    }
}
