package io.tableorder.cluster;

import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What an inspection asks a cluster, all at once, as each start waits for the answers. */
final class ClusterQuestions {

    /** Claims are in the first, the states of transactions in the second. */
    static final List<String> KAFKAS_OWN = List.of("__consumer_offsets", "__transaction_state");

    private static final List<String> ALL = Stream.concat(
                    Stream.of(
                            Topics.ORDER_EVENTS,
                            Topics.ORDER_CHECKPOINTS,
                            Topics.ORDER_TEXT_KEYS,
                            Topics.ORDER_RESTORE),
                    KAFKAS_OWN.stream())
            .toList();

    private final Admin admin;

    ClusterQuestions(Admin admin) {
        this.admin = admin;
    }

    /**
     * A topic as the cluster describes it.
     *
     * @param config null if this program may not see it
     */
    record FoundTopic(
            TopicDescription description, @Nullable Config config) {

        int partitions() {
            return description.partitions().size();
        }

        int fewestReplicas() {
            return description.partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
        }

        /** Returns a setting's effective value; empty if it is not to be seen. */
        Optional<String> setting(String name) {
            return Optional.ofNullable(config).map(seen -> seen.get(name)).map(entry -> entry.value());
        }
    }

    /**
     * What the cluster answered.
     *
     * @param topics those that are there and may be described
     * @param starts the first offset of each partition of the log
     * @param ends the offset behind the last of each
     * @param checkpointEnds the offset behind the last checkpoint record of each
     * @param restoreEnds the offset behind the last record of each partition of the topic that a restored log has
     */
    record Answers(
            int transactionVersion,
            int brokers,
            Map<String, FoundTopic> topics,
            boolean mayDescribeLog,
            Map<Integer, Long> starts,
            Map<Integer, Long> ends,
            Map<Integer, Long> checkpointEnds,
            Map<Integer, Long> restoreEnds) {

        Optional<FoundTopic> topic(String name) {
            return Optional.ofNullable(topics.get(name));
        }
    }

    Answers ask(Duration patience, int partitions) throws InterruptedException, ExecutionException, TimeoutException {
        Deadline deadline = Deadline.in(patience);
        int milliseconds = (int) patience.toMillis();
        var features = admin.describeFeatures(new DescribeFeaturesOptions().timeoutMs(milliseconds))
                .featureMetadata();
        var nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(milliseconds))
                .nodes();
        var descriptions = admin.describeTopics(ALL, new DescribeTopicsOptions().timeoutMs(milliseconds))
                .topicNameValues();
        var configs = admin.describeConfigs(
                        ALL.stream().map(ClusterQuestions::resource).toList(),
                        new DescribeConfigsOptions().timeoutMs(milliseconds))
                .values();
        Map<String, FoundTopic> topics = new HashMap<>();
        for (String name : ALL) {
            TopicDescription description = ifSeen(deadline, descriptions.get(name));
            Config config = ifSeen(deadline, configs.get(resource(name)));
            if (description != null) {
                topics.put(name, new FoundTopic(description, config));
            }
        }
        FinalizedVersionRange version =
                deadline.await(features).finalizedFeatures().get(Topics.TRANSACTION_VERSION);
        return new Answers(
                version == null ? 0 : version.maxVersionLevel(),
                deadline.await(nodes).size(),
                topics,
                mayDescribe(descriptions.get(Topics.ORDER_EVENTS)),
                offsets(deadline, topics.get(Topics.ORDER_EVENTS), partitions, OffsetSpec.earliest()),
                offsets(deadline, topics.get(Topics.ORDER_EVENTS), partitions, OffsetSpec.latest()),
                offsets(deadline, topics.get(Topics.ORDER_CHECKPOINTS), partitions, OffsetSpec.latest()),
                offsets(deadline, topics.get(Topics.ORDER_RESTORE), Integer.MAX_VALUE, OffsetSpec.latest()));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** A leader that is away does not answer; its partition is looked at the next time. */
    private Map<Integer, Long> offsets(Deadline deadline, @Nullable FoundTopic topic, int partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (topic == null) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> asked = new LinkedHashMap<>();
        IntStream.range(0, Math.min(partitions, topic.partitions()))
                .forEach(partition ->
                        asked.put(new TopicPartition(topic.description().name(), partition), which));
        var answer = admin.listOffsets(asked, new ListOffsetsOptions().timeoutMs(deadline.remainingMillis()));
        Map<Integer, Long> offsets = new HashMap<>();
        for (TopicPartition partition : asked.keySet()) {
            ListOffsetsResultInfo found = ifSeen(deadline, answer.partitionResult(partition));
            if (found != null) {
                offsets.put(partition.partition(), found.offset());
            }
        }
        return offsets;
    }

    private static boolean mayDescribe(@Nullable KafkaFuture<?> description) throws InterruptedException {
        try {
            if (description != null) {
                description.get();
            }
            return true;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof AuthorizationException);
        }
    }

    /** Returns null if it is not there, or not for this program to see. */
    private static <T> @Nullable T ifSeen(Deadline deadline, @Nullable KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return future == null ? null : deadline.await(future);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof AuthorizationException) {
                return null;
            }
            throw e;
        }
    }

    /** All answers together take no longer than the caller waits. */
    private record Deadline(long nanos) {

        static Deadline in(Duration patience) {
            return new Deadline(System.nanoTime() + patience.toNanos());
        }

        int remainingMillis() {
            return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime()));
        }

        <T> T await(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
            return future.get(remainingMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
