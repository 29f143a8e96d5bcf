package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreEvent;
import io.tableorder.wire.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns events into records and back. Thread-safe.
 *
 * <p>Reading is strict where the truth is concerned (type, facts, hash, key) and lenient to additions: a member this
 * version does not know is left alone, and the hash still covers it.
 */
public final class EventCodec {

    /** An order of 50 lines with full notes is 40 KiB; the broker's own limit is 1 MiB. */
    public static final int MAX_VALUE_BYTES = 256 * 1024;

    private final JsonMapper json = Json.mapper()
            .rebuild()
            .addMixIn(OrderEvent.class, VersionInEnvelope.class)
            .build();

    /** An order event's version stands beside the facts, where a reader finds it without knowing the type. */
    @JsonIgnoreProperties(value = "version", allowSetters = true)
    private interface VersionInEnvelope {}

    private record Value(
            String eventId,
            String type,
            String storeId,
            long sequence,
            @Nullable Integer version,
            Instant time,
            ActorValue actor,
            @Nullable String requestId,
            String commandId,
            @Nullable String fingerprint,
            String prevHash,
            ObjectNode data,
            String hash) {}

    private record ActorValue(String role, String id) {}

    public EncodedEvent encode(DraftEvent draft) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("event_id", draft.eventId());
            out.writeStringProperty("type", EventTypes.nameOf(draft.event()));
            out.writeStringProperty("store_id", draft.storeId());
            out.writeNumberProperty("sequence", draft.sequence());
            if (draft.event() instanceof OrderEvent event) {
                out.writeNumberProperty("version", event.version());
            }
            out.writeStringProperty("time", draft.time().toString());
            writeStamp(out, draft.stamp());
            out.writeStringProperty("prev_hash", draft.previousHash());
            out.writeName("data");
            out.writePOJO(draft.event());
            out.writeEndObject();
        }
        byte[] unsealed = bytes.toByteArray();
        String hash = HashChain.hash(draft.previousHash(), unsealed, unsealed.length - 1);
        return new EncodedEvent(draft, HashChain.seal(unsealed, hash), hash);
    }

    private static void writeStamp(JsonGenerator out, CommandStamp stamp) {
        out.writeName("actor");
        out.writeStartObject();
        out.writeStringProperty("role", stamp.actor().role().wireName());
        out.writeStringProperty("id", stamp.actor().id());
        out.writeEndObject();
        if (stamp.requestId() != null) {
            out.writeStringProperty("request_id", stamp.requestId());
        }
        out.writeStringProperty("command_id", stamp.commandId());
        if (stamp.fingerprint() != null) {
            out.writeStringProperty("fingerprint", stamp.fingerprint());
        }
    }

    /** @throws UnreadableEventException if the record is not an event that this version knows, whole and unaltered */
    public RecordedEvent decode(ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        RecordedEvent event = decode(record.value(), position);
        if (record.key() == null || !event.storeId().equals(new String(record.key(), UTF_8))) {
            throw new UnreadableEventException(
                    Reason.WRONG_KEY, "The record's key must be its store_id, '%s'".formatted(event.storeId()));
        }
        return event;
    }

    /** @throws UnreadableEventException as {@link #decode(ConsumerRecord)}, for a value that has lost its record */
    public RecordedEvent decode(byte @Nullable [] value, Position position) {
        if (value == null) {
            throw new UnreadableEventException(Reason.NULL_VALUE, "The record has no value");
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new UnreadableEventException(
                    Reason.OVERSIZED,
                    "The value has %,d bytes, expected at most %,d".formatted(value.length, MAX_VALUE_BYTES));
        }
        Value read = readValue(value);
        if (!HashChain.hashOf(read.prevHash(), value).equals(read.hash())
                || !HashChain.sealOf(value).equals(read.hash())) {
            throw new UnreadableEventException(
                    Reason.HASH_MISMATCH, "The value's bytes do not have the hash that they carry");
        }
        return new RecordedEvent(
                read.eventId(),
                read.storeId(),
                read.sequence(),
                read.time(),
                new CommandStamp(
                        read.commandId(),
                        read.fingerprint(),
                        new Actor(Role.of(read.actor().role()), read.actor().id()),
                        read.requestId()),
                readFacts(read),
                position,
                read.prevHash(),
                read.hash());
    }

    private Value readValue(byte[] value) {
        try {
            Value read = json.readValue(value, Value.class);
            if (read == null || read.type() == null) {
                throw new UnreadableEventException(Reason.INVALID_FACTS, "The value names no type");
            }
            EventTypes.classOf(read.type());
            requirePresent(read);
            return read;
        } catch (JacksonException e) {
            throw new UnreadableEventException(Reason.INVALID_JSON, e.getOriginalMessage(), e);
        }
    }

    private static void requirePresent(Value read) {
        if (read.eventId() == null
                || read.storeId() == null
                || read.time() == null
                || read.actor() == null
                || read.commandId() == null
                || read.prevHash() == null
                || read.data() == null
                || read.hash() == null) {
            throw new UnreadableEventException(
                    Reason.INVALID_FACTS,
                    "The value needs event_id, store_id, time, actor, command_id, prev_hash, data and hash");
        }
    }

    private StoreEvent readFacts(Value read) {
        if (read.version() != null) {
            read.data().put("version", read.version());
        }
        try {
            return json.treeToValue(read.data(), EventTypes.classOf(read.type()));
        } catch (JacksonException | NullPointerException e) {
            throw new UnreadableEventException(
                    Reason.INVALID_FACTS,
                    "The facts are not those of %s: %s".formatted(read.type(), e.getMessage()),
                    e);
        }
    }
}
