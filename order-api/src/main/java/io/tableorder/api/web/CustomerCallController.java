package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.web.CallBodies.NewCall;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.board.CallView;
import io.tableorder.decide.CallCommand;
import io.tableorder.event.Ids;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Guests call from their table for what is no order. */
@RestController
@RequestMapping(path = "/api/v1/customer/calls", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerCallController {

    /** Calls have an allowance of their own, as large as that of orders: whoever calls can order still. */
    private static final String ALLOWANCE = "call/";

    private final CommandDesk desk;
    private final OrderRateLimit rateLimit;

    CustomerCallController(CommandDesk desk, OrderRateLimit rateLimit) {
        this.desk = desk;
        this.rateLimit = rateLimit;
    }

    /** Calls for the same again while somebody is waited for change nothing, and are answered with the call there is. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CallView> call(Write write, @Valid @RequestBody NewCall body) {
        String tableId = write.caller().tableId();
        if (tableId == null) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        Accepted accepted = rateLimit.spend(
                ALLOWANCE + tableId,
                write.idempotencyKey() != null,
                CustomerCallController::isHeard,
                overRate -> desk.submit(
                        write,
                        body,
                        new CallCommand.MakeCall(
                                Ids.next(),
                                tableId,
                                body.kind(),
                                overRate,
                                write.caller().issuedAt())));
        return Answers.of(HttpStatus.CREATED, accepted, accepted.body(CallBodies::made, CallBodies::open));
    }

    /** Only a call that somebody now hears costs the table its allowance. */
    private static boolean isHeard(Accepted accepted) {
        return accepted instanceof CommandOutcome.Unchanged || !accepted.replayed();
    }
}
