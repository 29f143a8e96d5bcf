package io.tableorder.api.query;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.wire.DetailsJson;
import io.tableorder.wire.OptionsJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(schema = "orders", name = "menus")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class MenuEntity {
    @Id
    private String menuId;

    @SuppressWarnings("UnusedVariable") // queries name it
    private String storeId;

    private String categoryId;
    private String menuName;
    private long price;

    private @Nullable String description;

    private @Nullable String imageUrl;

    private int displayOrder;
    private boolean available;

    private @Nullable Instant soldOutUntil;

    private @Nullable String optionGroups;

    private @Nullable String details;

    protected MenuEntity() {}

    String categoryId() {
        return categoryId;
    }

    MenuItem item() {
        return new MenuItem(
                menuId,
                categoryId,
                menuName,
                price,
                description,
                imageUrl,
                displayOrder,
                available,
                soldOutUntil,
                OptionsJson.groups(optionGroups),
                DetailsJson.details(details));
    }
}
