package io.tableorder.event;

import static io.tableorder.event.OrderStatus.COMPLETED;
import static io.tableorder.event.OrderStatus.PENDING;
import static io.tableorder.event.OrderStatus.PREPARING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private static final Map<OrderStatus, Set<OrderStatus>> MOVES =
            Map.of(PENDING, Set.of(PREPARING, COMPLETED), PREPARING, Set.of(COMPLETED), COMPLETED, Set.of(PREPARING));

    @Test
    void orders_move_forward_and_back_only_from_completed_to_preparing() {
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : OrderStatus.values()) {
                assertThat(from.mayBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(MOVES.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }
}
