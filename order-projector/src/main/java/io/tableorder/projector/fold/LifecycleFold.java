package io.tableorder.projector.fold;

import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.store.StoreProfile;

/** Folds events about the store itself into its row, by the same rules as the store's own fold. */
final class LifecycleFold {
    private final ReadModel model;

    LifecycleFold(ReadModel model) {
        this.model = model;
    }

    static void touch(String storeId, TouchedRows rows) {
        rows.stores.add(StoreRow.keyOf(storeId));
    }

    void apply(RecordedEvent recorded, StoreLifecycleEvent event) {
        StoreRow before = model.stores.find(StoreRow.keyOf(recorded.storeId()));
        StoreProfile profile = StoreProfile.evolve(before == null ? null : before.profile(), event);
        model.stores.put(
                before == null
                        ? StoreRow.from(
                                recorded.storeId(),
                                profile,
                                recorded.time(),
                                recorded.position().offset())
                        : before.with(profile));
    }
}
