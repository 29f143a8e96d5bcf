package io.tableorder.projector.status;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.hold.StoreRecord;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks in the log for events that the projection has read and the read models lack, where no later event shows a gap. Each
 * end of a partition is read once; most need not be, since their last record is in the read models. For one thread.
 */
@Component
class MissingAtEnd {
    private static final Logger LOG = LoggerFactory.getLogger(MissingAtEnd.class);

    /** The thread has other looks to take. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final int partitions;
    private final Map<PartitionEnd, List<PartitionEnd.Found>> looked = new HashMap<>();

    @Autowired
    MissingAtEnd(KafkaClients clients, KafkaSettings kafka) {
        this(() -> clients.consumer("order-projector-ends", Map.of()), kafka.partitions());
    }

    MissingAtEnd(Supplier<Consumer<byte[], byte[]>> consumers, int partitions) {
        this.consumers = consumers;
        this.partitions = partitions;
    }

    /** Looks at the ends that are in doubt and were not looked at before. One that the log does not tell is tried next time. */
    void look(List<PartitionEnd> ends) {
        looked.keySet().retainAll(ends);
        List<PartitionEnd> unread = ends.stream()
                .filter(end -> end.isInDoubt() && !looked.containsKey(end))
                .toList();
        if (unread.isEmpty()) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            for (PartitionEnd end : unread) {
                looked.put(end, end.read(consumer, partitions, PATIENCE));
            }
        } catch (KafkaException e) {
            LOG.debug("The log's end is not looked at: {}", e.getMessage());
        }
    }

    /**
     * Returns what was found and is in no read model.
     *
     * @param heads the last sequence number of each store that is applied or set aside, read after the ends
     */
    List<PartitionEnd.Found> beyond(Map<String, Long> heads) {
        List<PartitionEnd.Found> missing = new ArrayList<>();
        looked.values()
                .forEach(found -> found.stream()
                        .filter(each -> each.isBeyond(heads.getOrDefault(each.storeId(), 0L)))
                        .forEach(missing::add));
        return missing;
    }

    /** Returns how many orders these records are of. */
    static long orders(List<PartitionEnd.Found> missing) {
        return missing.stream()
                .map(PartitionEnd.Found::record)
                .filter(record ->
                        record instanceof StoreRecord.Whole(RecordedEvent event) && event.event() instanceof OrderEvent)
                .map(record -> ((StoreRecord.Whole) record).event().subject())
                .distinct()
                .count();
    }
}
