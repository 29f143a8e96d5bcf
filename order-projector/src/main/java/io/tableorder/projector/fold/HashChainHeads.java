package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.Scope;
import io.tableorder.projector.table.HeadRow;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.store.Head;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ends of the stores' chains: whether an event is the next link, and moving on when it is. */
public final class HashChainHeads implements HashChains {
    private final Rows<HeadRow> rows;
    private final Lookback lookback;

    public HashChainHeads(Rows<HeadRow> rows, Lookback lookback) {
        this.rows = rows;
        this.lookback = lookback;
    }

    /** Returns 0 before the store's first event. */
    public long sequenceOf(String storeId) {
        HeadRow head = rows.find(StoreRow.keyOf(storeId));
        return head == null ? 0 : head.sequence();
    }

    /** Returns null when the link is the store's next. */
    @Override
    public @Nullable ParkReason refusalOf(String storeId, HashChainLink link, Position position) {
        HeadRow head = rows.find(StoreRow.keyOf(storeId));
        ParkReason refused = refusalOf(head, link);
        if (refused == null || refused == ParkReason.SEQUENCE_REPEATED) {
            return refused;
        }
        // A gap or a break that was skipped: the hash chain goes on behind the record that was left out.
        return lookback.isBehindSkipped(storeId, link, position) ? null : refused;
    }

    private static @Nullable ParkReason refusalOf(@Nullable HeadRow head, HashChainLink link) {
        long sequence = head == null ? 0 : head.sequence();
        String hash = head == null ? Head.GENESIS_HASH : head.hash();
        int unverified = head == null ? 0 : head.unverified();
        return switch (link.fitBehind(sequence, hash)) {
            case NEXT -> null;
            case UNLINKED -> ParkReason.CHAIN_BROKEN;
            case REPEATED -> ParkReason.SEQUENCE_REPEATED;
            // The numbers between belong to parked records that could not be read, and the hash before this one with
            // them.
            case GAP -> link.sequence() <= sequence + 1 + unverified ? null : ParkReason.SEQUENCE_GAP;
        };
    }

    /** A repetition takes nothing from the others; after a gap or a break nothing of the store can be trusted. */
    @Override
    public Scope scopeOf(ParkReason refused) {
        return refused == ParkReason.SEQUENCE_REPEATED ? Scope.ORDER : Scope.STORE;
    }

    @Override
    public void advance(String storeId, HashChainLink link, Position position, Instant time) {
        rows.put(new HeadRow(storeId, position, link.sequence(), link.hash(), time, 0));
    }

    /** A record that was passed unverified turns out to be a link; those passed with it stay unverified. */
    public void advanceToVerified(String storeId, HashChainLink link, Position position, Instant time) {
        HeadRow head = rows.find(StoreRow.keyOf(storeId));
        long links = link.sequence() - sequenceOf(storeId);
        int unverified = head == null ? 0 : (int) Math.max(0, head.unverified() - links);
        rows.put(new HeadRow(storeId, position, link.sequence(), link.hash(), time, unverified));
    }

    @Override
    public void passUnverified(String storeId, Position position, Instant time) {
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
