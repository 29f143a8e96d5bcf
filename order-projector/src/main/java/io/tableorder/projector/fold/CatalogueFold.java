package io.tableorder.projector.fold;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.table.CategoryRow;
import io.tableorder.projector.table.MenuRow;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.store.ImpossibleEventException;
import org.jspecify.annotations.Nullable;

/** Folds events about what the store offers into rows, by the same rules as the store's own fold. */
final class CatalogueFold {
    private final ReadModel model;

    CatalogueFold(ReadModel model) {
        this.model = model;
    }

    static void touch(String storeId, CatalogueEvent event, TouchedRows rows) {
        rows.stores.add(StoreRow.keyOf(storeId));
        switch (event) {
            case CatalogueEvent.CategoryAdded(var id, var _, var _) -> rows.categories.add(new RowKey(storeId, id));
            case CatalogueEvent.CategoryChanged(var id, var _, var _) -> rows.categories.add(new RowKey(storeId, id));
            case CatalogueEvent.CategoryVisibilityChanged(var id, var _, var _, var _) ->
                rows.categories.add(new RowKey(storeId, id));
            case CatalogueEvent.CategoryDetailsChanged changed ->
                rows.categories.add(new RowKey(storeId, changed.categoryId()));
            case CatalogueEvent.CategoryRemoved(var id) -> rows.categories.add(new RowKey(storeId, id));
            case CatalogueEvent.OfWholeItem whole -> touch(storeId, whole.menu(), rows);
            case CatalogueEvent.MenuAvailabilityChanged(var id, var _, var _) ->
                rows.menus.add(new RowKey(storeId, id));
            case CatalogueEvent.MenuOptionAvailabilityChanged(var id, var _, var _, var _) ->
                rows.menus.add(new RowKey(storeId, id));
            case CatalogueEvent.MenuRemoved(var id) -> rows.menus.add(new RowKey(storeId, id));
            case CatalogueEvent.MenuReordered(var ranks) ->
                ranks.forEach(rank -> rows.menus.add(new RowKey(storeId, rank.menuId())));
        }
    }

    private static void touch(String storeId, MenuItem menu, TouchedRows rows) {
        rows.menus.add(new RowKey(storeId, menu.menuId()));
        rows.categories.add(new RowKey(storeId, menu.categoryId()));
    }

    void apply(RecordedEvent recorded, CatalogueEvent event) {
        String storeId = recorded.storeId();
        StoreRow store = known(model.stores.find(StoreRow.keyOf(storeId)), "store", storeId);
        switch (event) {
            case CatalogueEvent.CategoryAdded(var id, var name, var order) ->
                model.categories.put(new CategoryRow(storeId, id, name, order, false, null));
            case CatalogueEvent.CategoryChanged(var id, var name, var order) -> {
                CategoryRow before = category(storeId, id);
                model.categories.put(new CategoryRow(storeId, id, name, order, before.hidden(), before.translations()));
            }
            case CatalogueEvent.CategoryVisibilityChanged(var id, var name, var order, var hidden) ->
                model.categories.put(new CategoryRow(
                        storeId, id, name, order, hidden, category(storeId, id).translations()));
            case CatalogueEvent.CategoryDetailsChanged(var id, var name, var order, var hidden, var translations) -> {
                var _ = category(storeId, id);
                model.categories.put(new CategoryRow(storeId, id, name, order, hidden, translations));
            }
            case CatalogueEvent.CategoryRemoved(var id) -> model.categories.remove(category(storeId, id));
            case CatalogueEvent.MenuAdded(var menu) -> put(storeId, menu);
            case CatalogueEvent.OfWholeItem changed -> {
                var _ = menu(storeId, changed.menu().menuId());
                put(storeId, changed.menu());
            }
            case CatalogueEvent.MenuAvailabilityChanged(var id, var available, var until) ->
                put(storeId, menu(storeId, id).menu().withAvailable(available, until));
            case CatalogueEvent.MenuOptionAvailabilityChanged changed -> {
                MenuItem menu = menu(storeId, changed.menuId()).menu();
                var _ = known(menu.option(changed.optionId()), "option", changed.optionId());
                put(storeId, menu.withOptionAvailable(changed.optionId(), changed.available(), changed.soldOutUntil()));
            }
            case CatalogueEvent.MenuRemoved(var id) -> model.menus.remove(menu(storeId, id));
            case CatalogueEvent.MenuReordered reordered -> {
                // All of them first: a change either happens or does not.
                reordered.ranks().forEach(rank -> menu(storeId, rank.menuId()));
                reordered
                        .ranks()
                        .forEach(rank -> put(
                                storeId, menu(storeId, rank.menuId()).menu().withDisplayOrder(rank.displayOrder())));
            }
        }
        model.stores.put(store.withCatalogueAt(recorded.position().offset()));
    }

    private void put(String storeId, MenuItem menu) {
        var _ = category(storeId, menu.categoryId());
        model.menus.put(new MenuRow(storeId, menu));
    }

    private CategoryRow category(String storeId, String categoryId) {
        return known(model.categories.find(new RowKey(storeId, categoryId)), "category", categoryId);
    }

    private MenuRow menu(String storeId, String menuId) {
        return known(model.menus.find(new RowKey(storeId, menuId)), "menu", menuId);
    }

    private static <T> T known(@Nullable T row, String what, String id) {
        if (row == null) {
            throw new ImpossibleEventException("The event is about %s %s, which is not there".formatted(what, id));
        }
        return row;
    }
}
