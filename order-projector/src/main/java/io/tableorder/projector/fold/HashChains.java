package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.Scope;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says whether an event is the next link of its store's hash chain, as far as that is known. */
public interface HashChains {
    /** Returns null when the link is where it belongs. */
    @Nullable
    ParkReason refusalOf(String storeId, HashChainLink link, Position position);

    /** Returns what cannot be trusted any more after a refusal. */
    Scope scopeOf(ParkReason refused);

    /** The event was applied or set aside; the hash chain goes on behind it. */
    void advance(String storeId, HashChainLink link, Position position, Instant time);

    /** A record was set aside of which nobody can say whether it is a link of the hash chain. */
    void passUnverified(String storeId, Position position, Instant time);
}
