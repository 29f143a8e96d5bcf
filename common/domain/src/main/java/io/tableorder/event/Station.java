package io.tableorder.event;

import io.tableorder.event.CatalogueEvent.MenuItem;
import java.util.Collection;
import java.util.List;

/**
 * A place in a store where some of its dishes are prepared: the grill, the bar.
 *
 * @param categoryIds of categories, every dish of which is prepared here; each once
 * @param menuIds of dishes that are prepared here whatever their category; each once. Both may name what is gone since
 */
public record Station(String stationId, String stationName, List<String> categoryIds, List<String> menuIds) {
    public Station {
        categoryIds = List.copyOf(categoryIds);
        menuIds = List.copyOf(menuIds);
    }

    /** Returns the ids of those dishes that are prepared here, by their category or by themselves, in the order of their ids. */
    public List<String> dishesAmong(Collection<MenuItem> menus) {
        return menus.stream()
                .filter(menu -> categoryIds.contains(menu.categoryId()) || menuIds.contains(menu.menuId()))
                .map(MenuItem::menuId)
                .sorted()
                .toList();
    }
}
