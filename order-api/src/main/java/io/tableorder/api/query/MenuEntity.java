package io.tableorder.api.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(schema = "orders", name = "menus")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class MenuEntity {
    @Id
    private String menuId;

    private String storeId;
    private String categoryId;
    private String menuName;
    private long price;

    private @Nullable String description;

    private @Nullable String imageUrl;

    private int displayOrder;
    private boolean available;

    protected MenuEntity() {}

    String storeId() {
        return storeId;
    }

    String menuId() {
        return menuId;
    }

    String categoryId() {
        return categoryId;
    }

    String menuName() {
        return menuName;
    }

    long price() {
        return price;
    }

    @Nullable
    String description() {
        return description;
    }

    @Nullable
    String imageUrl() {
        return imageUrl;
    }

    int displayOrder() {
        return displayOrder;
    }

    boolean isAvailable() {
        return available;
    }
}
