package io.tableorder.store;

import java.time.Instant;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A session is the visit of one party, which has not ended yet.
 *
 * @param orderIds every order placed in it, the cancelled too, in the order of placing
 * @param totalAmount without the cancelled orders, in the currency's minor unit
 * @param orderCount without the cancelled orders
 */
public record Session(String sessionId, Instant startedAt, PVector<String> orderIds, long totalAmount, int orderCount) {

    static Session started(String sessionId, Instant at) {
        return new Session(sessionId, at, TreePVector.empty(), 0, 0);
    }

    Session plus(Order order) {
        return new Session(
                sessionId,
                startedAt,
                orderIds.plus(order.orderId()),
                totalAmount + order.totalAmount(),
                orderCount + 1);
    }

    Session less(long amount) {
        return new Session(sessionId, startedAt, orderIds, totalAmount - amount, orderCount);
    }

    Session withoutCancelled(Order order) {
        return new Session(sessionId, startedAt, orderIds, totalAmount - order.totalAmount(), orderCount - 1);
    }
}
