package io.tableorder.decide;

import io.tableorder.event.Allergen;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.Translations;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps up the menu. In changes, null leaves a value as it is; an empty text clears an optional one. */
public sealed interface CatalogueCommand extends StoreCommand {

    /**
     * An admin adds a category.
     *
     * @param displayOrder null puts it behind the others
     */
    record AddCategory(
            String categoryId,
            String categoryName,
            @Nullable Integer displayOrder) implements CatalogueCommand {}

    /**
     * Changes what is given of a category; what is null stays.
     *
     * @param hidden whether guests see it and can order its dishes
     * @param translations all of its name from now on; empty ones leave none
     */
    record ChangeCategory(
            String categoryId,
            @Nullable String categoryName,
            @Nullable Integer displayOrder,
            @Nullable Boolean hidden,
            @Nullable Translations translations,
            @Nullable Integer expectedVersion)
            implements CatalogueCommand {

        /** A change of what it is called and where it stands, whatever the category is now. */
        public ChangeCategory(String categoryId, @Nullable String categoryName, @Nullable Integer displayOrder) {
            this(categoryId, categoryName, displayOrder, null, null, null);
        }
    }

    record RemoveCategory(String categoryId, @Nullable Integer expectedVersion) implements CatalogueCommand {

        /** A removal whatever the category is now. */
        public RemoveCategory(String categoryId) {
            this(categoryId, null);
        }
    }

    /**
     * Says anew what guests are told of a dish beside its name, description and price; what is null stays.
     *
     * @param translations all that there are from now on; empty ones leave none
     * @param allergens all that are in it from now on
     * @param spiciness 0 for a dish that is not hot
     */
    record DetailsChange(
            @Nullable Translations translations,
            @Nullable List<Allergen> allergens,
            @Nullable String origin,
            @Nullable Integer spiciness) {

        public DetailsChange {
            allergens = allergens == null ? null : List.copyOf(allergens);
        }
    }

    /**
     * An admin adds a dish.
     *
     * @param displayOrder null puts it behind the others of its category
     * @param optionGroups what there is to choose, of which everything can be had; null for nothing
     * @param details what else guests are told of it; null for nothing
     */
    record AddMenu(
            String menuId,
            String categoryId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            @Nullable Integer displayOrder,
            boolean available,
            @Nullable List<OptionGroup> optionGroups,
            @Nullable DetailsChange details)
            implements CatalogueCommand {

        public AddMenu {
            optionGroups = optionGroups == null || optionGroups.isEmpty() ? null : List.copyOf(optionGroups);
        }
    }

    /**
     * Changes what is given of a menu item; what is null stays.
     *
     * @param soldOutUntil counts only where {@code available} is false: from when on it can be had again
     * @param optionGroups the whole of what there is to choose from now on, where an option that was there before stays as
     *     available as it is; an empty list leaves nothing to choose
     * @param details what is told otherwise of it from now on
     */
    record ChangeMenu(
            String menuId,
            @Nullable String categoryId,
            @Nullable String menuName,
            @Nullable Long price,
            @Nullable String description,
            @Nullable String imageUrl,
            @Nullable Integer displayOrder,
            @Nullable Boolean available,
            @Nullable Instant soldOutUntil,
            @Nullable List<OptionGroup> optionGroups,
            @Nullable DetailsChange details,
            @Nullable Integer expectedVersion)
            implements CatalogueCommand {

        public ChangeMenu {
            optionGroups = optionGroups == null ? null : List.copyOf(optionGroups);
        }
    }

    /**
     * Staff mark one option of a dish as sold out, or as back.
     *
     * @param soldOutUntil counts only where {@code available} is false: from when on it can be had again
     * @param expectedVersion the dish's, from If-Match; null accepts any
     */
    record ChangeOption(
            String menuId,
            String optionId,
            boolean available,
            @Nullable Instant soldOutUntil,
            @Nullable Integer expectedVersion)
            implements CatalogueCommand {}

    record RemoveMenu(String menuId, @Nullable Integer expectedVersion) implements CatalogueCommand {

        /** A removal whatever the item is now. */
        public RemoveMenu(String menuId) {
            this(menuId, null);
        }
    }

    record ReorderMenus(List<MenuRank> ranks) implements CatalogueCommand {
        public ReorderMenus {
            ranks = List.copyOf(ranks);
        }
    }
}
