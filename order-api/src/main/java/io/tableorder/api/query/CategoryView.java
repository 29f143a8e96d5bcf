package io.tableorder.api.query;

import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Versions;

/**
 * A view has a category as its keepers see it, read or just changed.
 *
 * @param hidden whether guests neither see it nor can order its dishes
 * @param version to be sent back as If-Match
 */
public record CategoryView(String categoryId, String categoryName, int displayOrder, boolean hidden, int version) {

    public static CategoryView of(String categoryId, String categoryName, int displayOrder, boolean hidden) {
        Category category = new Category(categoryId, categoryName, displayOrder).withHidden(hidden);
        return new CategoryView(categoryId, categoryName, displayOrder, hidden, Versions.of(category));
    }
}
