package io.tableorder.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Json;
import io.tableorder.wire.UnreadableEventException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A record as a link of its store's chain.
 *
 * @param event null when this version cannot read it, though its bytes are whole: it may be of a newer one
 */
record Link(
        Position position,
        String storeId,
        long sequence,
        String previousHash,
        String hash,
        @Nullable RecordedEvent event) {

    private static final EventCodec CODEC = new EventCodec();

    static String storeOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "?" : new String(record.key(), UTF_8);
    }

    /** Empty for what is no link. Whatever is wrong with the record itself is told. */
    static Optional<Link> of(ConsumerRecord<byte[], byte[]> record, Consumer<Fault> faults) {
        Position position = new Position(record.partition(), record.offset());
        try {
            RecordedEvent event = CODEC.decode(record);
            return Optional.of(
                    new Link(position, event.storeId(), event.sequence(), event.previousHash(), event.hash(), event));
        } catch (UnreadableEventException e) {
            Optional<Link> link = byItsJson(record, position);
            boolean altered = link.isPresent() && !link.get().isWhole(record.value());
            if (altered) {
                faults.accept(link.get().altered(record.value()));
            } else if (link.isEmpty() || e.reason() != UnreadableEventException.Reason.UNKNOWN_TYPE) {
                faults.accept(new Fault(
                        Fault.Kind.UNREADABLE, position, storeOf(record), e.reason() + ": " + e.getMessage()));
            }
            return link;
        }
    }

    private static Optional<Link> byItsJson(ConsumerRecord<byte[], byte[]> record, Position position) {
        byte[] value = record.value();
        if (value == null || value.length > EventCodec.MAX_VALUE_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.mapper().readTree(value);
            boolean own = json.path("store_id").asString("").equals(storeOf(record));
            return own && json.path("sequence").isIntegralNumber()
                    ? Optional.of(new Link(
                            position,
                            storeOf(record),
                            json.path("sequence").asLong(),
                            json.path("prev_hash").asString(""),
                            json.path("hash").asString(""),
                            null))
                    : Optional.empty();
        } catch (JacksonException notEvenJson) {
            return Optional.empty();
        }
    }

    private boolean isWhole(byte[] value) {
        return HashChain.sealOf(value).equals(hash)
                && HashChain.hashOf(previousHash, value).equals(hash);
    }

    private Fault altered(byte[] value) {
        return new Fault(
                Fault.Kind.ALTERED,
                position,
                storeId,
                "sequence %d, expected hash %s for its bytes, found %s"
                        .formatted(sequence, HashChain.hashOf(previousHash, value), hash));
    }
}
