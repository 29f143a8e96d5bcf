package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.PartyText;
import io.tableorder.api.validation.PlainText;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.CommandSubject;
import io.tableorder.board.OrderView;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** This is what staff do with orders. */
@RestController
@RequestMapping(path = "/api/v1/admin/orders/{order_id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class OrderController {

    record StatusChange(@NotNull OrderStatus status) {}

    record Removal(
            @Nullable @PartyText @PlainText(max = Bounds.MAXIMUM_NOTE)
            String reason) {}

    /** @param status COMPLETED, or PREPARING to take that back */
    record ItemChange(@NotNull OrderCommand.LineStatus status) {}

    /** @param quantity how many portions of the line; absent for all */
    record ItemRemoval(
            @Nullable @Min(1) @Max(Bounds.MAXIMUM_QUANTITY) Integer quantity,

            @Nullable @PartyText @PlainText(max = Bounds.MAXIMUM_NOTE)
            String reason) {}

    /** @param tableTotalAmount what the table's session comes to without the order */
    record RemovedView(String orderId, String tableId, long tableTotalAmount) {

        static @Nullable RemovedView of(Receipt receipt) {
            return receipt.event() instanceof OrderEvent.Cancelled cancelled
                    ? new RemovedView(cancelled.orderId(), cancelled.tableId(), cancelled.tableTotalAmount())
                    : null;
        }
    }

    private final CommandDesk desk;
    private final OrderAnswers answers;

    OrderController(CommandDesk desk, OrderAnswers answers) {
        this.answers = answers;
        this.desk = desk;
    }

    @PatchMapping("/status")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.IF_MATCH_MEANING)
    ResponseEntity<OrderView> changeStatus(
            Write write, @PathVariable("order_id") String orderId, @Valid @RequestBody StatusChange body) {
        return answer(write, body, version -> new OrderCommand.ChangeStatus(orderId, body.status(), version));
    }

    /** Cancels: the order leaves board and totals, and stays in the journal and the history. */
    @DeleteMapping
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.IF_MATCH_MEANING)
    ResponseEntity<RemovedView> remove(
            Write write,
            @PathVariable("order_id") String orderId,
            @Valid @RequestBody(required = false) @Nullable Removal body) {
        String reason = body == null ? null : body.reason();
        Accepted accepted =
                desk.submit(write, body, version -> new OrderCommand.CancelOrder(orderId, null, reason, version));
        Order order = accepted.body(Receipt::order, CommandSubject::order);
        return Answers.of(HttpStatus.OK, accepted, order.version(), accepted.body(RemovedView::of, _ -> null));
    }

    /** Completes a line, or takes that back. The order follows: see its status in the answer. */
    @PatchMapping("/items/{item_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.IF_MATCH_MEANING)
    ResponseEntity<OrderView> changeItem(
            Write write,
            @PathVariable("order_id") String orderId,
            @PathVariable("item_id") String itemId,
            @Valid @RequestBody ItemChange body) {
        return answer(write, body, version -> new OrderCommand.ChangeLine(orderId, itemId, body.status(), version));
    }

    /** Takes back some or all portions of a line. With the order's last portion the order is cancelled. */
    @DeleteMapping("/items/{item_id}")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.IF_MATCH_MEANING)
    ResponseEntity<OrderView> removeItem(
            Write write,
            @PathVariable("order_id") String orderId,
            @PathVariable("item_id") String itemId,
            @Valid @RequestBody(required = false) @Nullable ItemRemoval body) {
        Integer quantity = body == null ? null : body.quantity();
        String reason = body == null ? null : body.reason();
        return answer(write, body, version -> new OrderCommand.RemoveItem(orderId, itemId, quantity, reason, version));
    }

    private ResponseEntity<OrderView> answer(
            Write write, @Nullable Object body, Function<@Nullable Integer, StoreCommand> command) {
        return answers.of(HttpStatus.OK, write, desk.submit(write, body, command));
    }
}
