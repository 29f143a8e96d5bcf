package io.tableorder.store;

import io.tableorder.event.OrderStatus;
import java.time.Instant;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A session is the visit of one party, which has not ended yet.
 *
 * @param orderIds every order of it, the cancelled too, in the order in which they came to it
 * @param totalAmount without the cancelled orders, in the currency's minor unit
 * @param orderCount without the cancelled orders
 */
public record Session(String sessionId, Instant startedAt, PVector<String> orderIds, long totalAmount, int orderCount) {

    static Session started(String sessionId, Instant at) {
        return new Session(sessionId, at, TreePVector.empty(), 0, 0);
    }

    /** Returns the session without an order that goes to another one. */
    Session without(Order order) {
        boolean counts = order.status() != OrderStatus.CANCELLED;
        return new Session(
                sessionId,
                startedAt,
                orderIds.minus(order.orderId()),
                counts ? totalAmount - order.totalAmount() : totalAmount,
                counts ? orderCount - 1 : orderCount);
    }

    /** Returns the session with an order that was placed in it, or comes from another one. */
    Session with(Order order) {
        boolean counts = order.status() != OrderStatus.CANCELLED;
        return new Session(
                sessionId,
                startedAt,
                orderIds.plus(order.orderId()),
                counts ? totalAmount + order.totalAmount() : totalAmount,
                counts ? orderCount + 1 : orderCount);
    }

    Session less(long amount) {
        return new Session(sessionId, startedAt, orderIds, totalAmount - amount, orderCount);
    }

    Session withoutCancelled(Order order) {
        return new Session(sessionId, startedAt, orderIds, totalAmount - order.totalAmount(), orderCount - 1);
    }
}
