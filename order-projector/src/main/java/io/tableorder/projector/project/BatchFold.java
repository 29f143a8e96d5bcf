package io.tableorder.projector.project;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.parked.ChainLink;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.parked.Scope;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.wire.EventHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One batch on its way into the read models: applies what can be, parks what cannot and whatever depends on it. */
final class BatchFold {
    private final ReadModel model;
    private final Heads heads;
    private final Holds holds;
    private final List<RecordedEvent> applied = new ArrayList<>();
    private final List<ParkedEvent> parked = new ArrayList<>();

    BatchFold(ReadModel model, Holds holds) {
        this.model = model;
        this.heads = new Heads(model.heads);
        this.holds = holds;
    }

    List<RecordedEvent> applied() {
        return applied;
    }

    List<ParkedEvent> parked() {
        return parked;
    }

    /** @param refusal why PostgreSQL did not take this very event a moment ago; null on the first try */
    void fold(Reading reading, @Nullable String refusal) {
        switch (reading) {
            case Reading.Readable readable -> fold(readable, refusal);
            case Reading.Unreadable unreadable -> fold(unreadable);
        }
    }

    private void fold(Reading.Readable readable, @Nullable String refusal) {
        RecordedEvent event = readable.event();
        String storeId = event.storeId();
        String orderId = event.event() instanceof OrderEvent order ? order.orderId() : null;
        ChainLink link = new ChainLink(event.sequence(), event.previousHash(), event.hash());
        Parking parking = new Parking(readable.record(), storeId, orderId, link);
        if (holds.holdsStore(storeId)) {
            park(parking, Scope.STORE, ParkReason.BEHIND_PARKED, "The store waits behind an earlier event");
            return;
        }
        ParkReason refused = heads.refusalOf(storeId, link);
        if (refused != null) {
            // A repetition takes nothing from the others; after a gap or a break nothing of the store can be trusted.
            boolean oneOrder = refused == ParkReason.SEQUENCE_REPEATED && orderId != null;
            park(parking, oneOrder ? Scope.ORDER : Scope.STORE, refused, chainDetail(event));
            return;
        }
        if (holds.holdsOrder(storeId, orderId)) {
            heads.advance(storeId, link, event.position(), event.time());
            park(parking, Scope.ORDER, ParkReason.BEHIND_PARKED, "The order waits behind an earlier event");
            return;
        }
        String fault = refusal == null ? applyOrSayWhyNot(event) : refusal;
        if (fault == null || orderId != null) {
            heads.advance(storeId, link, event.position(), event.time());
        }
        if (fault == null) {
            model.newJournal.add(new JournalRow(event, readable.record().value()));
            applied.add(event);
        } else {
            ParkReason reason = refusal == null ? ParkReason.IMPOSSIBLE : ParkReason.REFUSED_BY_DATABASE;
            park(parking, orderId == null ? Scope.STORE : Scope.ORDER, reason, fault);
        }
    }

    private static String chainDetail(RecordedEvent event) {
        return "Sequence %d after hash %s does not follow the store's head"
                .formatted(event.sequence(), event.previousHash());
    }

    private @Nullable String applyOrSayWhyNot(RecordedEvent recorded) {
        try {
            switch (recorded.event()) {
                case StoreLifecycleEvent event -> new LifecycleFold(model).apply(recorded, event);
                case CatalogueEvent event -> new CatalogueFold(model).apply(recorded, event);
                case TableEvent event -> new FloorFold(model).apply(recorded, event);
                case SessionEvent event -> new FloorFold(model).apply(recorded, event);
                case OrderEvent event -> new FloorFold(model).apply(recorded, event);
            }
            return null;
        } catch (ImpossibleEventException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void fold(Reading.Unreadable unreadable) {
        String storeId = unreadable.storeId();
        String orderId = unreadable.orderId();
        ChainLink link = unreadable.link();
        Parking parking = new Parking(unreadable.record(), storeId, orderId, link);
        if (storeId == null) {
            park(parking, Scope.RECORD, unreadable.reason(), unreadable.detail());
        } else if (holds.holdsStore(storeId)) {
            park(parking, Scope.STORE, ParkReason.BEHIND_PARKED, unreadable.detail());
        } else if (orderId == null || !passLink(storeId, link, unreadable.record())) {
            park(parking, Scope.STORE, unreadable.reason(), unreadable.detail());
        } else {
            boolean behind = holds.holdsOrder(storeId, orderId);
            park(parking, Scope.ORDER, behind ? ParkReason.BEHIND_PARKED : unreadable.reason(), unreadable.detail());
        }
    }

    /** Moves the store's head past an unreadable event of one order, so that other orders flow; false when it cannot. */
    private boolean passLink(String storeId, @Nullable ChainLink link, ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        Instant time = Instant.ofEpochMilli(record.timestamp());
        if (link == null) {
            heads.passUnverified(storeId, position, time);
            return true;
        }
        ParkReason refused = heads.refusalOf(storeId, link);
        if (refused == null) {
            heads.advance(storeId, link, position, time);
        }
        return refused == null || refused == ParkReason.SEQUENCE_REPEATED;
    }

    private record Parking(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable String storeId,
            @Nullable String orderId,
            @Nullable ChainLink link) {}

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
