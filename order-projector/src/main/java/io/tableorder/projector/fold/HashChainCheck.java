package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.Scope;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The chains of the stores' events, as far as they are known: whether an event is a link of its store's. */
public interface HashChainCheck {
    /** Null when the link is where it belongs. */
    @Nullable
    ParkReason refusalOf(String storeId, HashChainLink link, Position position);

    /** What cannot be trusted any more after a refusal. */
    Scope scopeOf(ParkReason refused);

    /** The event was applied or set aside; the chain goes on behind it. */
    void advance(String storeId, HashChainLink link, Position position, Instant time);

    /** A record was set aside of which nobody can say whether it is a link of the chain. */
    void passUnverified(String storeId, Position position, Instant time);
}
