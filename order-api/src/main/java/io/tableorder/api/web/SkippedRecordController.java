package io.tableorder.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.writer.CommandGateway;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.decide.OperatorCommand.SkipRecord;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Position;
import io.tableorder.hold.SkipRequest;
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
 * Takes decisions to leave a record out, from the operator's command and from order-projector, which knows who asked. They
 * are known by the platform's secret key. Any instance takes them to the store's writer, so that the one who may write to
 * the partition writes this, too.
 */
@Hidden
@RestController
final class SkippedRecordController implements AccessPolicy {

    private static final Logger log = LoggerFactory.getLogger(SkippedRecordController.class);

    private final InstanceSignature signature;
    private final CommandGateway gateway;

    SkippedRecordController(InstanceSignature signature, CommandGateway gateway) {
        this.signature = signature;
        this.gateway = gateway;
    }

    /** Asks for no token: who decides has been looked at by the sender, whose signature is checked here. */
    @Override
    public void describe(AccessRules rules) {
        rules.open(HttpMethod.POST, SkipRequest.PATH);
    }

    @PostMapping(path = SkipRequest.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    SkipRequest.Decided skip(HttpServletRequest request, @RequestBody byte[] body) {
        if (!signature.isValid(
                request.getHeader(InstanceSignature.HEADER), request.getMethod(), SkipRequest.PATH, body)) {
            // To everybody else there is nothing here.
            throw new ProblemException(ErrorCode.NOT_FOUND);
        }
        CommandRequest command = read(body);
        return switch (gateway.submit(command)) {
            case CommandOutcome.Done(var receipt, boolean replayed) -> {
                if (!replayed) {
                    BusinessLogLines.happened(receipt);
                }
                yield new SkipRequest.Decided(receipt.position().toString());
            }
            case CommandOutcome.Refused(var rejection) -> throw new ProblemException(Refusals.of(rejection));
            case CommandOutcome.Unchanged(var subject) ->
                throw new IllegalStateException("A record is left out or refused to be, not at " + subject.position());
        };
    }

    private static CommandRequest read(byte[] body) {
        try {
            SkipRequest skip = Json.mapper().readValue(body, SkipRequest.class);
            String id = String.join("\n", "skip", skip.storeId(), skip.position(), skip.recordHash());
            return new CommandRequest(
                    skip.storeId(),
                    // The same decision again is the same command, whoever repeats it.
                    new CommandStamp(
                            HashChain.digestOf(id.getBytes(UTF_8)).substring(0, 32),
                            null,
                            skip.actor(),
                            skip.requestId()),
                    new SkipRecord(Position.parse(skip.position()), skip.recordHash(), skip.reason()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.warn("A decision was not understood: {}", e.toString());
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, ApiText.DECISION_NOT_UNDERSTOOD);
        }
    }
}
