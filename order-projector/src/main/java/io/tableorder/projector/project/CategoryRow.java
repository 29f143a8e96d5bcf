package io.tableorder.projector.project;

import static io.tableorder.projector.project.RowTable.Column.of;

import java.util.List;

record CategoryRow(String storeId, String categoryId, String categoryName, int displayOrder) {

    static RowTable<CategoryRow> table(Generation generation) {
        return new RowTable<>(
                generation,
                "categories",
                2,
                List.of(
                        of("store_id", "text", CategoryRow::storeId),
                        of("category_id", "text", CategoryRow::categoryId),
                        of("category_name", "text", CategoryRow::categoryName),
                        of("display_order", "integer", CategoryRow::displayOrder)),
                (row, _) -> new CategoryRow(
                        row.getString("store_id"),
                        row.getString("category_id"),
                        row.getString("category_name"),
                        row.getInt("display_order")));
    }

    RowKey key() {
        return new RowKey(storeId, categoryId);
    }
}
