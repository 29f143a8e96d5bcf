package io.tableorder.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.EventTexts;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.event.Position;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Json;
import io.tableorder.wire.UnreadableEventException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A record as one JSON object: position, time, key, headers, and as its last member the value, byte for byte as it is in
 * the log, so that its hash can be checked. A value that is no JSON comes as {@code value_base64}. Where texts in the value are
 * enciphered, {@code texts} has what each of them says, or null if that was erased.
 */
public final class JsonForm implements LineSink.Form {
    private record Envelope(
            String position,
            Instant time,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable Map<String, @Nullable String> texts) {}

    private final EventCodec codec = new EventCodec();
    private final FreeTexts texts;

    public JsonForm(FreeTexts texts) {
        this.texts = texts;
    }

    @Override
    public String line(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        String envelope = Json.mapper()
                .writeValueAsString(new Envelope(
                        new Position(record.partition(), record.offset()).toString(),
                        Instant.ofEpochMilli(record.timestamp()),
                        record.key() == null ? null : new String(record.key(), UTF_8),
                        headers,
                        textsOf(record)));
        return envelope.substring(0, envelope.length() - 1) + "," + value(record.value()) + "}";
    }

    private @Nullable Map<String, @Nullable String> textsOf(ConsumerRecord<byte[], byte[]> record) {
        Map<String, @Nullable String> read = new LinkedHashMap<>();
        try {
            for (String text : EventTexts.of(codec.decode(record).event())) {
                if (KeyTrees.isEnciphered(text)) {
                    read.put(text, texts.read(text).text());
                }
            }
        } catch (UnreadableEventException e) {
            return null;
        }
        return read.isEmpty() ? null : read;
    }

    private static String value(byte @Nullable [] value) {
        if (value == null) {
            return "\"value\":null";
        }
        return isJsonOnOneLine(value)
                ? "\"value\":" + new String(value, UTF_8)
                : "\"value_base64\":\"" + Base64.getEncoder().encodeToString(value) + "\"";
    }

    private static boolean isJsonOnOneLine(byte[] value) {
        for (byte character : value) {
            if (character == '\n' || character == '\r') {
                return false;
            }
        }
        try {
            return Json.mapper().readTree(value).isObject();
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
