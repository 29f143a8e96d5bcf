package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** An encoded event has its bytes, sealed by its hash. */
public final class EncodedEvent {

    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private final DraftEvent draft;
    private final byte[] value;
    private final String hash;
    private final @Nullable String traceparent;

    EncodedEvent(DraftEvent draft, byte[] value, String hash, @Nullable String traceparent) {
        this.draft = draft;
        this.value = value;
        this.hash = hash;
        this.traceparent = traceparent;
    }

    /** Returns the same event, written as part of a trace: a header, which no hash covers. */
    public EncodedEvent inTrace(String w3cTraceparent) {
        return new EncodedEvent(draft, value, hash, w3cTraceparent);
    }

    public RecordedEvent at(Position position) {
        return new RecordedEvent(
                draft.eventId(),
                draft.storeId(),
                draft.sequence(),
                draft.time(),
                draft.stamp(),
                draft.event(),
                position,
                draft.previousHash(),
                hash);
    }

    /** Returns the hash that the next event of the store must name as its previous hash. */
    public String hash() {
        return hash;
    }

    public int size() {
        return value.length;
    }

    /**
     * Returns the record to append: keyed by the store, stamped with the event's time, headers in CloudEvents binary
     * mode.
     */
    public ProducerRecord<byte[], byte[]> toRecord(int partition) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.ORDER_EVENTS,
                partition,
                draft.time().toEpochMilli(),
                draft.storeId().getBytes(UTF_8),
                value);
        Headers headers = record.headers();
        headers.add(EventHeaders.SPEC_VERSION, SPEC_VERSION);
        headers.add(EventHeaders.CONTENT_TYPE, JSON);
        headers.add(EventHeaders.ID, draft.eventId().getBytes(UTF_8));
        headers.add(EventHeaders.SOURCE, ("/stores/" + draft.storeId()).getBytes(UTF_8));
        headers.add(EventHeaders.TYPE, EventTypes.nameOf(draft.event()).getBytes(UTF_8));
        headers.add(EventHeaders.SUBJECT, draft.event().subject(draft.storeId()).getBytes(UTF_8));
        headers.add(EventHeaders.TIME, draft.time().toString().getBytes(UTF_8));
        String requestId = draft.stamp().requestId();
        if (requestId != null) {
            headers.add(EventHeaders.REQUEST_ID, requestId.getBytes(UTF_8));
        }
        if (traceparent != null) {
            headers.add(EventHeaders.TRACE_PARENT, traceparent.getBytes(UTF_8));
        }
        return record;
    }
}
