package io.tableorder.projector.fold;

import io.tableorder.event.CallEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.table.CallRow;
import io.tableorder.projector.table.RowKey;
import io.tableorder.store.ImpossibleEventException;

/** Folds what guests call for into rows. A call depends on nothing but its own events, so no parked order holds it up. */
final class CallFold {
    private final ReadModel model;

    CallFold(ReadModel model) {
        this.model = model;
    }

    static void touch(String storeId, CallEvent event, TouchedRows rows) {
        rows.calls.add(new RowKey(storeId, event.callId()));
    }

    void apply(RecordedEvent recorded, CallEvent event) {
        String storeId = recorded.storeId();
        switch (event) {
            case CallEvent.Made made -> {
                if (model.calls.find(new RowKey(storeId, made.callId())) != null) {
                    throw new ImpossibleEventException("Call %s is there already".formatted(made.callId()));
                }
                model.calls.put(CallRow.made(storeId, made, recorded.time()));
            }
            case CallEvent.Moved moved -> model.calls.put(open(storeId, moved).moved(moved));
            case CallEvent.Ended ended -> model.calls.put(open(storeId, ended).ended(ended.outcome(), recorded.time()));
        }
    }

    private CallRow open(String storeId, CallEvent event) {
        CallRow call = model.calls.find(new RowKey(storeId, event.callId()));
        if (call == null || call.endedAt() != null) {
            throw new ImpossibleEventException("Call %s is not open, but %s".formatted(event.callId(), call));
        }
        return call;
    }
}
