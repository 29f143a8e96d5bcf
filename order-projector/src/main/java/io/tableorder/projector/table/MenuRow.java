package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.wire.DetailsJson;
import io.tableorder.wire.MenuColumns;
import io.tableorder.wire.OptionsJson;
import java.util.List;

public record MenuRow(String storeId, MenuItem menu) {

    public static SqlTable<MenuRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "menus",
                2,
                List.of(
                        of("store_id", "text", MenuRow::storeId),
                        of("menu_id", "text", row -> row.menu().menuId()),
                        of("category_id", "text", row -> row.menu().categoryId()),
                        of("menu_name", "text", row -> row.menu().menuName()),
                        of("price", "bigint", row -> row.menu().price()),
                        of("description", "text", row -> row.menu().description()),
                        of("image_url", "text", row -> row.menu().imageUrl()),
                        of("display_order", "integer", row -> row.menu().displayOrder()),
                        of("available", "boolean", row -> row.menu().available()),
                        of("sold_out_until", "timestamptz", row -> row.menu().soldOutUntil()),
                        of(
                                "option_groups",
                                "jsonb",
                                row -> OptionsJson.ofGroups(row.menu().optionGroups())),
                        of(
                                "details",
                                "jsonb",
                                row -> DetailsJson.ofDetails(row.menu().details()))),
                (row, _) -> new MenuRow(row.getString("store_id"), MenuColumns.read(row)));
    }

    public RowKey key() {
        return new RowKey(storeId, menu.menuId());
    }

    public RowKey categoryKey() {
        return new RowKey(storeId, menu.categoryId());
    }
}
