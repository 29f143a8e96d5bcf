package io.tableorder.testkit.history;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.store.Order;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** This is what an ok says, as far as the log can say it too. */
public sealed interface Answer {

    /**
     * The order as it is after the command.
     *
     * @param position of the order's last event
     */
    record OfOrder(
            String orderId,
            int orderNumber,
            int version,
            OrderStatus status,
            long totalAmount,
            Position position,
            List<Line> lines)
            implements Answer {

        public OfOrder {
            lines = List.copyOf(lines);
        }

        static OfOrder of(Order order) {
            return new OfOrder(
                    order.orderId(),
                    order.orderNumber(),
                    order.version(),
                    order.status(),
                    order.totalAmount(),
                    order.position(),
                    order.items().stream()
                            .map(line -> new Line(line.itemId(), line.quantity(), order.isDone(line)))
                            .toList());
        }
    }

    /**
     * A line of an order.
     *
     * @param completed whether the kitchen has nothing left to do for it
     */
    record Line(String itemId, int quantity, boolean completed) {}

    record OfRemoval(String orderId, String tableId, long tableTotalAmount) implements Answer {}

    record OfSession(String tableId, String sessionId, long totalSessionAmount, int orderCount) implements Answer {}

    /**
     * Says where a party that moved or merged is now.
     *
     * @param tableId where the party is now, with its sums there
     */
    record OfMove(String tableId, String sessionId, long totalSessionAmount, int orderCount) implements Answer {}

    record OfMenu(String menuId, boolean available) implements Answer {}

    /** Reads the body that this command is answered with. */
    static Answer read(Command command, JsonNode body) {
        return switch (command) {
            case Command.PlaceOrder _,
                    Command.ChangeStatus _,
                    Command.CancelOrder _,
                    Command.ChangeLine _,
                    Command.RemoveItem _ -> order(body);
            case Command.RemoveOrder _ ->
                new OfRemoval(
                        body.required("order_id").asString(),
                        body.required("table_id").asString(),
                        body.required("table_total_amount").asLong());
            case Command.EndSession _ ->
                new OfSession(
                        body.required("table_id").asString(),
                        body.required("session_id").asString(),
                        body.required("total_session_amount").asLong(),
                        body.required("order_count").asInt());
            case Command.MoveSession _ -> moved(body, "table_id", "session_id");
            case Command.MergeSession _ -> moved(body, "into_table_id", "into_session_id");
            case Command.SetAvailability _ ->
                new OfMenu(
                        body.required("menu_id").asString(),
                        body.required("available").asBoolean());
        };
    }

    private static OfOrder order(JsonNode body) {
        return new OfOrder(
                body.required("order_id").asString(),
                body.required("order_number").asInt(),
                body.required("version").asInt(),
                OrderStatus.valueOf(body.required("status").asString()),
                body.required("total_amount").asLong(),
                Position.parse(body.required("position").asString()),
                body.required("items")
                        .valueStream()
                        .map(item -> new Line(
                                item.required("item_id").asString(),
                                item.required("quantity").asInt(),
                                item.path("completed").asBoolean(false)))
                        .toList());
    }

    private static OfMove moved(JsonNode body, String table, String session) {
        return new OfMove(
                body.required(table).asString(),
                body.required(session).asString(),
                body.required("total_session_amount").asLong(),
                body.required("order_count").asInt());
    }
}
