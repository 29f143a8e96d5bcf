package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.web.SessionBodies.MergedSessionView;
import io.tableorder.api.web.SessionBodies.MovedSessionView;
import io.tableorder.api.web.SessionBodies.SessionMerge;
import io.tableorder.api.web.SessionBodies.SessionMove;
import io.tableorder.api.web.SessionBodies.SessionSplit;
import io.tableorder.api.web.SessionBodies.SplitSessionView;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.CommandSubject;
import io.tableorder.decide.StoreCommand;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Parties that move to another table, join another party, or pay apart. */
@RestController
@RequestMapping(path = "/api/v1/admin/tables/{table_id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class SessionController {

    static final String SESSION_VERSION =
            "The session_version of the board in quotes; 409 SESSION_CHANGED unless it is that";

    private final CommandDesk desk;

    SessionController(CommandDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/move")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = SESSION_VERSION)
    ResponseEntity<MovedSessionView> move(
            Write write, @PathVariable("table_id") String tableId, @Valid @RequestBody SessionMove body) {
        return answer(
                write,
                body,
                version -> body.toCommand(tableId, version),
                MovedSessionView::of,
                subject -> MovedSessionView.thereAlready(subject, tableId));
    }

    @PostMapping("/merge")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = SESSION_VERSION)
    ResponseEntity<MergedSessionView> merge(
            Write write, @PathVariable("table_id") String tableId, @Valid @RequestBody SessionMerge body) {
        return answer(write, body, version -> body.toCommand(tableId, version), MergedSessionView::of, _ -> null);
    }

    @PostMapping("/split")
    @Parameter(in = ParameterIn.HEADER, name = Write.IF_MATCH, description = SESSION_VERSION)
    ResponseEntity<SplitSessionView> split(
            Write write, @PathVariable("table_id") String tableId, @Valid @RequestBody SessionSplit body) {
        return answer(write, body, version -> body.toCommand(tableId, version), SplitSessionView::of, _ -> null);
    }

    private <T> ResponseEntity<T> answer(
            Write write,
            Object body,
            Function<@Nullable Integer, StoreCommand> command,
            Function<Receipt, @Nullable T> ofReceipt,
            Function<CommandSubject, @Nullable T> ofSubject) {
        Accepted accepted = desk.submit(write, body, command);
        return Answers.of(HttpStatus.OK, accepted, accepted.body(ofReceipt, ofSubject));
    }
}
