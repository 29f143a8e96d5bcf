package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.Translations;
import io.tableorder.wire.DetailsJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category of a store's menu as the read model has it.
 *
 * @param hidden whether guests do not see it
 * @param translations of its name; null when there are none
 */
public record CategoryRow(
        String storeId,
        String categoryId,
        String categoryName,
        int displayOrder,
        boolean hidden,
        @Nullable Translations translations) {

    public static SqlTable<CategoryRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "categories",
                2,
                List.of(
                        of("store_id", "text", CategoryRow::storeId),
                        of("category_id", "text", CategoryRow::categoryId),
                        of("category_name", "text", CategoryRow::categoryName),
                        of("display_order", "integer", CategoryRow::displayOrder),
                        of("hidden", "boolean", CategoryRow::hidden),
                        of("translations", "jsonb", row -> DetailsJson.ofTranslations(row.translations()))),
                (row, _) -> new CategoryRow(
                        row.getString("store_id"),
                        row.getString("category_id"),
                        row.getString("category_name"),
                        row.getInt("display_order"),
                        row.getBoolean("hidden"),
                        DetailsJson.translations(row.getString("translations"))));
    }

    public RowKey key() {
        return new RowKey(storeId, categoryId);
    }
}
