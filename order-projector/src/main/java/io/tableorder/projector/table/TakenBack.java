package io.tableorder.projector.table;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Portions that left an order's line: staff took them back, or they went to another order. A line of which nothing is left
 * has no row. */
public record TakenBack(String storeId, String orderId, String itemId, int quantity) {

    private static final String LESS = """
            UPDATE generation.order_items
            SET quantity = quantity - ?, subtotal = unit_price * (quantity - ?)
            WHERE store_id = ? AND order_id = ? AND item_id = ?""";
    private static final String NOTHING_LEFT = """
            DELETE FROM generation.order_items
            WHERE store_id = ? AND order_id = ? AND item_id = ? AND quantity <= 0""";

    /** This is to be called when the lines themselves are there. Too seldom to be worth more than a statement each. */
    public static void flush(JdbcTemplate jdbc, Generation generation, List<TakenBack> all) {
        for (TakenBack each : all) {
            jdbc.update(generation.sql(LESS), each.quantity, each.quantity, each.storeId, each.orderId, each.itemId);
            jdbc.update(generation.sql(NOTHING_LEFT), each.storeId, each.orderId, each.itemId);
        }
    }
}
