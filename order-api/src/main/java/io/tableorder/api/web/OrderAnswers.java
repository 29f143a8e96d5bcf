package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.CommandSubject;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with an order: its version is the ETag, to be sent back as If-Match. */
@Component
final class OrderAnswers {

    private final FreeTexts texts;

    OrderAnswers(FreeTexts texts) {
        this.texts = texts;
    }

    ResponseEntity<OrderView> of(HttpStatus status, Write write, Accepted accepted) {
        Order order = accepted.body(Receipt::order, CommandSubject::order);
        return Answers.of(status, accepted, order.version(), OrderView.of(write.storeId(), order, texts));
    }
}
