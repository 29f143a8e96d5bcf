package io.tableorder.api.query;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.store.Versions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view has a menu item as its keepers see it, read or just changed.
 *
 * @param price in the currency's minor unit
 * @param available whether it can be had now
 * @param soldOutUntil from when on it can be had again by itself; null when it can be had, or until somebody says so
 * @param optionGroups what there is to choose, as available as it is now; null when there is nothing
 * @param details what else guests are told; null when there is nothing
 * @param version to be sent back as If-Match
 */
public record MenuView(
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
        @Nullable MenuDetails details,
        int version) {

    public MenuView {
        optionGroups = optionGroups == null ? null : List.copyOf(optionGroups);
    }

    /** Returns the item as it is at that time. */
    public static @Nullable MenuView of(@Nullable MenuItem menu, Instant time) {
        return menu == null ? null : shown(menu, time);
    }

    static MenuView shown(MenuItem menu, Instant time) {
        boolean available = menu.isAvailableAt(time);
        return new MenuView(
                menu.menuId(),
                menu.categoryId(),
                menu.menuName(),
                menu.price(),
                menu.description(),
                menu.imageUrl(),
                menu.displayOrder(),
                available,
                available ? null : menu.soldOutUntil(),
                ShownOptions.of(menu, time),
                menu.details(),
                Versions.of(menu));
    }
}
