package io.tableorder.checkpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tableorder.checkpoint.CheckpointLoad.Reason;
import io.tableorder.event.Position;
import io.tableorder.event.Sha256;
import io.tableorder.store.EarlierEvents;
import io.tableorder.wire.EventJson;
import io.tableorder.wire.UnreadableEventException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.pcollections.PVector;
import org.pcollections.TreePVector;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Turns a checkpoint's documents into records' values and back. Gzip's own checksum shows a damaged value. */
final class CheckpointCodec {

    /**
     * This level makes a sixth of the JSON. The default level would save a fifth of that and take more than twice the
     * time.
     */
    private static final int COMPRESSION = Deflater.BEST_SPEED;

    private static final JsonMapper MAPPER = EventJson.mapper()
            .rebuild()
            // What this version would lose when it writes the state again, it must not read.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Position.class, PositionAsText.class)
            .addMixIn(EarlierEvents.class, EarlierEventsAsBytes.class)
            .addModule(new SimpleModule("checkpoint").addDeserializer(PVector.class, new TextsReader()))
            .build();

    private CheckpointCodec() {}

    static byte[] write(Object document) {
        return MAPPER.writeValueAsBytes(document);
    }

    /** @throws UnusableCheckpointException if the bytes are not such a document, whole and of the right types */
    static <T> T read(String key, byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw corrupt(key, e.getOriginalMessage(), e);
        } catch (UnreadableEventException e) {
            throw corrupt(key, String.valueOf(e.getMessage()), e);
        }
    }

    /** Looks at the document's format first, so that a newer one is not mistaken for a damaged one. */
    static <T> T readVersioned(String key, byte[] json, Class<T> type) {
        int format = read(key, json, JsonNode.class).path("format_version").asInt(0);
        if (format != 0 && !CheckpointFormat.READABLE.contains(format)) {
            throw new UnusableCheckpointException(
                    Reason.UNKNOWN_FORMAT,
                    "%s: expected one of the formats %s, got %d".formatted(key, CheckpointFormat.READABLE, format),
                    null);
        }
        return read(key, json, type);
    }

    static byte[] compress(byte[] bytes, int from, int to) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream((to - from) / 8 + 64);
        try (Compressor out = new Compressor(compressed)) {
            out.write(bytes, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory has no I/O errors", e);
        }
        return compressed.toByteArray();
    }

    /** @throws UnusableCheckpointException if the value is damaged */
    static byte[] expand(String key, byte[] value) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw corrupt(key, String.valueOf(e.getMessage()), e);
        }
    }

    static String digest(byte[] value) {
        return digest(List.of(value));
    }

    static String digest(List<byte[]> values) {
        MessageDigest digest = Sha256.begin();
        values.forEach(digest::update);
        return hex(digest);
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static UnusableCheckpointException corrupt(String key, String why, Exception cause) {
        return new UnusableCheckpointException(Reason.CORRUPT, key + ": " + why, cause);
    }

    private static final class Compressor extends GZIPOutputStream {
        Compressor(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(COMPRESSION);
        }
    }

    private interface PositionAsText {
        @JsonValue
        @Override
        String toString();

        @JsonCreator
        static Position parse(String text) {
            return Position.parse(text);
        }
    }

    private interface EarlierEventsAsBytes {
        @JsonValue
        byte[] bytes();

        @JsonCreator
        static EarlierEvents of(byte[] bytes) {
            return EarlierEvents.of(bytes);
        }
    }

    /** Reads the ids of a session's orders. */
    private static final class TextsReader extends ValueDeserializer<PVector<?>> {
        @Override
        public PVector<String> deserialize(JsonParser in, DeserializationContext context) {
            PVector<String> texts = TreePVector.empty();
            for (String text : context.readValue(in, String[].class)) {
                texts = texts.plus(text);
            }
            return texts;
        }
    }
}
