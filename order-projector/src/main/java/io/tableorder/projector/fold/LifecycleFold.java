package io.tableorder.projector.fold;

import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.store.ImpossibleEventException;
import org.jspecify.annotations.Nullable;

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
        switch (event) {
            case StoreLifecycleEvent.Opened opened -> {
                if (before != null) {
                    throw new ImpossibleEventException(
                            "A store is opened once, and this one is: " + before.storeName());
                }
                model.stores.put(new StoreRow(
                        recorded.storeId(),
                        opened.chainId(),
                        opened.storeName(),
                        opened.timeZone().getId(),
                        opened.currency(),
                        false,
                        null,
                        recorded.time(),
                        recorded.position().offset()));
            }
            case StoreLifecycleEvent.Renamed renamed ->
                model.stores.put(opened(before).renamed(renamed.storeName()));
            case StoreLifecycleEvent.IntakePaused paused ->
                model.stores.put(opened(before).withIntake(true, paused.reason()));
            case StoreLifecycleEvent.IntakeResumed _ ->
                model.stores.put(opened(before).withIntake(false, null));
        }
    }

    private static StoreRow opened(@Nullable StoreRow store) {
        if (store == null) {
            throw new ImpossibleEventException("The store's first event must open it");
        }
        return store;
    }
}
