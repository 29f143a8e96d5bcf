package io.tableorder.api.web;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.store.Receipt;
import org.jspecify.annotations.Nullable;

/** @param price in the currency's minor unit */
record MenuView(
        String menuId,
        String categoryId,
        String menuName,
        long price,
        @Nullable String description,
        @Nullable String imageUrl,
        int displayOrder,
        boolean available) {

    static @Nullable MenuView of(Receipt receipt) {
        return of(receipt.menu());
    }

    static @Nullable MenuView of(@Nullable MenuItem menu) {
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
}
