package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.OperatorEvent;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.time.Instant;
import java.util.List;

/**
 * The one place where a store's rules are. Pure: what a command needs from outside (ids, the time) arrives with it.
 *
 * <p>Every event a decision grants can be applied by {@link StoreState#evolve} to the state it was made from.
 */
public final class StoreDecider {

    private StoreDecider() {}

    /**
     * Decides a command against the state of its store.
     *
     * @param time of the decision, not before the store's last event
     */
    public static Decision decide(StoreState state, StoreCommand command, Instant time) {
        if (command instanceof LifecycleCommand.OpenStore open) {
            return LifecycleDecider.open(state, open);
        }
        StoreProfile profile = state.profile();
        if (profile == null) {
            return new Refused(new Rejection.NoSuchStore(state.storeId()));
        }
        return switch (command) {
            case LifecycleCommand lifecycle -> LifecycleDecider.decide(state, profile, lifecycle, time);
            case CatalogueCommand catalogue -> CatalogueDecider.decide(state.catalogue(), catalogue);
            case StationCommand station -> StationDecider.decide(state.catalogue(), station);
            case PrinterCommand printer -> PrinterDecider.decide(state, printer);
            case TableCommand table -> TableDecider.decide(state, profile, table, time);
            case OrderCommand order -> OrderDecider.decide(state, profile, order, time);
            case CallCommand call -> CallDecider.decide(state.floor(), call);
            // A state is decided against only while nothing holds its store back.
            case OperatorCommand.SkipRecord skip -> new Refused(new Rejection.NotHeldBack(skip.position()));
            case OperatorCommand.EraseText erase -> erase(state, erase);
        };
    }

    /** A party that is still here goes on writing, and could not under a key that is gone. */
    private static Decision erase(StoreState state, OperatorCommand.EraseText erase) {
        return state.floor().tablesByNumber().stream()
                .map(Table::session)
                .filter(session -> session != null && session.sessionId().equals(erase.sessionId()))
                .findAny()
                .<Decision>map(_ -> new Refused(new Rejection.SessionStillOpen(erase.sessionId())))
                .orElseGet(() -> new Granted(List.of(new OperatorEvent.TextErased(erase.sessionId(), erase.reason()))));
    }
}
