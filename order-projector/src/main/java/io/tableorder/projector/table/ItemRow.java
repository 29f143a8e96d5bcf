package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.OrderLine;
import io.tableorder.wire.OptionsJson;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An item is a line of an order, written with it. What is taken back of it later is {@link TakenBack}, and its
 * completion {@link LineMark}. */
public record ItemRow(String storeId, String orderId, int lineNumber, OrderLine line) {

    public static SqlTable<ItemRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "order_items",
                3,
                List.of(
                        of("store_id", "text", ItemRow::storeId),
                        of("order_id", "text", ItemRow::orderId),
                        of("line_number", "integer", ItemRow::lineNumber),
                        of("item_id", "text", row -> row.line().itemId()),
                        of("menu_id", "text", row -> row.line().menuId()),
                        of("menu_name", "text", row -> row.line().menuName()),
                        of("unit_price", "bigint", row -> row.line().unitPrice()),
                        of("quantity", "integer", row -> row.line().quantity()),
                        of("subtotal", "bigint", row -> row.line().subtotal()),
                        of("note", "text", row -> row.line().note()),
                        of(
                                "options",
                                "jsonb",
                                row -> OptionsJson.ofChoices(row.line().options())),
                        of("completed", "boolean", row -> row.line().completed())),
                (_, _) -> {
                    throw new UnsupportedOperationException("The projection never reads an order's lines");
                });
    }

    public static Stream<ItemRow> linesOf(String storeId, String orderId, List<OrderLine> items) {
        return IntStream.range(0, items.size()).mapToObj(i -> new ItemRow(storeId, orderId, i + 1, items.get(i)));
    }
}
