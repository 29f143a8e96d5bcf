package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Header names of an event's record: the <a href="https://github.com/cloudevents/spec">CloudEvents</a> 1.0 Kafka
 * binding in binary mode, and the id of the request that caused it.
 */
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    public static final String REQUEST_ID = "request-id";
    public static final String TRACE_PARENT = "traceparent";

    private EventHeaders() {}

    /** Returns the value of the record's last header of that name, or null if there is none or it has no value. */
    public static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
