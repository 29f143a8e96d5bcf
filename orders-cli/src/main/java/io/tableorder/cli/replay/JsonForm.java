package io.tableorder.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.wire.Json;
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
 * the log, so that its hash can be checked. A value that is no JSON comes as {@code value_base64}.
 */
public final class JsonForm implements LineSink.Form {
    private record Envelope(
            String position, Instant time, @Nullable String key, Map<String, String> headers) {}

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
                        headers));
        return envelope.substring(0, envelope.length() - 1) + "," + value(record.value()) + "}";
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
