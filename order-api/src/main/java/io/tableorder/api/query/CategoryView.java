package io.tableorder.api.query;

import io.tableorder.store.Catalogue.Category;
import io.tableorder.store.Versions;

/**
 * A view has a category as its keepers see it, read or just changed.
 *
 * @param version to be sent back as If-Match
 */
public record CategoryView(String categoryId, String categoryName, int displayOrder, int version) {

    public static CategoryView of(String categoryId, String categoryName, int displayOrder) {
        int version = Versions.of(new Category(categoryId, categoryName, displayOrder));
        return new CategoryView(categoryId, categoryName, displayOrder, version);
    }
}
