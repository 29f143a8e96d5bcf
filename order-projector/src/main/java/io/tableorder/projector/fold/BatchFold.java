package io.tableorder.projector.fold;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.parked.Scope;
import io.tableorder.projector.table.JournalMonths;
import io.tableorder.projector.table.JournalRow;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Folds one batch into the read models: applies the events that can be, and parks the others and all that depends on them. */
public final class BatchFold {
    private final ReadModel model;
    private final HashChains hashChains;
    private final Holds holds;
    private final LifecycleFold lifecycle;
    private final CatalogueFold catalogue;
    private final StationFold stations;
    private final PrinterFold printers;
    private final FloorFold floor;
    private final CallFold calls;
    private final JournalMonths months;
    private final List<RecordedEvent> applied = new ArrayList<>();
    private final List<ParkedEvent> parked = new ArrayList<>();
    private final List<Position> repeated = new ArrayList<>();
    private final Lookback lookback;

    /** @param months those of the batch's events provided */
    public BatchFold(ReadModel model, HashChains hashChains, Holds holds, Lookback lookback, JournalMonths months) {
        this.model = model;
        this.hashChains = hashChains;
        this.holds = holds;
        this.lookback = lookback;
        this.lifecycle = new LifecycleFold(model);
        this.catalogue = new CatalogueFold(model);
        this.stations = new StationFold(model);
        this.printers = new PrinterFold(model);
        this.floor = new FloorFold(model, lookback);
        this.calls = new CallFold(model);
        this.months = months;
    }

    public List<RecordedEvent> applied() {
        return applied;
    }

    public List<ParkedEvent> parked() {
        return parked;
    }

    /** Returns the records that the log holds twice: true copies, which are passed over. */
    public List<Position> repeated() {
        return repeated;
    }

    /**
     * Applies the next record of the batch, or sets it aside.
     *
     * @param refusal why PostgreSQL did not take this very event a moment ago; null on the first try
     */
    public void fold(Reading reading, @Nullable String refusal) {
        if (holds.isSkipped(reading.record().offset())) {
            pass(reading);
            return;
        }
        switch (reading) {
            case Reading.Readable readable -> fold(readable, refusal);
            case Reading.Unreadable unreadable -> fold(unreadable);
        }
    }

    private void fold(Reading.Readable readable, @Nullable String refusal) {
        RecordedEvent event = readable.event();
        String storeId = event.storeId();
        String orderId = event.event() instanceof OrderEvent order ? order.orderId() : null;
        HashChainLink link = linkOf(readable);
        Parking parking = new Parking(readable.record(), storeId, orderId, link);
        if (holds.holdsStore(storeId)) {
            park(parking, Scope.STORE, ParkReason.BEHIND_PARKED, "The store waits behind an earlier event");
            return;
        }
        ParkReason refused = hashChains.refusalOf(storeId, link, event.position());
        if (isCopy(refused, storeId, link, event.position())) {
            repeated.add(event.position());
            return;
        }
        if (refused != null) {
            park(parking, orderId == null ? Scope.STORE : hashChains.scopeOf(refused), refused, hashChainDetail(event));
            return;
        }
        if (holds.holdsOrder(storeId, orderId)) {
            hashChains.advance(storeId, link, event.position(), event.time());
            park(parking, Scope.ORDER, ParkReason.BEHIND_PARKED, "The order waits behind an earlier event");
            return;
        }
        String fault = refusal == null ? applyOrSayWhyNot(event) : refusal;
        if (fault == null || orderId != null) {
            hashChains.advance(storeId, link, event.position(), event.time());
        }
        if (fault == null) {
            if (!months.isDropped(event)) {
                model.newJournal.add(new JournalRow(event, readable.record().value()));
            }
            applied.add(event);
        } else {
            ParkReason reason = refusal == null ? ParkReason.IMPOSSIBLE : ParkReason.REFUSED_BY_DATABASE;
            park(parking, orderId == null ? Scope.STORE : Scope.ORDER, reason, fault);
        }
    }

    private static HashChainLink linkOf(Reading.Readable readable) {
        return HashChainLink.of(readable.event());
    }

    /** A record left out by decision is a link of its store's hash chain all the same. */
    private void pass(Reading skipped) {
        ConsumerRecord<byte[], byte[]> record = skipped.record();
        switch (skipped) {
            case Reading.Readable readable -> pass(readable.event().storeId(), linkOf(readable), record);
            case Reading.Unreadable unreadable -> pass(unreadable.storeId(), unreadable.link(), record);
        }
    }

