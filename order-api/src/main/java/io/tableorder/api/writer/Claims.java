package io.tableorder.api.writer;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Who may still be writing a partition: the writer id in the metadata of the group's committed offset. Reading is open to
 * all; that only a current member of the group can write it is the broker's doing.
 */
final class Claims {

    /** What a partition's owner leaves behind when it has given it up in order. */
    static final String NOBODY = "";

    /** The offset says nothing: nothing is consumed through the group. */
    private static final long NO_OFFSET = 0;

    private final String topic;
    private final KafkaWriterClients clients;

    Claims(String topic, KafkaWriterClients clients) {
        this.topic = topic;
        this.clients = clients;
    }

    /** The writer ids, of those partitions that are not known to be given up. */
    Map<Integer, String> read(Collection<Integer> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                clients.committed(WriterOwnership.GROUP, of(partitions, NOBODY).keySet());
        Map<Integer, String> claims = new HashMap<>();
        committed.forEach((partition, claim) -> {
            if (claim != null && !claim.metadata().equals(NOBODY)) {
                claims.put(partition.partition(), claim.metadata());
            }
        });
        return claims;
    }

    /** What to commit. */
    Map<TopicPartition, OffsetAndMetadata> of(Collection<Integer> partitions, String writerId) {
        return of(partitions.stream().collect(toMap(partition -> partition, _ -> writerId)));
    }

    /** What to commit, from the writer id of each partition. */
    Map<TopicPartition, OffsetAndMetadata> of(Map<Integer, String> writerIds) {
        return writerIds.entrySet().stream()
                .collect(toMap(
                        claim -> new TopicPartition(topic, claim.getKey()),
                        claim -> new OffsetAndMetadata(NO_OFFSET, claim.getValue())));
    }
}
