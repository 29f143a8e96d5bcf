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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shuts chains out with all of their people and tables, also while PostgreSQL is away, and lets them in again. */
@Component
final class DisabledChains {

    private final AccountReceipts receipts;
    private final CommandStamps stamps;
    private final AccessOutbox outbox;
    private final DeferredChanges deferred;
    private final AccountTrail trail;
    private final Clock clock;

    DisabledChains(
            AccountReceipts receipts,
            CommandStamps stamps,
            AccessOutbox outbox,
            DeferredChanges deferred,
            AccountTrail trail,
            Clock clock) {
        this.receipts = receipts;
        this.stamps = stamps;
        this.outbox = outbox;
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
        Supplier<Answered<ChainState>> now = () -> {
            var ended = new AtomicReference<@Nullable AccessEnd>();
            Answered<ChainState> changed = receipts.once(stamp, write.storeId(), ChainState.class, jdbc -> {
                ChainDisabling.Made made = disabling.make(jdbc, trail, origin, clock.instant(), clock.instant());
                ended.set(made.end());
                return made.chain();
            });
            outbox.publish(ended.get());
            return changed;
        };
        if (!body.disabled()) {
            deferred.requireNothingWaits("", chainId);
            return Optional.of(now.get());
        }
        DeferredChange later = new WantedChange(null, true, false).of(stamp, write.caller(), origin);
        return deferred.nowOrLater(now, new AccessEnd.OfChainLogins(chainId, clock.instant(), later));
    }
}
