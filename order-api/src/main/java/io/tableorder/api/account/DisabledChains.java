package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.api.account.PlatformController.ChainChange;
import io.tableorder.api.account.PlatformController.ChainState;
import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.event.CommandStamp;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Shuts chains out with all of their people and tables, also while PostgreSQL is away, and lets them in again. */
@Component
final class DisabledChains {

    private final EndingChanges changes;
    private final CommandStamps stamps;
    private final DeferredChanges deferred;
    private final AccountTrail trail;
    private final Clock clock;

    DisabledChains(
            EndingChanges changes, CommandStamps stamps, DeferredChanges deferred, AccountTrail trail, Clock clock) {
        this.changes = changes;
        this.stamps = stamps;
        this.deferred = deferred;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Lets nobody of the chain, its stores and its tables in, and nobody stay in; or lets them log in again.
     *
     * @return empty for what is to be made when PostgreSQL is back, and has ended access already
     */
    Optional<Answered<ChainState>> change(Write write, String chainId, ChainChange body) {
        CommandStamp stamp = stamps.stamp(write, body);
        Origin origin = Origin.of(write.caller());
        var disabling = new ChainDisabling(chainId, body.disabled());
        Supplier<Answered<ChainState>> now = () -> changes.once(
                stamp,
                write.storeId(),
                ChainState.class,
                jdbc -> disabling.make(jdbc, trail, origin, clock.instant(), clock.instant()));
        if (!body.disabled()) {
            deferred.requireNothingWaits("", chainId);
            return Optional.of(now.get());
        }
        DeferredChange later = new WantedChange(null, true, false).of(stamp, write.caller(), origin);
        return deferred.nowOrLater(now, new AccessEnd.OfChainLogins(chainId, clock.instant(), later));
    }
}
