package io.tableorder.wire;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreEvent;
import io.tableorder.wire.UnreadableEventException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one value's members in one pass, as they come. The type, and an order event's version, stand before the data
 * in every form ever written; that spares the projector a tree of every event it reads.
 */
final class ValueReader {

    private final JsonParser in;

    private @Nullable String eventId;
    private @Nullable String type;
    private @Nullable String storeId;
    private @Nullable Long sequence;
    private @Nullable Integer version;
    private @Nullable Instant time;
    private @Nullable Actor actor;
    private @Nullable String requestId;
    private @Nullable String commandId;
    private @Nullable String fingerprint;
    private @Nullable String previousHash;
    private @Nullable StoreEvent event;
    private @Nullable String hash;

    ValueReader(JsonParser in) {
        this.in = in;
    }

    RecordedEvent read(Position position) {
        in.nextToken();
        startObject("the value");
        for (String member = in.nextName(); member != null; member = in.nextName()) {
            in.nextToken();
            readMember(member);
        }
        if (in.nextToken() != null) {
            throw new UnreadableEventException(Reason.INVALID_JSON, "The value goes on after its closing brace");
        }
        return new RecordedEvent(
                present("event_id", eventId),
                present("store_id", storeId),
                present("sequence", sequence),
                present("time", time),
                new CommandStamp(present("command_id", commandId), fingerprint, present("actor", actor), requestId),
                present("data", event),
                position,
                present("prev_hash", previousHash),
                present("hash", hash));
    }

    private void readMember(String member) {
        switch (member) {
            case "event_id" -> eventId = text(member);
            case "type" -> type = registered(text(member));
            case "store_id" -> storeId = text(member);
            case "sequence" -> sequence = whole(member).getLongValue();
            case "version" -> version = whole(member).getIntValue();
            case "time" -> time = instant(text(member));
            case "actor" -> actor = readActor();
            case "request_id" -> requestId = text(member);
            case "command_id" -> commandId = text(member);
            case "fingerprint" -> fingerprint = text(member);
            case "prev_hash" -> previousHash = text(member);
            case "data" -> event = readFacts();
            case "hash" -> hash = text(member);
            default -> in.skipChildren();
        }
    }

    private Actor readActor() {
        startObject("actor");
        Role role = null;
        String id = null;
        for (String member = in.nextName(); member != null; member = in.nextName()) {
            in.nextToken();
            switch (member) {
                case "role" -> role = role(text(member));
                case "id" -> id = text(member);
                default -> in.skipChildren();
            }
        }
        return new Actor(present("actor.role", role), present("actor.id", id));
    }

    private StoreEvent readFacts() {
        String known = present("type, before data,", type);
        startObject("data");
        if (!Facts.haveVersion(known)) {
            return Facts.read(in, known, null);
        }
        return Facts.read(in, known, present("version, before data,", version));
    }

    private static String registered(String name) {
        EventTypes.classOf(name);
        return name;
    }

    private static Role role(String name) {
        try {
            return Role.of(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(Reason.INVALID_FACTS, String.valueOf(e.getMessage()), e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableEventException(
                    Reason.INVALID_FACTS,
                    "time: expected an instant like 2026-11-20T09:00:00Z, got '%s'".formatted(text),
                    e);
        }
    }

    private void startObject(String what) {
        expect(JsonToken.START_OBJECT, what, "an object");
    }

    private String text(String member) {
        expect(JsonToken.VALUE_STRING, member, "a text");
        return in.getString();
    }

    private JsonParser whole(String member) {
        expect(JsonToken.VALUE_NUMBER_INT, member, "a whole number");
        return in;
    }

    private void expect(JsonToken expected, String what, String inWords) {
        if (in.currentToken() != expected) {
            throw new UnreadableEventException(
                    Reason.INVALID_FACTS, "%s: expected %s, got %s".formatted(what, inWords, in.currentToken()));
        }
    }

    private static <T> T present(String member, @Nullable T read) {
        if (read == null) {
            throw new UnreadableEventException(Reason.INVALID_FACTS, "The value needs " + member + " and has none");
        }
        return read;
    }
}