    private void pass(@Nullable String storeId, @Nullable HashChainLink link, ConsumerRecord<byte[], byte[]> record) {
        if (storeId != null && !holds.holdsStore(storeId)) {
            var _ = passLink(storeId, link, record);
        }
    }

    private static String hashChainDetail(RecordedEvent event) {
        return "Sequence %d after hash %s does not follow the store's head"
                .formatted(event.sequence(), event.previousHash());
    }

    private @Nullable String applyOrSayWhyNot(RecordedEvent recorded) {
        try {
            switch (recorded.event()) {
                case StoreLifecycleEvent event -> lifecycle.apply(recorded, event);
                case CatalogueEvent event -> catalogue.apply(recorded, event);
                case StationEvent event -> stations.apply(recorded, event);
                case PrinterEvent event -> printers.apply(recorded, event);
                case TableEvent event -> floor.apply(recorded, event);
                case SessionEvent event -> floor.apply(recorded, event);
                case OrderEvent event -> floor.apply(recorded, event);
                case CallEvent event -> calls.apply(recorded, event);
                // What it says was done before it was folded.
                case OperatorEvent _ -> {}
            }
            return null;
        } catch (ImpossibleEventException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void fold(Reading.Unreadable unreadable) {
        String storeId = unreadable.storeId();
        String orderId = unreadable.orderId();
        HashChainLink link = unreadable.link();
        Parking parking = new Parking(unreadable.record(), storeId, orderId, link);
        if (storeId == null) {
            park(parking, Scope.RECORD, unreadable.reason(), unreadable.detail());
        } else if (holds.holdsStore(storeId)) {
            park(parking, Scope.STORE, ParkReason.BEHIND_PARKED, unreadable.detail());
        } else if (link != null && isCopy(storeId, link, unreadable.position())) {
            repeated.add(unreadable.position());
        } else if (orderId == null || !passLink(storeId, link, unreadable.record())) {
            park(parking, Scope.STORE, unreadable.reason(), unreadable.detail());
        } else {
            boolean behind = holds.holdsOrder(storeId, orderId);
            park(parking, Scope.ORDER, behind ? ParkReason.BEHIND_PARKED : unreadable.reason(), unreadable.detail());
        }
    }

    private boolean isCopy(String storeId, HashChainLink link, Position position) {
        return isCopy(hashChains.refusalOf(storeId, link, position), storeId, link, position);
    }

    /** A link with the number and hash of an earlier one has the same bytes, so nothing is lost without it. */
    private boolean isCopy(@Nullable ParkReason refused, String storeId, HashChainLink link, Position position) {
        return refused == ParkReason.SEQUENCE_REPEATED
                && (isInThisBatch(storeId, link) || lookback.isKnown(storeId, link, position));
    }

    private boolean isInThisBatch(String storeId, HashChainLink link) {
        return applied.stream()
                        .anyMatch(event -> event.sequence() == link.sequence()
                                && event.storeId().equals(storeId)
                                && event.hash().equals(link.hash()))
                || parked.stream().anyMatch(event -> storeId.equals(event.storeId()) && link.equals(event.link()));
    }

    /** Moves the store's head past an event that is not applied, so that others flow; false when it cannot. */
    private boolean passLink(String storeId, @Nullable HashChainLink link, ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        Instant time = Instant.ofEpochMilli(record.timestamp());
        if (link == null) {
            hashChains.passUnverified(storeId, position, time);
            return true;
        }
        ParkReason refused = hashChains.refusalOf(storeId, link, position);
        if (refused == null) {
            hashChains.advance(storeId, link, position, time);
        }
        return refused == null || hashChains.scopeOf(refused) == Scope.ORDER;
    }

    private record Parking(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable String storeId,
            @Nullable String orderId,
            @Nullable HashChainLink link) {}

    private void park(Parking parking, Scope scope, ParkReason reason, String detail) {
        ConsumerRecord<byte[], byte[]> record = parking.record();
        parked.add(new ParkedEvent(
                new Position(record.partition(), record.offset()),
                scope,
                parking.storeId(),
                parking.orderId(),
                reason,
                detail,
                RecordReader.header(record, EventHeaders.TYPE),
                RecordReader.header(record, EventHeaders.REQUEST_ID),
                parking.link(),
                Instant.ofEpochMilli(record.timestamp()),
                record.headers(),
                record.key(),
                record.value()));
        if (parking.storeId() != null && scope == Scope.STORE) {
            holds.holdStore(parking.storeId());
        } else if (parking.storeId() != null && parking.orderId() != null && scope == Scope.ORDER) {
            holds.holdOrder(parking.storeId(), parking.orderId());
        }
    }
}
