package io.tableorder.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** These events say what the store offers. Changes carry the whole new value, so that a reader needs no earlier one. */
public sealed interface CatalogueEvent extends StoreEvent {

    /** Each of these is about one category. */
    sealed interface OfCategory extends CatalogueEvent {

        String categoryId();

        @Override
        default String subject(String storeId) {
            return categoryId();
        }
    }

    /** Each of these has all that a menu item is from now on. */
    sealed interface OfWholeItem extends CatalogueEvent {

        MenuItem menu();

        @Override
        default String subject(String storeId) {
            return menu().menuId();
        }
    }

    record CategoryAdded(String categoryId, String categoryName, int displayOrder) implements OfCategory {}

    /**
     * An admin hides a category from guests, shows it again, or changes one that stays hidden. Its dishes stay as they
     * are, and nobody can order them while it is hidden. It carries the whole category, and so says all of the three.
     */
    record CategoryVisibilityChanged(String categoryId, String categoryName, int displayOrder, boolean hidden)
            implements OfCategory {}

    record CategoryChanged(String categoryId, String categoryName, int displayOrder) implements OfCategory {}

    record CategoryRemoved(String categoryId) implements OfCategory {}

    record MenuAdded(MenuItem menu) implements OfWholeItem {}

    record MenuChanged(MenuItem menu) implements OfWholeItem {}

    /**
     * Staff mark an item as sold out, or as back. A fact of its own because staff may say so in the rush, and screens
     * show only this.
     *
     * @param soldOutUntil from when on it can be had again without a word; null until somebody says so
     */
    record MenuAvailabilityChanged(
            String menuId, boolean available, @Nullable Instant soldOutUntil) implements CatalogueEvent {

        /** Sold out until somebody says otherwise, or back. */
        public MenuAvailabilityChanged(String menuId, boolean available) {
            this(menuId, available, null);
        }

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
     * @param available as it was said last; whether it can be had at a time is for {@link #isAvailableAt}
     * @param soldOutUntil from when on it can be had again without a word; null until somebody says so
     */
    record MenuItem(
            String menuId,
            String categoryId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            int displayOrder,
            boolean available,
            @Nullable Instant soldOutUntil) {

        /** An item that is sold out until somebody says otherwise, or is not. */
        public MenuItem(
                String menuId,
                String categoryId,
                String menuName,
                long price,
                @Nullable String description,
                @Nullable String imageUrl,
                int displayOrder,
                boolean available) {
            this(menuId, categoryId, menuName, price, description, imageUrl, displayOrder, available, null);
        }

        /** Returns whether it can be had at that time. */
        public boolean isAvailableAt(Instant time) {
            return available || (soldOutUntil != null && !time.isBefore(soldOutUntil));
        }

        public MenuItem withAvailable(boolean nowAvailable, @Nullable Instant until) {
            return with(displayOrder, nowAvailable, until);
        }

        public MenuItem withDisplayOrder(int newDisplayOrder) {
            return with(newDisplayOrder, available, soldOutUntil);
        }

        private MenuItem with(int order, boolean nowAvailable, @Nullable Instant until) {
            return new MenuItem(menuId, categoryId, menuName, price, description, imageUrl, order, nowAvailable, until);
        }
    }
}
