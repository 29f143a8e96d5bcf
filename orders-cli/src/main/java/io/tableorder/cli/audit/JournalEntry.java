package io.tableorder.cli.audit;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.HashChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal, or of the parked events, which hold what the journal cannot.
 *
 * @param columns what the row says beside the value; null for a parked event, whose columns are about its parking
 */
record JournalEntry(
        long offset,
        @Nullable String storeId,
        byte @Nullable [] value,
        @Nullable Columns columns) {
    /** PostgreSQL's times are that exact; the log's are more so. */
    private static final Duration TIME_PRECISION = Duration.ofNanos(1_000);

    record Columns(
            long sequence,
            String eventId,
            String type,
            String subject,
            @Nullable Integer version,
            Instant time,
            String actorRole,
            String actorId,
            @Nullable String requestId,
            String commandId,
            String previousHash,
            String hash) {

        static Columns of(RecordedEvent event) {
            return new Columns(
                    event.sequence(),
                    event.eventId(),
                    EventTypes.nameOf(event.event()),
                    event.subject(),
                    event.event() instanceof OrderEvent order ? order.version() : null,
                    event.time(),
                    event.stamp().actor().role().wireName(),
                    event.stamp().actor().id(),
                    event.stamp().requestId(),
                    event.stamp().commandId(),
                    event.previousHash(),
                    event.hash());
        }
    }

    /** Returns the columns in which the row is not what the log's record makes it; none when it is. */
    List<String> differences(byte @Nullable [] logged, @Nullable RecordedEvent event) {
        List<String> found = new ArrayList<>();
        if (!Arrays.equals(value, logged)) {
            found.add("value: expected " + fingerprint(logged) + ", found " + fingerprint(value));
        }
        if (columns == null) {
            return found;
        }
        if (event == null) {
            if (found.isEmpty()) {
                found.add("expected no row, for the record is no event that can be applied");
            }
            return found;
        }
        Columns expected = Columns.of(event);
        compare(found, "store_id", event.storeId(), storeId);
        compare(found, "sequence", expected.sequence, columns.sequence);
        compare(found, "event_id", expected.eventId, columns.eventId);
        compare(found, "type", expected.type, columns.type);
        compare(found, "subject", expected.subject, columns.subject);
        compare(found, "version", expected.version, columns.version);
        compare(found, "actor_role", expected.actorRole, columns.actorRole);
        compare(found, "actor_id", expected.actorId, columns.actorId);
        compare(found, "request_id", expected.requestId, columns.requestId);
        compare(found, "command_id", expected.commandId, columns.commandId);
        compare(found, "prev_hash", expected.previousHash, columns.previousHash);
        compare(found, "hash", expected.hash, columns.hash);
        if (Duration.between(expected.time, columns.time).abs().compareTo(TIME_PRECISION) > 0) {
            compare(found, "event_time", expected.time, columns.time);
        }
        return found;
    }

    private static void compare(List<String> found, String column, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            found.add(column + ": expected " + expected + ", found " + actual);
        }
    }

    private static String fingerprint(byte @Nullable [] bytes) {
        return bytes == null ? "none" : bytes.length + " bytes with SHA-256 " + HashChain.digestOf(bytes);
    }
}
