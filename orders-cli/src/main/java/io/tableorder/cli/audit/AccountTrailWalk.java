package io.tableorder.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.trail.AccountEventCodec;
import io.tableorder.wire.HashChainLink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Walks the hash chains of the account trail, one for each restaurant chain. Where one begins is taken as it is, for its topic
 * forgets what is old; from there on nothing may be missing or altered. An event may come again, and is one.
 */
public final class AccountTrailWalk {

    private final Consumer<String> told;
    private final Map<String, HashChainLink> heads = new HashMap<>();
    private long events;
    private long faults;

    /** @param told each fault, in a sentence */
    public AccountTrailWalk(Consumer<String> told) {
        this.told = told;
    }

    /** Returns true for an event, whole and not seen before; tells what is wrong with anything else. */
    public boolean isNext(ConsumerRecord<byte[], byte[]> record) {
        String chainId = record.key() == null ? "" : new String(record.key(), UTF_8);
        Optional<HashChainLink> read = HashChainLink.read(record.value(), "chain_id", chainId);
        if (read.isEmpty() || !isReadable(record.value())) {
            return fault(record, "is no account event of chain '%s'".formatted(chainId));
        }
        HashChainLink link = read.get();
        if (!link.isSealOf(record.value())) {
            return fault(record, "was altered: its bytes do not have the hash that they carry");
        }
        HashChainLink head = heads.get(chainId);
        if (head == null) {
            return next(chainId, link);
        }
        return switch (link.fitBehind(head.sequence(), head.hash())) {
            case NEXT -> next(chainId, link);
            case REPEATED -> false;
            case GAP -> {
                fault(
                        record,
                        "is number %d of chain '%s' and comes behind %d: what lies between is missing"
                                .formatted(link.sequence(), chainId, head.sequence()));
                yield next(chainId, link);
            }
            case UNLINKED -> {
                fault(record, "does not follow from the event before it in chain '%s'".formatted(chainId));
                yield next(chainId, link);
            }
        };
    }

    private static boolean isReadable(byte[] value) {
        try {
            AccountEventCodec.read(value);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private boolean next(String chainId, HashChainLink link) {
        heads.put(chainId, link);
        events++;
        return true;
    }

    private boolean fault(ConsumerRecord<byte[], byte[]> record, String what) {
        faults++;
        told.accept("The record at %d-%d %s".formatted(record.partition(), record.offset(), what));
        return false;
    }

    public long events() {
        return events;
    }

    public long faults() {
        return faults;
    }
}
