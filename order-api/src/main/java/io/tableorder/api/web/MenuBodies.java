package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.PlainText;
import io.tableorder.api.validation.WebAddress;
import io.tableorder.api.web.DetailBodies.AskedDetails;
import io.tableorder.api.web.OptionBodies.AskedGroup;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This is what menu upkeep is asked in. */
final class MenuBodies {

    private MenuBodies() {}

    record NewMenu(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String categoryId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String menuName,

            @NotNull @Min(0) @Max(Bounds.MAXIMUM_PRICE) Long price,

            @Nullable @PlainText(max = Bounds.MAXIMUM_DESCRIPTION)
            String description,

            @Nullable @WebAddress String imageUrl,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_DISPLAY_ORDER)
            Integer displayOrder,

            @Nullable Boolean available,

            @Nullable @Size(max = Bounds.MAXIMUM_OPTION_GROUPS)
            List<@NotNull @Valid AskedGroup> optionGroups,

            @Nullable @Valid AskedDetails details) {

        CatalogueCommand.AddMenu toCommand(String menuId) {
            boolean shown = available == null || available;
            return new CatalogueCommand.AddMenu(
                    menuId,
                    categoryId,
                    menuName,
                    price,
                    description,
                    imageUrl,
                    displayOrder,
                    shown,
                    OptionBodies.groups(optionGroups),
                    DetailBodies.change(details));
        }
    }

    /**
     * Null leaves a value as it is; an empty description or image address clears it.
     *
     * @param soldOutUntil with {@code available} false: from when on it can be had again by itself
     * @param optionGroups all that there is to choose from now on; options that were there before stay as available as they
     *     are, and an empty list leaves nothing to choose
     * @param details of which a member that is null stays, too
     */
    record MenuChange(
            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String categoryId,

            @Nullable @DisplayName(max = Bounds.MAXIMUM_NAME)
            String menuName,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_PRICE) Long price,

            @Nullable @PlainText(max = Bounds.MAXIMUM_DESCRIPTION)
            String description,

            @Nullable @WebAddress String imageUrl,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_DISPLAY_ORDER)
            Integer displayOrder,

            @Nullable Boolean available,
            @Nullable Instant soldOutUntil,

            @Nullable @Size(max = Bounds.MAXIMUM_OPTION_GROUPS)
            List<@NotNull @Valid AskedGroup> optionGroups,

            @Nullable @Valid AskedDetails details) {

        boolean isAvailabilityOnly() {
            return equals(new MenuChange(null, null, null, null, null, null, available, soldOutUntil, null, null));
        }

        CatalogueCommand.ChangeMenu toCommand(String menuId, @Nullable Integer expectedVersion) {
            if (soldOutUntil != null && !Boolean.FALSE.equals(available)) {
                throw ProblemException.invalid("sold_out_until", ApiText.ONLY_SOLD_OUT);
            }
            return new CatalogueCommand.ChangeMenu(
                    menuId,
                    categoryId,
                    menuName,
                    price,
                    description,
                    imageUrl,
                    displayOrder,
                    available,
                    soldOutUntil,
                    OptionBodies.groups(optionGroups),
                    DetailBodies.change(details),
                    expectedVersion);
        }
    }

    /** The items named get these places; the others keep theirs. */
    record MenuOrder(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_RANKS)
            List<@NotNull @Valid Rank> menus) {

        CatalogueCommand.ReorderMenus toCommand() {
            List<MenuRank> ranks = menus.stream()
                    .map(rank -> new MenuRank(rank.menuId(), rank.displayOrder()))
                    .toList();
            long distinct = ranks.stream().map(MenuRank::menuId).distinct().count();
            if (distinct < ranks.size()) {
                throw ProblemException.invalid("menus", ApiText.ITEM_TWICE.with(firstTwice(ranks)));
            }
            return new CatalogueCommand.ReorderMenus(ranks);
        }

        private static String firstTwice(List<MenuRank> ranks) {
            List<String> ids = ranks.stream().map(MenuRank::menuId).toList();
            return ids.stream()
                    .filter(id -> ids.indexOf(id) != ids.lastIndexOf(id))
                    .findFirst()
                    .orElseThrow();
        }

        static @Nullable MenuOrder of(Receipt receipt) {
            return receipt.event() instanceof CatalogueEvent.MenuReordered(var ranks)
                    ? new MenuOrder(ranks.stream()
                            .map(rank -> new Rank(rank.menuId(), rank.displayOrder()))
                            .toList())
                    : null;
        }
    }

    record Rank(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String menuId,

            @NotNull @Min(0) @Max(Bounds.MAXIMUM_DISPLAY_ORDER)
            Integer displayOrder) {}
}
