package io.tableorder.api.query;

import io.tableorder.event.Position;
import io.tableorder.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as it was written: from the journal's bytes, which the hash covers, never from its columns.
 *
 * @param version of the order; null for events of anything else
 */
record EventView(
        String eventId,
        String type,
        long sequence,
        @Nullable Integer version,
        Position position,
        Instant time,
        ActorView actor,
        @Nullable String requestId,
        String commandId,
        JsonNode data,
        String hash) {
    record ActorView(String role, String id) {}

    private record Written(
            String eventId,
            String type,
            long sequence,
            @Nullable Integer version,
            Instant time,
            ActorView actor,
            @Nullable String requestId,
            String commandId,
            JsonNode data,
            String hash) {}

    static EventView of(JournalEntity entry) {
        Written written = Json.mapper().readValue(entry.value(), Written.class);
        return new EventView(
                written.eventId(),
                written.type(),
                written.sequence(),
                written.version(),
                entry.position(),
                written.time(),
                written.actor(),
                written.requestId(),
                written.commandId(),
                written.data(),
                written.hash());
    }
}
