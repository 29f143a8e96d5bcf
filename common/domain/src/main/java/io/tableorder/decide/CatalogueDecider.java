package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuRank;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class CatalogueDecider {

    /** A menu nobody can browse on a tablet is longer than this. Both bound the store's state. */
    static final int MAXIMUM_CATEGORIES = 200;

    static final int MAXIMUM_MENUS = 2_000;

    /** The last place there is. Behind it, ids decide. */
    private static final int MAXIMUM_PLACE = 1_000_000;

    private CatalogueDecider() {}

    static Decision decide(Catalogue catalogue, CatalogueCommand command) {
        return switch (command) {
            case CatalogueCommand.AddCategory add -> addCategory(catalogue, add);
            case CatalogueCommand.ChangeCategory change -> changeCategory(catalogue, change);
            case CatalogueCommand.RemoveCategory remove -> removeCategory(catalogue, remove);
            case CatalogueCommand.AddMenu add -> addMenu(catalogue, add);
            case CatalogueCommand.ChangeMenu change -> changeMenu(catalogue, change);
            case CatalogueCommand.ChangeOption change -> changeOption(catalogue, change);
            case CatalogueCommand.RemoveMenu remove -> removeMenu(catalogue, remove);
            case CatalogueCommand.ReorderMenus reorder -> reorder(catalogue, reorder.ranks());
        };
    }

    private static Decision addCategory(Catalogue catalogue, CatalogueCommand.AddCategory add) {
        if (isNameTaken(catalogue, add.categoryId(), add.categoryName())) {
            return new Refused(new Rejection.CategoryNameTaken(add.categoryName()));
        }
        if (catalogue.categories().size() >= MAXIMUM_CATEGORIES) {
            return new Refused(new Rejection.StoreFull("categories", MAXIMUM_CATEGORIES));
        }
        int place = orElse(
                add.displayOrder(),
                placeBehind(catalogue.categories().values().stream().mapToInt(Category::displayOrder)));
        return granted(new CatalogueEvent.CategoryAdded(add.categoryId(), Names.kept(add.categoryName()), place));
    }

    private static Decision changeCategory(Catalogue catalogue, CatalogueCommand.ChangeCategory change) {
        Category before = catalogue.categories().get(change.categoryId());
        if (before == null) {
            return new Refused(new Rejection.NoSuchCategory(change.categoryId()));
        }
        if (Expected.isOther(change.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(before));
        }
        Category after = new Category(
                        before.categoryId(),
                        changedName(change.categoryName(), before.categoryName()),
                        orElse(change.displayOrder(), before.displayOrder()))
                .withHidden(orElse(change.hidden(), before.hiddenFromGuests()))
                .withTranslations(
                        change.translations() == null ? before.translations() : Details.kept(change.translations()));
        if (!after.categoryName().equals(before.categoryName())
                && isNameTaken(catalogue, after.categoryId(), after.categoryName())) {
            return new Refused(new Rejection.CategoryNameTaken(after.categoryName()));
        }
        return after.equals(before) ? new Unchanged() : granted(changed(before, after));
    }

    /** One event says the whole, so that the answer can be made from it alone. */
    private static CatalogueEvent changed(Category before, Category after) {
        if (before.translations() != null || after.translations() != null) {
            return new CatalogueEvent.CategoryDetailsChanged(
                    after.categoryId(),
                    after.categoryName(),
                    after.displayOrder(),
                    after.hiddenFromGuests(),
                    after.translations());
        }
        return before.hiddenFromGuests() || after.hiddenFromGuests()
                ? new CatalogueEvent.CategoryVisibilityChanged(
                        after.categoryId(), after.categoryName(), after.displayOrder(), after.hiddenFromGuests())
                : new CatalogueEvent.CategoryChanged(after.categoryId(), after.categoryName(), after.displayOrder());
    }

    private static Decision removeCategory(Catalogue catalogue, CatalogueCommand.RemoveCategory remove) {
        String categoryId = remove.categoryId();
        Category before = catalogue.categories().get(categoryId);
        if (before == null) {
            return new Refused(new Rejection.NoSuchCategory(categoryId));
        }
        if (Expected.isOther(remove.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(remove.expectedVersion(), Versions.of(before));
        }
        return catalogue.hasMenusIn(categoryId)
                ? new Refused(new Rejection.CategoryNotEmpty(categoryId))
                : granted(new CatalogueEvent.CategoryRemoved(categoryId));
    }

    private static Decision addMenu(Catalogue catalogue, CatalogueCommand.AddMenu add) {
        if (!catalogue.categories().containsKey(add.categoryId())) {
            return new Refused(new Rejection.NoSuchCategory(add.categoryId()));
        }
        if (isDishTaken(catalogue, add.menuId(), add.categoryId(), add.menuName())) {
            return new Refused(new Rejection.MenuNameTaken(add.menuName()));
        }
        if (catalogue.menus().size() >= MAXIMUM_MENUS) {
            return new Refused(new Rejection.StoreFull("menus", MAXIMUM_MENUS));
        }
        MenuItem plain = new MenuItem(
                add.menuId(),
                add.categoryId(),
                Names.kept(add.menuName()),
                add.price(),
                emptyToNull(add.description()),
                emptyToNull(add.imageUrl()),
                orElse(
                        add.displayOrder(),
                        placeBehind(catalogue.menus().values().stream()
                                .filter(menu -> menu.categoryId().equals(add.categoryId()))
                                .mapToInt(MenuItem::displayOrder))),
                add.available(),
                null,
                null);
        MenuItem whole = plain.withOptionGroups(
                        add.optionGroups() == null ? null : MenuOptions.kept(add.optionGroups(), null))
                .withDetails(Details.kept(add.details(), null));
        Rejection refusal = refusal(catalogue, whole);
        if (refusal != null) {
            return new Refused(refusal);
        }
        CatalogueEvent added = new CatalogueEvent.MenuAdded(plain);
        return whole.equals(plain) ? granted(added) : new Granted(List.of(added, changed(plain, whole)));
    }

    private static @Nullable Rejection refusal(Catalogue catalogue, MenuItem after) {
        Rejection refusal = MenuOptions.refusal(catalogue, after);
        return refusal == null ? Details.refusal(catalogue, after) : refusal;
    }

    private static Decision changeMenu(Catalogue catalogue, CatalogueCommand.ChangeMenu change) {
        MenuItem before = catalogue.menu(change.menuId());
        if (before == null) {
            return new Refused(new Rejection.NoSuchMenu(change.menuId()));
        }
        if (Expected.isOther(change.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(before));
        }
        MenuItem after = new MenuItem(
                before.menuId(),
                orElse(change.categoryId(), before.categoryId()),
                changedName(change.menuName(), before.menuName()),
                orElse(change.price(), before.price()),
                changedText(change.description(), before.description()),
                changedText(change.imageUrl(), before.imageUrl()),
                orElse(change.displayOrder(), before.displayOrder()),
                orElse(change.available(), before.available()),
                soldOutUntil(change, before),
                change.optionGroups() == null ? before.optionGroups() : MenuOptions.kept(change.optionGroups(), before),
                Details.kept(change.details(), before.details()));
        if (!catalogue.categories().containsKey(after.categoryId())) {
            return new Refused(new Rejection.NoSuchCategory(after.categoryId()));
        }
        if (after.equals(before)) {
            return new Unchanged();
        }
        boolean isCalledAnew = !after.menuName().equals(before.menuName())
                || !after.categoryId().equals(before.categoryId());
        if (isCalledAnew && isDishTaken(catalogue, after.menuId(), after.categoryId(), after.menuName())) {
            return new Refused(new Rejection.MenuNameTaken(after.menuName()));
        }
        Rejection refusal = refusal(catalogue, after);
        if (refusal != null) {
            return new Refused(refusal);
        }
        return granted(changed(before, after));
    }

    /** One event says the whole. Who knows details knows options too, so a change of both needs no second one. */
    private static CatalogueEvent changed(MenuItem before, MenuItem after) {
        if (!Objects.equals(after.details(), before.details())) {
            return new CatalogueEvent.MenuDetailsChanged(after);
        }
        if (after.equals(before.withAvailable(after.available(), after.soldOutUntil()))) {
            return new CatalogueEvent.MenuAvailabilityChanged(after.menuId(), after.available(), after.soldOutUntil());
        }
        return after.choices().equals(before.choices())
                ? new CatalogueEvent.MenuChanged(after)
                : new CatalogueEvent.MenuOptionsChanged(after);
    }

    /** What is said of availability anew says until when, too. */
    private static @Nullable Instant soldOutUntil(CatalogueCommand.ChangeMenu change, MenuItem before) {
        if (change.available() == null) {
            return before.soldOutUntil();
        }
        return change.available() ? null : change.soldOutUntil();
    }

    private static Decision changeOption(Catalogue catalogue, CatalogueCommand.ChangeOption change) {
        MenuItem before = catalogue.menu(change.menuId());
        if (before == null) {
            return new Refused(new Rejection.NoSuchMenu(change.menuId()));
        }
        if (before.option(change.optionId()) == null) {
            return new Refused(new Rejection.NoSuchOption(change.menuId(), change.optionId()));
        }
        if (Expected.isOther(change.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(before));
        }
        Instant until = change.available() ? null : change.soldOutUntil();
        return before.withOptionAvailable(change.optionId(), change.available(), until)
                        .equals(before)
                ? new Unchanged()
                : granted(new CatalogueEvent.MenuOptionAvailabilityChanged(
                        change.menuId(), change.optionId(), change.available(), until));
    }

    private static Decision removeMenu(Catalogue catalogue, CatalogueCommand.RemoveMenu remove) {
        MenuItem before = catalogue.menu(remove.menuId());
        if (before == null) {
            return new Refused(new Rejection.NoSuchMenu(remove.menuId()));
        }
        return Expected.isOther(remove.expectedVersion(), Versions.of(before))
                ? Expected.mismatch(remove.expectedVersion(), Versions.of(before))
                : granted(new CatalogueEvent.MenuRemoved(remove.menuId()));
    }

    private static Decision reorder(Catalogue catalogue, List<MenuRank> ranks) {
        for (MenuRank rank : ranks) {
            if (catalogue.menu(rank.menuId()) == null) {
                return new Refused(new Rejection.NoSuchMenu(rank.menuId()));
            }
        }
        boolean same = ranks.stream()
                .allMatch(rank ->
                        Objects.requireNonNull(catalogue.menu(rank.menuId())).displayOrder() == rank.displayOrder());
        return same ? new Unchanged() : granted(new CatalogueEvent.MenuReordered(ranks));
    }

    private static boolean isNameTaken(Catalogue catalogue, String byOtherThan, String name) {
        return catalogue.categories().values().stream()
                .anyMatch(category -> Names.lookAlike(category.categoryName(), name)
                        && !category.categoryId().equals(byOtherThan));
    }

    /** Two dishes of one category that are called alike are taken for each other by guests, and by those who price them. */
    private static boolean isDishTaken(Catalogue catalogue, String byOtherThan, String categoryId, String name) {
        return catalogue.menus().values().stream()
                .filter(menu ->
                        menu.categoryId().equals(categoryId) && !menu.menuId().equals(byOtherThan))
                .anyMatch(menu -> Names.lookAlike(menu.menuName(), name));
    }

    /** What is added without a place comes last. */
    private static int placeBehind(IntStream places) {
        int last = places.max().orElse(-1);
        return last >= MAXIMUM_PLACE ? last : last + 1;
    }

    private static String changedName(@Nullable String changed, String before) {
        return changed == null ? before : Names.kept(changed);
    }

    private static Decision granted(CatalogueEvent event) {
        return new Granted(List.of(event));
    }

    private static <T> T orElse(@Nullable T changed, T before) {
        return changed == null ? before : changed;
    }

    private static @Nullable String changedText(@Nullable String changed, @Nullable String before) {
        return changed == null ? before : emptyToNull(changed);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
