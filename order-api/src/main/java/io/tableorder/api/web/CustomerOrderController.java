package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.web.OrderBodies.NewOrder;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.board.OrderView;
import io.tableorder.decide.OrderCommand;
import io.tableorder.event.Ids;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** This is what guests do: order, and take back what the kitchen has not begun. */
@RestController
@RequestMapping(path = "/api/v1/customer/orders", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerOrderController {

    private final CommandDesk desk;
    private final OrderAnswers answers;
    private final OrderRateLimit rateLimit;

    CustomerOrderController(CommandDesk desk, OrderAnswers answers, OrderRateLimit rateLimit) {
        this.answers = answers;
        this.desk = desk;
        this.rateLimit = rateLimit;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> place(Write write, @Valid @RequestBody NewOrder body) {
        String tableId = tableOf(write);
        // Only an order that was really placed costs the table its allowance. The ids count only if this is the first
        // try; on a later one the receipt has those of the first.
        Accepted accepted = rateLimit.spend(
                tableId,
                write.idempotencyKey() != null,
                placed -> !placed.replayed(),
                overRate -> desk.submit(
                        write,
                        body,
                        new OrderCommand.PlaceOrder(
                                Ids.next(),
                                Ids.next(),
                                tableId,
                                body.lines(),
                                overRate,
                                write.caller().issuedAt())));
        return answers.of(HttpStatus.CREATED, write, accepted);
    }

    @PostMapping("/{order_id}/cancel")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.IF_MATCH_MEANING)
    ResponseEntity<OrderView> cancel(Write write, @PathVariable("order_id") String orderId) {
        String tableId = tableOf(write);
        Accepted accepted = desk.submit(
                write,
                null,
                version -> new OrderCommand.CancelOrder(
                        orderId, tableId, null, version, write.caller().issuedAt()));
        return answers.of(HttpStatus.OK, write, accepted);
    }

    private static String tableOf(Write write) {
        String tableId = write.caller().tableId();
        if (tableId == null) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        return tableId;
    }
}
