package io.tableorder.store;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A head is the end of a store's hash chain of events.
 *
 * @param sequence the last event's, 0 before the first
 * @param hash what the next event must name as its previous hash
 * @param position null before the first event
 */
public record Head(
        long sequence, Instant time, String hash, @Nullable Position position) {

    /** This stands for the hash before a store's first event. */
    public static final String GENESIS_HASH = "0".repeat(64);

    static final Head GENESIS = new Head(0, Instant.EPOCH, GENESIS_HASH, null);

    /**
     * Returns true for an event that this hash chain is beyond or ends with: a copy, such as a tool makes that replays
     * a topic. It changes nothing.
     */
    public boolean isBeyond(RecordedEvent event) {
        return event.sequence() < sequence
                || (event.sequence() == sequence && event.hash().equals(hash));
    }

    Head after(RecordedEvent next) {
        if (next.sequence() != sequence + 1) {
            throw new ImpossibleEventException("Store %s at %s: expected sequence %d, got %d"
                    .formatted(next.storeId(), next.position(), sequence + 1, next.sequence()));
        }
        if (!next.previousHash().equals(hash)) {
            throw new ImpossibleEventException(
                    "Store %s at %s: the hash chain is broken, expected previous hash %s, got %s"
                            .formatted(next.storeId(), next.position(), hash, next.previousHash()));
        }
        if (next.time().isBefore(time)) {
            throw new ImpossibleEventException("Store %s at %s: expected a time of %s or later, got %s"
                    .formatted(next.storeId(), next.position(), time, next.time()));
        }
        return new Head(next.sequence(), next.time(), next.hash(), next.position());
    }
}
