package io.tableorder.api.routing;

import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.decide.StoreCommand;
import io.tableorder.event.CommandStamp;
import io.tableorder.wire.EventJson;
import io.tableorder.wire.UnreadableEventException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands and their outcomes as the JSON between instances. Strict, as the log is: what is not understood whole is
 * refused, since it comes from an instance of another version.
 */
@Component
final class ForwardCodec {

    /** This is to be raised when what is written is no longer what an instance of the version before would read. */
    private static final int FORMAT = 1;

    private static final JsonMapper MAPPER =
            EventJson.mapper().rebuild().addModule(WireTypes.module()).build();

    private record Versioned(int format) {}

    private record CommandDocument(
            int format, String storeId, CommandStamp stamp, StoreCommand command, boolean tried, long patienceMs) {}

    /** Has either an outcome or a reason why there is none. */
    private record AnswerDocument(
            int format, @Nullable CommandOutcome outcome, WriterUnavailableException.@Nullable Reason unavailable) {}

    byte[] write(ForwardedCommand command) {
        CommandRequest request = command.request();
        return MAPPER.writeValueAsBytes(new CommandDocument(
                FORMAT,
                request.storeId(),
                request.stamp(),
                request.command(),
                command.tried(),
                command.patience().toMillis()));
    }

    /** @throws UnreadableForwardException if this version does not understand it */
    ForwardedCommand readCommand(byte[] json) {
        CommandDocument document = read(json, CommandDocument.class);
        return new ForwardedCommand(
                new CommandRequest(document.storeId(), document.stamp(), document.command()),
                document.tried(),
                Duration.ofMillis(document.patienceMs()));
    }

    byte[] write(CommandOutcome outcome) {
        return MAPPER.writeValueAsBytes(new AnswerDocument(FORMAT, outcome, null));
    }

    byte[] write(WriterUnavailableException.Reason reason) {
        return MAPPER.writeValueAsBytes(new AnswerDocument(FORMAT, null, reason));
    }

    /**
     * @throws WriterUnavailableException if that is the answer
     * @throws UnreadableForwardException if this version does not understand it
     */
    CommandOutcome readAnswer(byte[] json) {
        AnswerDocument document = read(json, AnswerDocument.class);
        if (document.unavailable() != null) {
            throw WriterUnavailableException.of(document.unavailable());
        }
        if (document.outcome() == null) {
            throw new UnreadableForwardException(
                    "The answer has neither an outcome nor a reason for having none", null);
        }
        return document.outcome();
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            int format = MAPPER.readValue(json, Versioned.class).format();
            if (format != FORMAT) {
                throw new UnreadableForwardException(
                        "Format %d is not known here, expected %d: instances of two versions run"
                                .formatted(format, FORMAT),
                        null);
            }
            return MAPPER.readValue(json, type);
        } catch (JacksonException | UnreadableEventException e) {
            throw new UnreadableForwardException("Not understood here: " + e.getMessage(), e);
        }
    }
}
