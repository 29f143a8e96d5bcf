package io.tableorder.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.writer.CommandGateway;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.cipher.ErasureRequest;
import io.tableorder.decide.OperatorCommand.EraseText;
import io.tableorder.event.CommandStamp;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/**
 * Takes erasures from the operator's command, which is known by the platform's secret key, to the store's writer: whoever may
 * write to the partition destroys the key, and records who wanted it and why in the same transaction.
 */
@Hidden
@RestController
final class ErasureController implements AccessPolicy {

    private static final Logger log = LoggerFactory.getLogger(ErasureController.class);

    private final InstanceSignature signature;
    private final CommandGateway gateway;

    ErasureController(InstanceSignature signature, CommandGateway gateway) {
        this.signature = signature;
        this.gateway = gateway;
    }

    /** Asks for no token: who erases has been looked at by the sender, whose signature is checked here. */
    @Override
    public void describe(AccessRules rules) {
        rules.open(HttpMethod.POST, ErasureRequest.PATH);
    }

    @PostMapping(path = ErasureRequest.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ErasureRequest.Erased erase(HttpServletRequest request, @RequestBody byte[] body) {
        if (!signature.isValid(
                request.getHeader(InstanceSignature.HEADER), request.getMethod(), ErasureRequest.PATH, body)) {
            // To everybody else there is nothing here.
            throw new ProblemException(ErrorCode.NOT_FOUND);
        }
        return switch (gateway.submit(read(body))) {
            case CommandOutcome.Done(var receipt, boolean replayed) -> {
                if (!replayed) {
                    BusinessLogLines.happened(receipt);
                }
                yield new ErasureRequest.Erased(receipt.position().toString(), false);
            }
            case CommandOutcome.Unchanged(var subject) ->
                new ErasureRequest.Erased(subject.position().toString(), true);
            case CommandOutcome.Refused(var rejection) -> throw new ProblemException(Refusals.of(rejection));
        };
    }

    private static CommandRequest read(byte[] body) {
        try {
            ErasureRequest erasure = Json.mapper().readValue(body, ErasureRequest.class);
            String id = String.join("\n", "erase", erasure.storeId(), erasure.sessionId());
            return new CommandRequest(
                    erasure.storeId(),
                    // The same erasure again is the same command, whoever repeats it.
                    new CommandStamp(
                            HashChain.digestOf(id.getBytes(UTF_8)).substring(0, 32),
                            null,
                            erasure.actor(),
                            erasure.requestId()),
                    new EraseText(erasure.sessionId(), erasure.reason()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.warn("An erasure was not understood: {}", e.toString());
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, ApiText.DECISION_NOT_UNDERSTOOD);
        }
    }
}
