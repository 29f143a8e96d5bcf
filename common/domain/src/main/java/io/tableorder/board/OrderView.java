package io.tableorder.board;

import io.tableorder.event.ChosenOption;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.store.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as the contract shows it. Amounts are in the currency's minor unit. */
public record OrderView(
        String orderId,
        int orderNumber,
        int version,
        Position position,
        String storeId,
        String tableId,
        int tableNumber,
        String sessionId,
        OrderStatus status,
        long totalAmount,
        Instant orderedAt,
        Instant updatedAt,
        List<ItemView> items) {

    /**
     * A line as the contract shows it.
     *
     * @param unitPrice with the options
     * @param noteErased true when there was a note and it was erased; null otherwise
     * @param options null when none was chosen
     * @param completed true when the kitchen has nothing left to do for it, as for every line of a completed order; null
     *     until then
     */
    public record ItemView(
            String itemId,
            String menuId,
            String menuName,
            long unitPrice,
            int quantity,
            long subtotal,
            @Nullable String note,
            @Nullable Boolean noteErased,
            @Nullable List<ChosenOption> options,
            @Nullable Boolean completed) {

        public ItemView {
            options = options == null ? null : List.copyOf(options);
        }

        /** Returns a line of an order of that status. */
        public static ItemView of(OrderStatus status, OrderLine line, FreeTexts texts) {
            FreeText note = texts.read(line.note());
            return new ItemView(
                    line.itemId(),
                    line.menuId(),
                    line.menuName(),
                    line.unitPrice(),
                    line.quantity(),
                    line.subtotal(),
                    note.text(),
                    note.erasedOrNull(),
                    line.options(),
                    status == OrderStatus.COMPLETED ? Boolean.TRUE : line.completed());
        }
    }

    public static OrderView of(String storeId, Order order, FreeTexts texts) {
        return new OrderView(
                order.orderId(),
                order.orderNumber(),
                order.version(),
                order.position(),
                storeId,
                order.tableId(),
                order.tableNumber(),
                order.sessionId(),
                order.status(),
                order.totalAmount(),
                order.orderedAt(),
                order.updatedAt(),
                order.items().stream()
                        .map(line -> ItemView.of(order.status(), line, texts))
                        .toList());
    }
}
