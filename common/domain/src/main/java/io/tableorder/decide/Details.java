package io.tableorder.decide;

import io.tableorder.decide.CatalogueCommand.DetailsChange;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.store.Catalogue;
import org.jspecify.annotations.Nullable;

/** Decides about what else guests are told of a dish. How long each text may be, and which there are, callers check. */
final class Details {

    /**
     * So many letters the details of all dishes of a store have together: 500 for each of as many dishes as there can be. At
     * three bytes each that bounds the store's state and the menu that a tablet reads.
     */
    static final int MAXIMUM_LETTERS = 1_000_000;

    private Details() {}

    /**
     * Returns the details as they are kept.
     *
     * @param before the dish's as they are; null when there are none
     */
    static @Nullable MenuDetails kept(@Nullable DetailsChange asked, @Nullable MenuDetails before) {
        if (asked == null) {
            return before;
        }
        MenuDetails after = new MenuDetails(
                asked.translations() == null
                        ? before == null ? null : before.translations()
                        : kept(asked.translations()),
                asked.allergens() == null ? before == null ? null : before.allergens() : asked.allergens(),
                asked.origin() == null ? before == null ? null : before.origin() : Names.kept(asked.origin()),
                asked.spiciness() == null ? before == null ? null : before.spiciness() : asked.spiciness());
        return after.saysNothing() ? null : after;
    }

    /** Returns the translations as they are kept; none is null. */
    static @Nullable Translations kept(Translations asked) {
        return asked.saysNothing()
                ? null
                : new Translations(kept(asked.ko()), kept(asked.en()), kept(asked.ja()), kept(asked.zh()));
    }

    private static @Nullable Translation kept(@Nullable Translation asked) {
        if (asked == null) {
            return null;
        }
        String description = asked.description();
        return new Translation(
                Names.kept(asked.name()), description == null || description.isEmpty() ? null : description);
    }

    /** Returns why the dish cannot be like this; null when it can. */
    static @Nullable Rejection refusal(Catalogue catalogue, MenuItem after) {
        int more = lettersOf(after) - lettersOf(catalogue.menu(after.menuId()));
        return more > 0 && catalogue.detailLetters() + more > MAXIMUM_LETTERS
                ? new Rejection.StoreFull("detail letters", MAXIMUM_LETTERS)
                : null;
    }

    private static int lettersOf(@Nullable MenuItem menu) {
        return menu == null || menu.details() == null ? 0 : menu.details().length();
    }
}
