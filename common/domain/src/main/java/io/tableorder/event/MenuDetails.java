package io.tableorder.event;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What guests are told of a dish beside its name, description and price. Each is null where nothing is said about it, and
 * only then: what would say nothing is made null, so that equal details are written alike.
 *
 * @param translations of its name and description
 * @param allergens that are in it, each once, in the order of the law
 * @param origin of its ingredients, in the store's own language
 * @param spiciness from 1 to {@link #HOTTEST}; a dish that is not hot has none
 */
public record MenuDetails(
        @Nullable Translations translations,
        @Nullable List<Allergen> allergens,
        @Nullable String origin,
        @Nullable Integer spiciness) {

    /** Three peppers: guests tell no more degrees apart. */
    public static final int HOTTEST = 3;

    public MenuDetails {
        translations = translations == null || translations.saysNothing() ? null : translations;
        allergens = allergens == null || allergens.isEmpty() ? null : List.copyOf(EnumSet.copyOf(allergens));
        origin = origin == null || origin.isEmpty() ? null : origin;
        spiciness = spiciness == null || spiciness == 0 ? null : spiciness;
    }

    /** Returns whether there is nothing in it. Not called as a getter, which a mapper of JSON would write. */
    public boolean saysNothing() {
        return translations == null && allergens == null && origin == null && spiciness == null;
    }

    /** Returns how many letters of text there are in them. */
    public int length() {
        int texts = translations == null
                ? 0
                : translations.all().mapToInt(Translations.Translation::length).sum();
        return texts + (origin == null ? 0 : origin.length());
    }
}
