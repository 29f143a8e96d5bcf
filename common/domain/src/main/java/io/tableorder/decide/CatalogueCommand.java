package io.tableorder.decide;

import io.tableorder.event.CatalogueEvent.MenuRank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Menu upkeep. In changes, null leaves a value as it is; an empty text clears an optional one. */
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

    record ChangeCategory(
            String categoryId,
            @Nullable String categoryName,
            @Nullable Integer displayOrder) implements CatalogueCommand {}

    record RemoveCategory(String categoryId) implements CatalogueCommand {}

    /**
     * An admin adds a dish.
     *
     * @param displayOrder null puts it behind the others of its category
     */
    record AddMenu(
            String menuId,
            String categoryId,
            String menuName,
            long price,
            @Nullable String description,
            @Nullable String imageUrl,
            @Nullable Integer displayOrder,
            boolean available)
            implements CatalogueCommand {}

    record ChangeMenu(
            String menuId,
            @Nullable String categoryId,
            @Nullable String menuName,
            @Nullable Long price,
            @Nullable String description,
            @Nullable String imageUrl,
            @Nullable Integer displayOrder,
            @Nullable Boolean available)
            implements CatalogueCommand {}

    record RemoveMenu(String menuId) implements CatalogueCommand {}

    record ReorderMenus(List<MenuRank> ranks) implements CatalogueCommand {
        public ReorderMenus {
            ranks = List.copyOf(ranks);
        }
    }
}
