package io.tableorder.notifier.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.event.Translations;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a screen is told of a change of the menu.
 *
 * @param change which of the others are there: the whole new value, or the id of what is gone
 * @param optionId of the option whose availability has changed; {@code available} is then the option's
 */
record MenuUpdated(
        String change,
        @Nullable MenuItem menu,
        @Nullable String menuId,
        @Nullable String optionId,
        @Nullable Boolean available,
        @Nullable Instant soldOutUntil,
        @JsonProperty("menus") @Nullable List<MenuRank> ranks,
        @Nullable Category category,
        @Nullable String categoryId) {

    /**
     * @param hidden from guests; only where that may have changed
     * @param translations of its name; only where they may have changed, and null when there are none any more
     */
    record Category(
            String categoryId,
            String categoryName,
            int displayOrder,
            @Nullable Boolean hidden,
            @Nullable Translations translations) {}

    static MenuUpdated of(CatalogueEvent event) {
        return switch (event) {
            case CatalogueEvent.MenuAdded added -> item("menu_added", added.menu());
            case CatalogueEvent.MenuChanged changed -> item("menu_changed", changed.menu());
            case CatalogueEvent.MenuOptionsChanged changed -> item("menu_options_changed", changed.menu());
            case CatalogueEvent.MenuDetailsChanged changed -> item("menu_details_changed", changed.menu());
            case CatalogueEvent.MenuAvailabilityChanged changed ->
                new MenuUpdated(
                        "menu_availability_changed",
                        null,
                        changed.menuId(),
                        null,
                        changed.available(),
                        changed.soldOutUntil(),
                        null,
                        null,
                        null);
            case CatalogueEvent.MenuOptionAvailabilityChanged changed ->
                new MenuUpdated(
                        "menu_option_availability_changed",
                        null,
                        changed.menuId(),
                        changed.optionId(),
                        changed.available(),
                        changed.soldOutUntil(),
                        null,
                        null,
                        null);
            case CatalogueEvent.MenuRemoved removed ->
                new MenuUpdated("menu_removed", null, removed.menuId(), null, null, null, null, null, null);
            case CatalogueEvent.MenuReordered reordered ->
                new MenuUpdated("menu_reordered", null, null, null, null, null, reordered.ranks(), null, null);
            case CatalogueEvent.CategoryAdded added ->
                category(
                        "category_added",
                        new Category(added.categoryId(), added.categoryName(), added.displayOrder(), null, null));
            case CatalogueEvent.CategoryChanged changed ->
                category(
                        "category_changed",
                        new Category(changed.categoryId(), changed.categoryName(), changed.displayOrder(), null, null));
            case CatalogueEvent.CategoryVisibilityChanged changed ->
                category(
                        "category_visibility_changed",
                        new Category(
                                changed.categoryId(),
                                changed.categoryName(),
                                changed.displayOrder(),
                                changed.hidden(),
                                null));
            case CatalogueEvent.CategoryDetailsChanged changed ->
                category(
                        "category_details_changed",
                        new Category(
                                changed.categoryId(),
                                changed.categoryName(),
                                changed.displayOrder(),
                                changed.hidden(),
                                changed.translations()));
            case CatalogueEvent.CategoryRemoved removed ->
                new MenuUpdated("category_removed", null, null, null, null, null, null, null, removed.categoryId());
        };
    }

    private static MenuUpdated item(String change, MenuItem menu) {
        return new MenuUpdated(
                change, menu, menu.menuId(), null, menu.available(), menu.soldOutUntil(), null, null, null);
    }

    private static MenuUpdated category(String change, Category category) {
        return new MenuUpdated(change, null, null, null, null, null, null, category, category.categoryId());
    }
}
