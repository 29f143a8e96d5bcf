package io.tableorder.api.web;

import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.api.validation.PlainText;
import io.tableorder.decide.CatalogueCommand.DetailsChange;
import io.tableorder.event.Allergen;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This is what is asked in when guests are to be told more of the menu, and in their languages. */
final class DetailBodies {

    private DetailBodies() {}

    /**
     * Null leaves a value as it is.
     *
     * @param translations all that there are from now on; none of them leaves none
     * @param allergens all that are in the dish from now on; an empty list says nothing of them
     * @param origin an empty text clears it
     * @param spiciness 0 for a dish that is not hot, which clears it
     */
    record AskedDetails(
            @Nullable @Valid AskedTranslations translations,

            @Nullable @Size(max = Bounds.MAXIMUM_ALLERGENS) List<@NotNull Allergen> allergens,

            @Nullable @PlainText(max = Bounds.MAXIMUM_ORIGIN)
            String origin,

            @Nullable @Min(0) @Max(MenuDetails.HOTTEST) Integer spiciness) {

        private DetailsChange toChange() {
            return new DetailsChange(
                    translations == null ? null : translations.toTranslations(), allergens, origin, spiciness);
        }
    }

    record AskedTranslations(
            @Nullable @Valid AskedTranslation ko,
            @Nullable @Valid AskedTranslation en,
            @Nullable @Valid AskedTranslation ja,
            @Nullable @Valid AskedTranslation zh) {

        private Translations toTranslations() {
            return new Translations(translation(ko), translation(en), translation(ja), translation(zh));
        }

        private static @Nullable Translation translation(@Nullable AskedTranslation asked) {
            return asked == null ? null : new Translation(asked.name(), asked.description());
        }
    }

    record AskedTranslation(
            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String name,

            @Nullable @PlainText(max = Bounds.MAXIMUM_DESCRIPTION)
            String description) {}

    /** What a category is called in other languages. */
    record AskedNames(
            @Nullable @Valid AskedName ko,
            @Nullable @Valid AskedName en,
            @Nullable @Valid AskedName ja,
            @Nullable @Valid AskedName zh) {

        private Translations toTranslations() {
            return new Translations(translation(ko), translation(en), translation(ja), translation(zh));
        }

        private static @Nullable Translation translation(@Nullable AskedName asked) {
            return asked == null ? null : new Translation(asked.name(), null);
        }
    }

    record AskedName(
            @NotNull @DisplayName(max = Bounds.MAXIMUM_NAME) String name) {}

    static @Nullable DetailsChange change(@Nullable AskedDetails asked) {
        return asked == null ? null : asked.toChange();
    }

    static @Nullable Translations names(@Nullable AskedNames asked) {
        return asked == null ? null : asked.toTranslations();
    }
}
