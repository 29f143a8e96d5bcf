package io.tableorder.api.query;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.event.Position;
import io.tableorder.wire.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as it was written: from the journal's bytes, which the hash covers, never from its columns. Only its free text is not
 * as it was written there, but as people read it.
 *
 * @param version of the order; null for events of anything else
 * @param textErased true if a free text of the event was erased, and is left out; null otherwise
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
        @Nullable Boolean textErased,
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

    static EventView of(JournalEntity entry, FreeTexts texts) {
        Written written = Json.mapper().readValue(entry.value(), Written.class);
        boolean erased = read(written.data(), texts);
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
                erased ? Boolean.TRUE : null,
                written.hash());
    }

    /**
     * Puts plain texts in the place of those that are kept, wherever they are.
     *
     * @return whether one was erased
     */
    private static boolean read(JsonNode node, FreeTexts texts) {
        boolean erased = false;
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode member = object.get(name);
                if (!KeyTrees.isEnciphered(member.asString(null))) {
                    erased |= read(member, texts);
                    continue;
                }
                FreeText read = texts.read(member.asString());
                erased |= read.erased();
                if (read.text() == null) {
                    object.remove(name);
                } else {
                    object.put(name, read.text());
                }
            }
        } else {
            for (JsonNode element : node.values()) {
                erased |= read(element, texts);
            }
        }
        return erased;
    }
}
