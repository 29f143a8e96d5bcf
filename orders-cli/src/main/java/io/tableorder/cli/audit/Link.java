package io.tableorder.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.UnreadableEventException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A link is a record in its store's hash chain.
 *
 * @param event null when this version cannot read it, though its bytes are whole: it may be of a newer one
 */
record Link(
        Position position,
        String storeId,
        HashChainLink stated,
        @Nullable RecordedEvent event) {

    private static final EventCodec CODEC = new EventCodec();

    static String storeOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "?" : new String(record.key(), UTF_8);
    }

    /** Returns nothing for what is no link. Whatever is wrong with the record itself is told. */
    static Optional<Link> of(ConsumerRecord<byte[], byte[]> record, Consumer<Fault> faults) {
        Position position = new Position(record.partition(), record.offset());
        try {
            RecordedEvent event = CODEC.decode(record);
            return Optional.of(new Link(position, event.storeId(), HashChainLink.of(event), event));
        } catch (UnreadableEventException e) {
            Optional<Link> link = HashChainLink.read(record.value(), storeOf(record))
                    .map(stated -> new Link(position, storeOf(record), stated, null));
            boolean altered = link.isPresent() && !link.get().stated.isSealOf(record.value());
            if (altered) {
                faults.accept(link.get().altered(record.value()));
            } else if (link.isEmpty() || e.reason() != UnreadableEventException.Reason.UNKNOWN_TYPE) {
                faults.accept(new Fault(
                        Fault.Kind.UNREADABLE, position, storeOf(record), e.reason() + ": " + e.getMessage()));
            }
            return link;
        }
    }

    long sequence() {
        return stated.sequence();
    }

    private Fault altered(byte[] value) {
        return new Fault(
                Fault.Kind.ALTERED,
                position,
                storeId,
                "sequence %d, expected hash %s for its bytes, found %s"
                        .formatted(sequence(), HashChain.hashOf(stated.previousHash(), value), stated.hash()));
    }
}
