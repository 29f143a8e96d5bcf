package io.tableorder.store;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything a command about one store is decided against: one consistency boundary.
 *
 * <p>Immutable with structural sharing: a state may be handed to another thread, kept as a snapshot or thrown away after
 * a failed commit at no cost. Bounded: orders leave with their session, receipts after a day.
 *
 * @param profile null until the store is opened
 */
public record StoreState(
        String storeId,
        @Nullable StoreProfile profile,
        Catalogue catalogue,
        Floor floor,
        OrderNumbers orderNumbers,
        Receipts receipts,
        Head head) {

    /** Returns the state before a store's first event. */
    public static StoreState unopened(String storeId) {
        return new StoreState(
                storeId, null, Catalogue.EMPTY, Floor.EMPTY, OrderNumbers.NONE, Receipts.EMPTY, Head.GENESIS);
    }

    /**
     * Returns the state after one more event.
     *
     * @throws ImpossibleEventException if the event cannot follow this state: another store's, a gap or a repetition
     *     in the sequence, a broken hash chain, a step back in time, a version, a transition or a total that no decider
     *     makes
     */
    public StoreState evolve(RecordedEvent recorded) {
        if (!recorded.storeId().equals(storeId)) {
            throw new ImpossibleEventException("Store %s at %s: the event is store %s's"
                    .formatted(storeId, recorded.position(), recorded.storeId()));
        }
        if (profile == null && !isOfUnopened(recorded.event())) {
            throw StoreProfile.unopened();
        }
        Head nextHead = head.after(recorded);
        StoreProfile nextProfile = profile;
        Catalogue nextCatalogue = catalogue;
        Floor nextFloor = floor.evolve(recorded);
        OrderNumbers nextNumbers = orderNumbers;
        switch (recorded.event()) {
            case StoreLifecycleEvent event -> nextProfile = StoreProfile.evolve(profile, event);
            case CatalogueEvent event -> nextCatalogue = catalogue.evolve(event);
            case StationEvent event -> nextCatalogue = catalogue.evolve(event);
            case PrinterEvent event -> nextCatalogue = catalogue.evolve(event);
            case OrderEvent event -> nextNumbers = orderNumbers.evolve(event);
            case TableEvent _, SessionEvent _, CallEvent _, OperatorEvent _ -> {}
        }
        Receipts nextReceipts = receipts.plus(ReceiptStub.of(recorded, nextProfile, nextCatalogue, nextFloor));
        return new StoreState(storeId, nextProfile, nextCatalogue, nextFloor, nextNumbers, nextReceipts, nextHead);
    }

    /** Anybody may write under a key that is no store's yet, and the store can be opened once that is left out. */
    private static boolean isOfUnopened(StoreEvent event) {
        return event instanceof StoreLifecycleEvent || event instanceof OperatorEvent;
    }

    /** Returns the state behind a record that is left out: the same store, whose hash chain goes on somewhere else. */
    public StoreState goingOnAt(Head other) {
        return new StoreState(storeId, profile, catalogue, floor, orderNumbers, receipts, other);
    }

    /** Returns the same store with no receipts that are older, so that their commands are not known again. */
    public StoreState withReceiptsSince(Instant time) {
        return new StoreState(storeId, profile, catalogue, floor, orderNumbers, receipts.since(time), head);
    }

    /** Returns the state without what only repeated commands need: for those who show a store and decide nothing. */
    public StoreState withoutReceipts() {
        return new StoreState(storeId, profile, catalogue, floor, orderNumbers, Receipts.EMPTY, head);
    }

    public boolean isOpened() {
        return profile != null;
    }
}
