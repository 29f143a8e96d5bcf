package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.hold.SkipRequest;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.wire.Json;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Brings decisions to the writers over HTTP. */
public final class HttpWritePath implements WritePath {

    private final Writers writers;

    /**
     * Makes a way to the instances that sign and know signatures by one key.
     *
     * @param admin is not closed here
     */
    public HttpWritePath(Supplier<Admin> admin, InstanceSignature signature) {
        this.writers = new Writers(admin, signature);
    }

    @Override
    public Answer skip(SkipRequest skip) {
        return switch (writers.ask(SkipRequest.PATH, skip)) {
            case Writers.Reply.Done(byte[] body) ->
                new Answer.Decided(Position.parse(
                        Json.mapper().readValue(body, SkipRequest.Decided.class).position()));
            case Writers.Reply.Refused(String detail) -> new Answer.Refused(detail);
            case Writers.Reply.Unavailable(String detail) -> new Answer.Unavailable(detail);
        };
    }
}
