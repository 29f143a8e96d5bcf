package io.tableorder.projector.fold;

import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.StationRow;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.store.ImpossibleEventException;

/** Folds where dishes are prepared into rows. Readers are told by the catalogue's version, since both are shown together. */
final class StationFold {
    private final ReadModel model;

    StationFold(ReadModel model) {
        this.model = model;
    }

    static void touch(String storeId, StationEvent event, TouchedRows rows) {
        rows.stores.add(StoreRow.keyOf(storeId));
        rows.stations.add(new RowKey(storeId, event.stationId()));
    }

    void apply(RecordedEvent recorded, StationEvent event) {
        String storeId = recorded.storeId();
        StoreRow store = model.stores.find(StoreRow.keyOf(storeId));
        if (store == null) {
            throw new ImpossibleEventException("The event is about store %s, which is not there".formatted(storeId));
        }
        switch (event) {
            case StationEvent.Added(Station station) -> {
                if (model.stations.find(new RowKey(storeId, station.stationId())) != null) {
                    throw new ImpossibleEventException("Station %s is there already".formatted(station.stationId()));
                }
                model.stations.put(new StationRow(storeId, station));
            }
            case StationEvent.Changed(Station station) -> {
                var _ = known(storeId, station.stationId());
                model.stations.put(new StationRow(storeId, station));
            }
            case StationEvent.Removed(String stationId) -> model.stations.remove(known(storeId, stationId));
        }
        model.stores.put(store.withCatalogueAt(recorded.position().offset()));
    }

    private StationRow known(String storeId, String stationId) {
        StationRow row = model.stations.find(new RowKey(storeId, stationId));
        if (row == null) {
            throw new ImpossibleEventException(
                    "The event is about station %s, which is not there".formatted(stationId));
        }
        return row;
    }
}
