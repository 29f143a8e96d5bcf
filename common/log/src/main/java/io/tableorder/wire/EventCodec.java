package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/**
 * Turns events into records and back. Thread-safe.
 *
 * <p>Reading is strict where the truth is concerned (type, facts, hash, key) and lenient to additions: a member this
 * version does not know is left alone, and the hash still covers it.
 */
public final class EventCodec {

    /** An order of 50 lines with full notes is 40 KiB; the broker's own limit is 1 MiB. */
    public static final int MAX_VALUE_BYTES = 256 * 1024;

    /**
     * Encodes an event that is about to be written.
     *
     * @throws IllegalArgumentException if the value would be larger than any reader accepts
     */
    public EncodedEvent encode(DraftEvent draft) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = Facts.MAPPER.createGenerator(bytes)) {
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
        if (unsealed.length + HashChain.SEAL_LENGTH - 1 > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("%s of store %s would have %,d bytes, expected at most %,d"
                    .formatted(EventTypes.nameOf(draft.event()), draft.storeId(), unsealed.length, MAX_VALUE_BYTES));
        }
        String hash = HashChain.hash(draft.previousHash(), unsealed, unsealed.length - 1);
        return new EncodedEvent(draft, HashChain.seal(unsealed, hash), hash, null);
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

    /**
     * Decodes a record of the log.
     *
     * @throws UnreadableEventException if the record is not an event that this version knows, whole and unaltered
     */
    public RecordedEvent decode(ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        RecordedEvent event = decode(record.value(), position);
        if (record.key() == null || !event.storeId().equals(new String(record.key(), UTF_8))) {
            throw new UnreadableEventException(
                    Reason.WRONG_KEY, "The record's key must be its store_id, '%s'".formatted(event.storeId()));
        }
        return event;
    }

    /**
     * Decodes a value of the log.
     *
     * @throws UnreadableEventException as {@link #decode(ConsumerRecord)}, for a value that has lost its record
     */
    public RecordedEvent decode(byte @Nullable [] value, Position position) {
        if (value == null) {
            throw new UnreadableEventException(Reason.NULL_VALUE, "The record has no value");
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new UnreadableEventException(
                    Reason.OVERSIZED,
                    "The value has %,d bytes, expected at most %,d".formatted(value.length, MAX_VALUE_BYTES));
        }
        RecordedEvent event = read(value, position);
        if (!HashChain.hashOf(event.previousHash(), value).equals(event.hash())
                || !HashChain.sealOf(value).equals(event.hash())) {
            throw new UnreadableEventException(
                    Reason.HASH_MISMATCH, "The value's bytes do not have the hash that they carry");
        }
        return event;
    }

    private RecordedEvent read(byte[] value, Position position) {
        try (JsonParser in = Facts.MAPPER.createParser(value)) {
            return new ValueReader(in).read(position);
        } catch (DatabindException | InputCoercionException e) {
            throw new UnreadableEventException(
                    Reason.INVALID_FACTS, "The facts are not those of the type: " + e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            throw new UnreadableEventException(Reason.INVALID_JSON, e.getOriginalMessage(), e);
        }
    }
}
