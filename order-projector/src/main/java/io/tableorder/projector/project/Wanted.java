package io.tableorder.projector.project;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The rows that a batch's events are about, so that each table is asked once. */
final class Wanted {
    final Set<String> storeIds = new LinkedHashSet<>();
    final Set<RowKey> heads = new LinkedHashSet<>();
    final Set<RowKey> stores = new LinkedHashSet<>();
    final Set<RowKey> categories = new LinkedHashSet<>();
    final Set<RowKey> menus = new LinkedHashSet<>();
    final Set<RowKey> tables = new LinkedHashSet<>();
    final Set<RowKey> sessions = new LinkedHashSet<>();
    final Set<RowKey> orders = new LinkedHashSet<>();

    private Wanted() {}

    static Wanted of(Collection<Reading> batch) {
        Wanted wanted = new Wanted();
        for (Reading reading : batch) {
            switch (reading) {
                case Reading.Readable readable -> {
                    RecordedEvent recorded = readable.event();
                    String storeId = recorded.storeId();
                    wanted.addStore(storeId);
                    switch (recorded.event()) {
                        case StoreLifecycleEvent _ -> wanted.stores.add(StoreRow.keyOf(storeId));
                        case CatalogueEvent event -> wanted.add(storeId, event);
                        case TableEvent event -> wanted.tables.add(new RowKey(storeId, event.tableId()));
                        case SessionEvent event -> wanted.add(storeId, event);
                        case OrderEvent event -> wanted.add(storeId, event);
                    }
                }
                case Reading.Unreadable unreadable -> {
                    if (unreadable.storeId() != null) {
                        wanted.addStore(unreadable.storeId());
                    }
                }
            }
        }
        return wanted;
    }

    private void addStore(String storeId) {
        storeIds.add(storeId);
        heads.add(StoreRow.keyOf(storeId));
    }

    private void add(String storeId, CatalogueEvent event) {
        stores.add(StoreRow.keyOf(storeId));
        switch (event) {
            case CatalogueEvent.CategoryAdded added -> categories.add(new RowKey(storeId, added.categoryId()));
            case CatalogueEvent.CategoryChanged changed -> categories.add(new RowKey(storeId, changed.categoryId()));
            case CatalogueEvent.CategoryRemoved removed -> categories.add(new RowKey(storeId, removed.categoryId()));
            case CatalogueEvent.MenuAdded(var menu) -> add(storeId, menu);
            case CatalogueEvent.MenuChanged(var menu) -> add(storeId, menu);
            case CatalogueEvent.MenuAvailabilityChanged changed -> menus.add(new RowKey(storeId, changed.menuId()));
            case CatalogueEvent.MenuRemoved removed -> menus.add(new RowKey(storeId, removed.menuId()));
            case CatalogueEvent.MenuReordered reordered ->
                reordered.ranks().forEach(rank -> menus.add(new RowKey(storeId, rank.menuId())));
        }
    }

    private void add(String storeId, CatalogueEvent.MenuItem menu) {
        menus.add(new RowKey(storeId, menu.menuId()));
        categories.add(new RowKey(storeId, menu.categoryId()));
    }

    private void add(String storeId, SessionEvent event) {
        sessions.add(new RowKey(storeId, event.sessionId()));
        switch (event) {
            case SessionEvent.Started started -> tables.add(new RowKey(storeId, started.tableId()));
            case SessionEvent.Ended ended -> tables.add(new RowKey(storeId, ended.tableId()));
        }
    }

    private void add(String storeId, OrderEvent event) {
        orders.add(new RowKey(storeId, event.orderId()));
        switch (event) {
            case OrderEvent.Placed placed -> {
                tables.add(new RowKey(storeId, placed.tableId()));
                sessions.add(new RowKey(storeId, placed.sessionId()));
            }
            // Their session is known once the order's row is, as a menu's category is.
            case OrderEvent.StatusChanged _, OrderEvent.ItemRemoved _, OrderEvent.Cancelled _ -> {}
        }
    }
}
