package io.tableorder.decide;

import io.tableorder.event.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What guests and staff do with orders. */
public sealed interface OrderCommand extends StoreCommand {

    String orderId();

    /**
     * @param orderId the new order's
     * @param newSessionId used only if the table has no open session
     */
    record PlaceOrder(String orderId, String newSessionId, String tableId, List<Line> lines) implements OrderCommand {
        public PlaceOrder {
            lines = List.copyOf(lines);
        }
    }

    record Line(String menuId, int quantity, @Nullable String note) {}

    /** @param expectedVersion from If-Match; null accepts any */
    record ChangeStatus(
            String orderId, OrderStatus status, @Nullable Integer expectedVersion) implements OrderCommand {}

    /**
     * @param onlyOfTable the table whose guests ask, and who may cancel their own PENDING order only; null for staff
     * @param expectedVersion from If-Match; null accepts any
     */
    record CancelOrder(
            String orderId,
            @Nullable String onlyOfTable,
            @Nullable String reason,
            @Nullable Integer expectedVersion) implements OrderCommand {}
}
