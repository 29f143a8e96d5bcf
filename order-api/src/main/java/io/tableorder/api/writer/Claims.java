package io.tableorder.api.writer;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Who may still be writing a partition: the writer id in the metadata of the group's committed offset. Reading is open to
 * all; that only a current member of the group can write it is the broker's doing.
 */
final class Claims {

    /** This is what a partition's owner leaves behind when it has given it up in order. */
    static final String NOBODY = "";

    /** The offset says nothing: nothing is consumed through the group. */
    private static final long NO_OFFSET = 0;

    private final String topic;
    private final Function<Set<TopicPartition>, Map<TopicPartition, OffsetAndMetadata>> committed;

    Claims(String topic, KafkaWriterClients clients) {
        this(topic, partitions -> clients.committed(WriterOwnership.GROUP, partitions));
    }

    /** @param committed the group's committed offsets; null for a partition that has none */
    Claims(String topic, Function<Set<TopicPartition>, Map<TopicPartition, OffsetAndMetadata>> committed) {
        this.topic = topic;
        this.committed = committed;
    }

    /** Returns the writer ids, of those partitions that are not known to be given up. */
    Map<Integer, String> read(Collection<Integer> partitions) {
        Map<Integer, String> claims = new HashMap<>();
        committed.apply(of(partitions, NOBODY).keySet()).forEach((partition, claim) -> {
            if (claim != null && !claim.metadata().equals(NOBODY)) {
                claims.put(partition.partition(), claim.metadata());
            }
        });
        return claims;
    }

    /** Returns what to commit. */
    Map<TopicPartition, OffsetAndMetadata> of(Collection<Integer> partitions, String writerId) {
        return of(partitions.stream().collect(toMap(partition -> partition, _ -> writerId)));
    }

    /** Returns what to commit, from the writer id of each partition. */
    Map<TopicPartition, OffsetAndMetadata> of(Map<Integer, String> writerIds) {
        return writerIds.entrySet().stream()
                .collect(toMap(
                        claim -> new TopicPartition(topic, claim.getKey()),
                        claim -> new OffsetAndMetadata(NO_OFFSET, claim.getValue())));
    }
}
