package io.tableorder.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store offers. Changes carry the whole new value, so that a reader needs no earlier one. */
public sealed interface CatalogueEvent extends StoreEvent {

    record CategoryAdded(String categoryId, String categoryName, int displayOrder) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return categoryId;
        }
    }

    record CategoryChanged(String categoryId, String categoryName, int displayOrder) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return categoryId;
        }
    }

    record CategoryRemoved(String categoryId) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return categoryId;
        }
    }

    record MenuAdded(MenuItem menu) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return menu.menuId();
        }
    }

    record MenuChanged(MenuItem menu) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return menu.menuId();
        }
    }

    /** Sold out, or back. A fact of its own because staff may say so in the rush, and screens show only this. */
    record MenuAvailabilityChanged(String menuId, boolean available) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return menuId;
        }
    }

    record MenuRemoved(String menuId) implements CatalogueEvent {
        @Override
        public String subject(String storeId) {
            return menuId;
        }
    }

    record MenuReordered(List<MenuRank> ranks) implements CatalogueEvent {
        public MenuReordered {
            ranks = List.copyOf(ranks);
        }

        @Override
        public String subject(String storeId) {
            return storeId;
        }
    }

    record MenuRank(String menuId, int displayOrder) {}

    /**
     * A dish as the menu shows it.
     *
     * @param price in the currency's minor unit
     */
    record MenuItem(
            String menuId,
            String categoryId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            int displayOrder,
            boolean available) {

        public MenuItem withAvailable(boolean nowAvailable) {
            return new MenuItem(menuId, categoryId, menuName, price, description, imageUrl, displayOrder, nowAvailable);
        }

        public MenuItem withDisplayOrder(int newDisplayOrder) {
            return new MenuItem(menuId, categoryId, menuName, price, description, imageUrl, newDisplayOrder, available);
        }
    }
}
