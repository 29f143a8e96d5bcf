package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.Scope;
import io.tableorder.store.Head;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks events of an order that their hash chain has passed while they were parked: each must fit between its neighbours,
 * and be there once.
 */
public final class PassedLinks implements HashChains {
    private final HashChainHeads heads;
    private final Lookback lookback;
    private final Set<Long> released = new HashSet<>();

    public PassedLinks(HashChainHeads heads, Lookback lookback) {
        this.heads = heads;
        this.lookback = lookback;
    }

    @Override
    public @Nullable ParkReason refusalOf(String storeId, HashChainLink link, Position position) {
        if (isAhead(storeId, link)) {
            return heads.refusalOf(storeId, link, position);
        }
        List<Lookback.Neighbour> neighbours = lookback.neighboursOf(storeId, link.sequence(), position);
        boolean there = neighbours.stream().anyMatch(one -> one.applied() && one.sequence() == link.sequence());
        if (there || released.contains(link.sequence())) {
            return ParkReason.SEQUENCE_REPEATED;
        }
        return fits(link, neighbours) ? null : ParkReason.CHAIN_BROKEN;
    }

    /** A neighbour that is missing is one of the parked records that cannot be read; nobody can compare with it. */
    private static boolean fits(HashChainLink link, List<Lookback.Neighbour> neighbours) {
        List<Lookback.Neighbour> before = at(link.sequence() - 1, neighbours);
        List<Lookback.Neighbour> behind = at(link.sequence() + 1, neighbours);
        boolean follows = link.sequence() == 1
                ? link.previousHash().equals(Head.GENESIS_HASH)
                : before.isEmpty() || before.stream().anyMatch(one -> one.hash().equals(link.previousHash()));
        boolean isFollowed = behind.isEmpty()
                || behind.stream().anyMatch(one -> one.previousHash().equals(link.hash()));
        return follows && isFollowed;
    }

    private static List<Lookback.Neighbour> at(long sequence, List<Lookback.Neighbour> neighbours) {
        return neighbours.stream().filter(one -> one.sequence() == sequence).toList();
    }

    /** It was passed while it could not be read, and nothing has come since that showed it to be a link. */
    private boolean isAhead(String storeId, HashChainLink link) {
        return link.sequence() > heads.sequenceOf(storeId);
    }

    /** The hash chain went on without it, so the others are none the worse. */
    @Override
    public Scope scopeOf(ParkReason refused) {
        return Scope.ORDER;
    }

    @Override
    public void advance(String storeId, HashChainLink link, Position position, Instant time) {
        if (isAhead(storeId, link)) {
            heads.advanceToVerified(storeId, link, position, time);
        }
        released.add(link.sequence());
    }

    /** It was when it was parked. */
    @Override
    public void passUnverified(String storeId, Position position, Instant time) {}
}
