package io.tableorder.projector.status;

import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** This class knows where the committed part of each partition ends. */
@Component
final class LogEnds {
    /** Somebody waits for the answer, which says the rest without this. */
    private static final int TIMEOUT_MS = 1_500;

    private final Admin admin;
    private final int partitions;

    LogEnds(Admin admin, KafkaSettings kafka) {
        this.admin = admin;
        this.partitions = kafka.partitions();
    }

    /** Returns the ends by partition, without those that did not answer in time. */
    Map<Integer, Long> read() {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.ORDER_EVENTS, partition))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        ListOffsetsResult answer =
                admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MS));
        Map<Integer, Long> ends = new HashMap<>();
        for (TopicPartition partition : asked.keySet()) {
            try {
                ends.put(
                        partition.partition(),
                        answer.partitionResult(partition)
                                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                                .offset());
            } catch (ExecutionException | TimeoutException e) {
                return ends;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ends;
            }
        }
        return ends;
    }
}
