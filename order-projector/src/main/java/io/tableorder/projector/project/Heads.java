package io.tableorder.projector.project;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ChainLink;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.store.Head;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ends of the stores' chains: whether an event is the next link, and moving on when it is. */
final class Heads {
    private final Rows<HeadRow> rows;

    Heads(Rows<HeadRow> rows) {
        this.rows = rows;
    }

    /** Null when the link is the store's next. */
    @Nullable
    ParkReason refusalOf(String storeId, ChainLink link) {
        HeadRow head = rows.find(StoreRow.keyOf(storeId));
        long sequence = head == null ? 0 : head.sequence();
        String hash = head == null ? Head.GENESIS_HASH : head.hash();
        int unverified = head == null ? 0 : head.unverified();
        if (link.sequence() == sequence + 1) {
            return link.previousHash().equals(hash) ? null : ParkReason.CHAIN_BROKEN;
        }
        if (link.sequence() <= sequence) {
            return ParkReason.SEQUENCE_REPEATED;
        }
        // The numbers between belong to parked records that could not be read, and the hash before this one with them.
        return link.sequence() <= sequence + 1 + unverified ? null : ParkReason.SEQUENCE_GAP;
    }

    void advance(String storeId, ChainLink link, Position position, Instant time) {
        rows.put(new HeadRow(storeId, position, link.sequence(), link.hash(), time, 0));
    }

    /** A record was set aside of which nobody can say whether it is a link of the chain. */
    void passUnverified(String storeId, Position position, Instant time) {
        HeadRow head = rows.find(StoreRow.keyOf(storeId));
        rows.put(
                head == null
                        ? new HeadRow(storeId, position, 0, Head.GENESIS_HASH, time, 1)
                        : new HeadRow(
                                storeId,
                                head.position(),
                                head.sequence(),
                                head.hash(),
                                head.time(),
                                head.unverified() + 1));
    }
}
