package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandOutcome.Unchanged;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.decide.OperatorCommand.SkipRecord;
import io.tableorder.event.Position;
import io.tableorder.hold.SkipRequest;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes decisions to leave a record out, from the operator's command and from order-projector, which knows who asked. They
 * are known by the platform's secret key. Any instance takes them to the store's writer, so that the one who may write to
 * the partition writes this, too.
 */
@Hidden
@RestController
final class SkippedRecordController implements AccessPolicy {

    private static final SignedCommands.Kind<SkipRequest> SKIP = new SignedCommands.Kind<>(
            SkipRequest.PATH, "A decision", SkipRequest.class, SkippedRecordController::command);

    private final SignedCommands commands;

    SkippedRecordController(SignedCommands commands) {
        this.commands = commands;
    }

    /** Asks for no token: who decides has been looked at by the sender, whose signature is checked here. */
    @Override
    public void describe(AccessRules rules) {
        rules.open(HttpMethod.POST, SkipRequest.PATH);
    }

    @PostMapping(path = SkipRequest.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    SkipRequest.Decided skip(HttpServletRequest request, @RequestBody byte[] body) {
        return switch (commands.submit(request, body, SKIP)) {
            case Done done -> new SkipRequest.Decided(done.position().toString());
            case Unchanged unchanged ->
                throw new IllegalStateException(
                        "A record is left out or refused to be, not at " + unchanged.position());
        };
    }

    private static CommandRequest command(SkipRequest skip) {
        return new CommandRequest(
                skip.storeId(),
                SignedCommands.stamp(
                        skip.actor(), skip.requestId(), "skip", skip.storeId(), skip.position(), skip.recordHash()),
                new SkipRecord(Position.parse(skip.position()), skip.recordHash(), skip.reason()));
    }
}
