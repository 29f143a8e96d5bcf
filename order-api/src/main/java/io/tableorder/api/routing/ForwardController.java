package io.tableorder.api.routing;

import io.swagger.v3.oas.annotations.Hidden;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.api.writer.LocalCommands;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.security.InstanceSignature;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the commands that other instances bring for this one's partitions. They are decided here or not at all: a
 * command is never passed on, so two instances that are wrong about each other cannot play ball with it.
 */
@Hidden
@RestController
final class ForwardController {

    static final String PATH = "/internal/commands";

    private final InstanceSignature signature;
    private final ForwardCodec codec;
    private final LocalCommands local;

    ForwardController(InstanceSignature signature, ForwardCodec codec, LocalCommands local) {
        this.signature = signature;
        this.codec = codec;
        this.local = local;
    }

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] decide(HttpServletRequest request, @RequestBody byte[] body) {
        if (!signature.isValid(request.getHeader(InstanceSignature.HEADER), request.getMethod(), PATH, body)) {
            // To everybody else there is nothing here.
            throw new ProblemException(ErrorCode.NOT_FOUND);
        }
        ForwardedCommand forwarded = read(body);
        CommandRequest command = forwarded.request();
        MDC.put(LogContext.STORE_ID, command.storeId());
        MDC.put(LogContext.USER_ID, command.stamp().actor().id());
        try {
            return codec.write(local.submit(command, forwarded.tried(), bounded(forwarded.patience())));
        } catch (WriterUnavailableException e) {
            return codec.write(e.reason());
        }
    }

    private ForwardedCommand read(byte[] body) {
        try {
            return codec.readCommand(body);
        } catch (UnreadableForwardException e) {
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, ApiText.COMMAND_NOT_UNDERSTOOD);
        }
    }

    private static Duration bounded(Duration patience) {
        return patience.compareTo(RoutedCommandGateway.DEADLINE) <= 0 ? patience : RoutedCommandGateway.DEADLINE;
    }
}
