package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.board.OrderView;
import io.tableorder.store.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** An order as an answer: with its version as ETag, to be sent back as If-Match. */
final class OrderAnswers {

    private OrderAnswers() {}

    static ResponseEntity<OrderView> of(HttpStatus status, Write write, Accepted accepted) {
        Order order = accepted.order();
        return accepted.answer(status).eTag("\"" + order.version() + "\"").body(OrderView.of(write.storeId(), order));
    }
}
