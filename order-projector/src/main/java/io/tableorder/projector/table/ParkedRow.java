package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * This says how parked events are written. Their texts come from damaged records, so each is made one that PostgreSQL
 * takes.
 */
public final class ParkedRow {
    private record HeaderValue(String name, @Nullable String value) {}

    private ParkedRow() {}

    public static SqlTable<ParkedEvent> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "parked_events",
                2,
                List.of(
                        of("log_partition", "integer", row -> row.position().partition()),
                        of("log_offset", "bigint", row -> row.position().offset()),
                        of("scope", "text", row -> row.scope().columnValue()),
                        of("store_id", "text", text(ParkedEvent::storeId)),
                        of("order_id", "text", text(ParkedEvent::orderId)),
                        of("reason", "text", ParkedEvent::reason),
                        of("detail", "text", text(ParkedEvent::detail)),
                        of("type", "text", text(ParkedEvent::type)),
                        of("request_id", "text", text(ParkedEvent::requestId)),
                        of("sequence", "bigint", link(HashChainLink::sequence)),
                        of("prev_hash", "text", link(HashChainLink::previousHash)),
                        of("hash", "text", link(HashChainLink::hash)),
                        of("record_time", "timestamptz", ParkedEvent::recordTime),
                        of("headers", "jsonb", row -> headers(row.headers())),
                        of("record_key", "bytea", ParkedEvent::key),
                        of("value", "bytea", ParkedEvent::value)),
                (_, _) -> {
                    throw new UnsupportedOperationException("The projection reads only what holds others back");
                });
    }

    private static Function<ParkedEvent, @Nullable Object> text(Function<ParkedEvent, @Nullable String> value) {
        return row -> {
            String text = value.apply(row);
            return text == null ? null : StorableText.of(text);
        };
    }

    private static Function<ParkedEvent, @Nullable Object> link(Function<HashChainLink, Object> value) {
        return row -> row.link() == null ? null : value.apply(row.link());
    }

    private static String headers(Headers headers) {
        List<HeaderValue> values = new ArrayList<>();
        for (Header header : headers) {
            byte[] value = header.value();
            values.add(new HeaderValue(
                    StorableText.of(header.key()),
                    value == null ? null : Base64.getEncoder().encodeToString(value)));
        }
        return Json.mapper().writeValueAsString(values);
    }

    public static Headers headers(String json) {
        Headers headers = new RecordHeaders();
        for (HeaderValue header : Json.mapper().readValue(json, HeaderValue[].class)) {
            headers.add(
                    header.name(),
                    header.value() == null ? null : Base64.getDecoder().decode(header.value()));
        }
        return headers;
    }
}
