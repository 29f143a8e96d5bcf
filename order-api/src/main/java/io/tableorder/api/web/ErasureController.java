package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.CommandOutcome.Unchanged;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.cipher.ErasureRequest;
import io.tableorder.decide.OperatorCommand.EraseText;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes erasures from the operator's command, which is known by the platform's secret key, to the store's writer: whoever may
 * write to the partition destroys the key, and records who wanted it and why in the same transaction.
 */
@Hidden
@RestController
final class ErasureController implements AccessPolicy {

    private static final SignedCommands.Kind<ErasureRequest> ERASURE = new SignedCommands.Kind<>(
            ErasureRequest.PATH, "An erasure", ErasureRequest.class, ErasureController::command);

    private final SignedCommands commands;

    ErasureController(SignedCommands commands) {
        this.commands = commands;
    }

    /** Asks for no token: who erases has been looked at by the sender, whose signature is checked here. */
    @Override
    public void describe(AccessRules rules) {
        rules.open(HttpMethod.POST, ErasureRequest.PATH);
    }

    @PostMapping(path = ErasureRequest.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ErasureRequest.Erased erase(HttpServletRequest request, @RequestBody byte[] body) {
        Accepted accepted = commands.submit(request, body, ERASURE);
        return new ErasureRequest.Erased(accepted.position().toString(), accepted instanceof Unchanged);
    }

    private static CommandRequest command(ErasureRequest erasure) {
        return new CommandRequest(
                erasure.storeId(),
                SignedCommands.stamp(
                        erasure.actor(), erasure.requestId(), "erase", erasure.storeId(), erasure.sessionId()),
                new EraseText(erasure.sessionId(), erasure.reason()));
    }
}
