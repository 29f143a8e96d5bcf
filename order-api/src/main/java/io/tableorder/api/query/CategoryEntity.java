package io.tableorder.api.query;

import io.tableorder.event.Translations;
import io.tableorder.wire.DetailsJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(schema = "orders", name = "categories")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CategoryEntity {
    @Id
    private String categoryId;

    private String storeId;
    private String categoryName;
    private int displayOrder;
    private boolean hidden;

    private @Nullable String translations;

    protected CategoryEntity() {}

    String storeId() {
        return storeId;
    }

    String categoryId() {
        return categoryId;
    }

    String categoryName() {
        return categoryName;
    }

    int displayOrder() {
        return displayOrder;
    }

    boolean hidden() {
        return hidden;
    }

    @Nullable
    Translations translations() {
        return DetailsJson.translations(translations);
    }
}
