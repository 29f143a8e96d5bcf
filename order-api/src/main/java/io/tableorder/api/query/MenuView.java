package io.tableorder.api.query;

import io.tableorder.event.CatalogueEvent.MenuItem;
import org.jspecify.annotations.Nullable;

/**
 * A menu item as its keepers see it, read or just changed.
 *
 * @param price in the currency's minor unit
 */
public record MenuView(
        String menuId,
        String categoryId,
        String menuName,
        long price,
        @Nullable String description,
        @Nullable String imageUrl,
        int displayOrder,
        boolean available) {

    public static @Nullable MenuView of(@Nullable MenuItem menu) {
        return menu == null
                ? null
                : new MenuView(
                        menu.menuId(),
                        menu.categoryId(),
                        menu.menuName(),
                        menu.price(),
                        menu.description(),
                        menu.imageUrl(),
                        menu.displayOrder(),
                        menu.available());
    }

    static MenuView of(MenuEntity menu) {
        return new MenuView(
                menu.menuId(),
                menu.categoryId(),
                menu.menuName(),
                menu.price(),
                menu.description(),
                menu.imageUrl(),
                menu.displayOrder(),
                menu.isAvailable());
    }
}
