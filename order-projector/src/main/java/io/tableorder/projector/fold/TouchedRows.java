package io.tableorder.projector.fold;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.StoreRow;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The rows that a batch's events may touch, as each fold says of its own events, so that each SQL table is asked once for
 * the whole batch. A fold that looks for another row fails: see {@link Rows#find}.
 */
public final class TouchedRows {
    final Set<String> storeIds = new LinkedHashSet<>();
    final Set<RowKey> heads = new LinkedHashSet<>();
    final Set<RowKey> stores = new LinkedHashSet<>();
    final Set<RowKey> categories = new LinkedHashSet<>();
    final Set<RowKey> menus = new LinkedHashSet<>();
    final Set<RowKey> stations = new LinkedHashSet<>();
    final Set<RowKey> printers = new LinkedHashSet<>();
    final Set<RowKey> tables = new LinkedHashSet<>();
    final Set<RowKey> sessions = new LinkedHashSet<>();
    final Set<RowKey> orders = new LinkedHashSet<>();
    final Set<RowKey> calls = new LinkedHashSet<>();

    private TouchedRows() {}

    public static TouchedRows of(Collection<Reading> batch) {
        TouchedRows rows = new TouchedRows();
        for (Reading reading : batch) {
            switch (reading) {
                case Reading.Readable readable -> rows.add(readable.event());
                case Reading.Unreadable unreadable -> {
                    if (unreadable.storeId() != null) {
                        rows.addStore(unreadable.storeId());
                    }
                }
            }
        }
        return rows;
    }

    /** Returns the stores whose records are in the batch. */
    public Set<String> storeIds() {
        return storeIds;
    }

    private void add(RecordedEvent recorded) {
        String storeId = recorded.storeId();
        addStore(storeId);
        switch (recorded.event()) {
            case StoreLifecycleEvent _ -> LifecycleFold.touch(storeId, this);
            case CatalogueEvent event -> CatalogueFold.touch(storeId, event, this);
            case StationEvent event -> StationFold.touch(storeId, event, this);
            case PrinterEvent event -> PrinterFold.touch(storeId, event, this);
            case TableEvent event -> FloorFold.touch(storeId, event, this);
            case SessionEvent event -> FloorFold.touch(storeId, event, this);
            case OrderEvent event -> FloorFold.touch(storeId, event, this);
            case CallEvent event -> CallFold.touch(storeId, event, this);
            case OperatorEvent _ -> {}
        }
    }

    private void addStore(String storeId) {
        storeIds.add(storeId);
        heads.add(StoreRow.keyOf(storeId));
    }
}
