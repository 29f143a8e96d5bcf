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

    /**
     * An admin says what a category is called in other languages, or changes one of which that is said. It carries the whole
     * category, and is a type of its own, so that a reader who does not know translations stops here and loses none.
     *
     * @param translations of its name, without descriptions; null when there are none any more
     */
    record CategoryDetailsChanged(
            String categoryId,
            String categoryName,
            int displayOrder,
            boolean hidden,
            @Nullable Translations translations)
            implements OfCategory {

        public CategoryDetailsChanged {
            translations = translations == null || translations.saysNothing() ? null : translations;
        }
    }

    record CategoryRemoved(String categoryId) implements OfCategory {}

    record MenuAdded(MenuItem menu) implements OfWholeItem {}

    record MenuChanged(MenuItem menu) implements OfWholeItem {}

    /**
     * An admin says what there is to choose of an item, and perhaps more. A type of its own, so that a reader who does not
     * know options stops here: nobody can have chosen one before, and he would lose them.
     */
    record MenuOptionsChanged(MenuItem menu) implements OfWholeItem {}

    /**
     * An admin says what guests are told of an item beside its name, description and price, and perhaps more. A type of its
     * own, so that a reader who does not know details stops here: nothing has any before, and he would lose them.
     */
    record MenuDetailsChanged(MenuItem menu) implements OfWholeItem {}

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

    /**
     * Staff mark one option of an item as sold out, or as back. The item itself can be had all the while.
     *
     * @param soldOutUntil from when on it can be had again without a word; null until somebody says so
     */
    record MenuOptionAvailabilityChanged(
            String menuId,
            String optionId,
            boolean available,
            @Nullable Instant soldOutUntil) implements CatalogueEvent {
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
     * @param price without any option, in the currency's minor unit
     * @param available as it was said last; whether it can be had at a time is for {@link #isAvailableAt}
     * @param soldOutUntil from when on it can be had again without a word; null until somebody says so
     * @param optionGroups in the order in which guests are asked; null when there is nothing to choose, which is how
     *     dishes of before options are
     * @param details what else guests are told; null when there is nothing, which is how dishes of before details are
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
            @Nullable Instant soldOutUntil,
            @Nullable List<OptionGroup> optionGroups,
            @Nullable MenuDetails details) {

        public MenuItem {
            optionGroups = optionGroups == null || optionGroups.isEmpty() ? null : List.copyOf(optionGroups);
            details = details == null || details.saysNothing() ? null : details;
        }

        /** A dish of which guests are told no more than its name, description and price. */
        public MenuItem(
                String menuId,
                String categoryId,
                String menuName,
                long price,
                @Nullable String description,
                @Nullable String imageUrl,
                int displayOrder,
                boolean available,
                @Nullable Instant soldOutUntil,
                @Nullable List<OptionGroup> optionGroups) {
            this(
                    menuId,
                    categoryId,
                    menuName,
                    price,
                    description,
                    imageUrl,
                    displayOrder,
                    available,
                    soldOutUntil,
                    optionGroups,
                    null);
        }

        /** Returns whether it can be had at that time. */
        public boolean isAvailableAt(Instant time) {
            return available || (soldOutUntil != null && !time.isBefore(soldOutUntil));
        }

        /** Returns what there is to choose; nothing is an empty list. */
        public List<OptionGroup> choices() {
            return optionGroups == null ? List.of() : optionGroups;
        }

        /** Returns the option of that id; null when the dish has none. */
        public OptionGroup.@Nullable Option option(String optionId) {
            return choices().stream()
                    .flatMap(group -> group.options().stream())
                    .filter(option -> option.optionId().equals(optionId))
                    .findFirst()
                    .orElse(null);
        }

        public MenuItem withAvailable(boolean nowAvailable, @Nullable Instant until) {
            return with(displayOrder, nowAvailable, until, optionGroups, details);
        }

        public MenuItem withDisplayOrder(int newDisplayOrder) {
            return with(newDisplayOrder, available, soldOutUntil, optionGroups, details);
        }

        public MenuItem withDetails(@Nullable MenuDetails newDetails) {
            return with(displayOrder, available, soldOutUntil, optionGroups, newDetails);
        }

        public MenuItem withOptionGroups(@Nullable List<OptionGroup> groups) {
            return with(displayOrder, available, soldOutUntil, groups, details);
        }

        public MenuItem withOptionAvailable(String optionId, boolean nowAvailable, @Nullable Instant until) {
            List<OptionGroup> groups = choices().stream()
                    .map(group -> group.withOptions(group.options().stream()
                            .map(option -> option.optionId().equals(optionId)
                                    ? option.withAvailable(nowAvailable, until)
                                    : option)
                            .toList()))
                    .toList();
            return with(displayOrder, available, soldOutUntil, groups, details);
        }

        private MenuItem with(
                int order,
                boolean nowAvailable,
                @Nullable Instant until,
                @Nullable List<OptionGroup> groups,
                @Nullable MenuDetails newDetails) {
            return new MenuItem(
                    menuId,
                    categoryId,
                    menuName,
                    price,
                    description,
                    imageUrl,
                    order,
                    nowAvailable,
                    until,
                    groups,
                    newDetails);
        }
    }
}
