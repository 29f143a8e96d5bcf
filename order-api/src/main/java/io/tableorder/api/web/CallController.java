package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.web.CallBodies.AnsweredCall;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.decide.CallCommand;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Staff say that they come to guests who have called. */
@RestController
@RequestMapping(path = "/api/v1/admin/calls/{call_id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class CallController {

    private final CommandDesk desk;

    CallController(CommandDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/answer")
    ResponseEntity<AnsweredCall> answer(Write write, @PathVariable("call_id") String callId) {
        Accepted accepted = desk.submit(write, null, new CallCommand.AnswerCall(callId));
        return Answers.of(HttpStatus.OK, accepted, accepted.body(AnsweredCall::of, AnsweredCall::of));
    }
}
