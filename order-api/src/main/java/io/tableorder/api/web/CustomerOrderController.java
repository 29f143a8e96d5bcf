package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.PlainText;
import io.tableorder.board.OrderView;
import io.tableorder.decide.OrderCommand;
import io.tableorder.event.Ids;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What guests do: order, and take back what the kitchen has not begun. */
@RestController
@RequestMapping(path = "/api/v1/customer/orders", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerOrderController {

    record NewOrder(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LINES)
            List<@NotNull @Valid NewLine> items) {

        List<OrderCommand.Line> lines() {
            return items.stream()
                    .map(item -> new OrderCommand.Line(item.menuId(), item.quantity(), item.note()))
                    .toList();
        }
    }

    record NewLine(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String menuId,
            @NotNull @Min(1) @Max(Bounds.MAXIMUM_QUANTITY) Integer quantity,
            @Nullable @PlainText(max = Bounds.MAXIMUM_NOTE) String note) {}

    private final CommandDesk desk;
    private final OrderRateLimit rateLimit;

    CustomerOrderController(CommandDesk desk, OrderRateLimit rateLimit) {
        this.desk = desk;
        this.rateLimit = rateLimit;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> place(Write write, @Valid @RequestBody NewOrder body) {
        String tableId = tableOf(write);
        rateLimit.take(tableId);
        // The ids count only if this is the first try; on a later one the receipt has those of the first.
        var command = new OrderCommand.PlaceOrder(Ids.next(), Ids.next(), tableId, body.lines());
        return OrderAnswers.of(HttpStatus.CREATED, write, desk.submit(write, body, command));
    }

    @PostMapping("/{order_id}/cancel")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = Write.IF_MATCH_MEANING)
    ResponseEntity<OrderView> cancel(Write write, @PathVariable("order_id") String orderId) {
        var command = new OrderCommand.CancelOrder(orderId, tableOf(write), null, write.expectedVersion());
        return OrderAnswers.of(HttpStatus.OK, write, desk.submit(write, null, command));
    }

    private static String tableOf(Write write) {
        String tableId = write.caller().tableId();
        if (tableId == null) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        return tableId;
    }
}
