package io.tableorder.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Takes commands of operators' programs and of other services, which are known by the platform's secret key, to the store's
 * writer. Whoever may write to the partition writes them, too.
 */
@Component
final class SignedCommands {

    private static final Logger log = LoggerFactory.getLogger(SignedCommands.class);

    private final InstanceSignature signature;
    private final CommandDesk desk;

    SignedCommands(InstanceSignature signature, CommandDesk desk) {
        this.signature = signature;
        this.desk = desk;
    }

    /**
     * What a signed request asks for.
     *
     * @param path that was signed
     * @param name of what is asked, to be told in the log
     */
    record Kind<T>(String path, String name, Class<T> type, Function<T, CommandRequest> toCommand) {}

    /**
     * Decides what a request asks for, and logs it the first time.
     *
     * @throws ProblemException 404 without a signature, 400 for what is not understood, and whatever the command is refused with
     */
    <T> Accepted submit(HttpServletRequest request, byte[] body, Kind<T> kind) {
        if (!signature.isValid(request.getHeader(InstanceSignature.HEADER), request.getMethod(), kind.path(), body)) {
            // To everybody else there is nothing here.
            throw new ProblemException(ErrorCode.NOT_FOUND);
        }
        return desk.submit(read(body, kind));
    }

    private static <T> CommandRequest read(byte[] body, Kind<T> kind) {
        try {
            return kind.toCommand().apply(Json.mapper().readValue(body, kind.type()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.warn("{} was not understood: {}", kind.name(), e.toString());
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, ApiText.DECISION_NOT_UNDERSTOOD);
        }
    }

    /** Returns the stamp of a command that is the same again when the same is asked again, whoever repeats it. */
    static CommandStamp stamp(Actor actor, @Nullable String requestId, String... what) {
        String id = String.join("\n", what);
        return new CommandStamp(HashChain.digestOf(id.getBytes(UTF_8)).substring(0, 32), null, actor, requestId);
    }
}
