package io.tableorder.projector.table;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The kitchen has completed lines of an order by themselves, or has them open again.
 *
 * @param itemIds null for all of the order's lines
 */
public record LineMark(RowKey order, @Nullable List<String> itemIds, boolean completed) {

    private static final String SOME = """
            UPDATE generation.order_items SET completed = ?
            WHERE store_id = ? AND order_id = ? AND item_id = ANY (?)""";
    private static final String ALL_OPEN = """
            UPDATE generation.order_items SET completed = NULL
            WHERE store_id = ? AND order_id = ? AND completed""";

    public LineMark {
        itemIds = itemIds == null ? null : List.copyOf(itemIds);
    }

    /** A completed order that is brought back to the kitchen has all its lines open. */
    public static LineMark allOpen(RowKey order) {
        return new LineMark(order, null, false);
    }

    /**
     * Writes them in the order in which they happened. This is to be called when the lines themselves are there. It costs a
     * statement each, by the lines' primary key.
     */
    public static void flush(JdbcTemplate jdbc, Generation generation, List<LineMark> all) {
        for (LineMark each : all) {
            List<String> itemIds = each.itemIds;
            if (itemIds == null) {
                jdbc.update(generation.sql(ALL_OPEN), each.order.storeId(), each.order.id());
            } else {
                jdbc.update(generation.sql(SOME), statement -> {
                    statement.setObject(1, each.completed ? Boolean.TRUE : null, Types.BOOLEAN);
                    statement.setString(2, each.order.storeId());
                    statement.setString(3, each.order.id());
                    statement.setArray(4, statement.getConnection().createArrayOf("text", itemIds.toArray()));
                });
            }
        }
    }
}
