package io.tableorder.api.query;

import io.tableorder.event.Translations;
import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Versions;
import org.jspecify.annotations.Nullable;

/**
 * A view has a category as its keepers see it, read or just changed.
 *
 * @param hidden whether guests neither see it nor can order its dishes
 * @param translations of its name; null when there are none
 * @param version to be sent back as If-Match
 */
public record CategoryView(
        String categoryId,
        String categoryName,
        int displayOrder,
        boolean hidden,
        @Nullable Translations translations,
        int version) {

    public static CategoryView of(
            String categoryId,
            String categoryName,
            int displayOrder,
            boolean hidden,
            @Nullable Translations translations) {
        Category category = new Category(categoryId, categoryName, displayOrder)
                .withHidden(hidden)
                .withTranslations(translations);
        return new CategoryView(categoryId, categoryName, displayOrder, hidden, translations, Versions.of(category));
    }
}
