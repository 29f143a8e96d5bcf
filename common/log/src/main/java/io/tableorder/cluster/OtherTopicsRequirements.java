package io.tableorder.cluster;

import io.tableorder.cluster.ClusterQuestions.Answers;
import io.tableorder.cluster.ClusterQuestions.FoundTopic;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What is required of the topics beside the log that the write path rests on, and of them all together. A lost claim would leave a former owner unfenced, and
 * a lost transaction would leave its events invisible.
 */
record OtherTopicsRequirements(short replicationFactor) {

    List<Shortfall> shortfalls(Answers answers) {
        List<Shortfall> found = new ArrayList<>();
        for (String name : ClusterQuestions.KAFKAS_OWN) {
            answers.topic(name).ifPresent(topic -> copies(name, topic, found));
        }
        answers.topic(Topics.ORDER_CHECKPOINTS).ifPresent(topic -> compaction(topic, found));
        answers.topic(Topics.ORDER_TEXT_KEYS).ifPresent(topic -> textKeys(topic, found));
        if (replicationFactor == 1) {
            flushing(answers, found);
        }
        return found;
    }

    /** Copies take the place of flushing; where there are none, each step of a commit counts. */
    private static void flushing(Answers answers, List<Shortfall> found) {
        List<String> unflushed = Stream.concat(Stream.of(Topics.ORDER_EVENTS), ClusterQuestions.KAFKAS_OWN.stream())
                .filter(name -> answers.topic(name)
                        .flatMap(topic -> topic.setting(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG))
                        .filter(value -> Long.parseLong(value) > 1)
                        .isPresent())
                .toList();
        if (!unflushed.isEmpty()) {
            found.add(new Shortfall(
                    Shortfall.Kind.UNFLUSHED,
                    "Kafka keeps one copy of the topics %s and flushes them later, expected flush.messages=1: a power cut loses the last acknowledged orders. Set log.flush.interval.messages=1 on the broker, or keep three copies"
                            .formatted(unflushed)));
        }
    }

    private void copies(String name, FoundTopic topic, List<Shortfall> found) {
        if (topic.fewestReplicas() < replicationFactor) {
            found.add(new Shortfall(
                    Shortfall.Kind.KAFKAS_OWN_TOPICS,
                    "Topic %s has %d replicas, KAFKA_REPLICATION_FACTOR promises %d: add some with kafka-reassign-partitions.sh"
                            .formatted(name, topic.fewestReplicas(), replicationFactor)));
        }
        int needed = Topics.minInSyncReplicas(replicationFactor);
        topic.setting(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .filter(value -> Integer.parseInt(value) < needed)
                .ifPresent(value -> found.add(new Shortfall(
                        Shortfall.Kind.KAFKAS_OWN_TOPICS,
                        "Topic %s has %s=%s, expected %d: run kafka-configs.sh --bootstrap-server ... --alter --entity-type topics --entity-name %1$s --add-config %2$s=%4$d"
                                .formatted(name, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, value, needed))));
    }

    private static void textKeys(FoundTopic topic, List<Shortfall> found) {
        otherThanCompacted(topic)
                .ifPresent(value -> found.add(new Shortfall(
                        Shortfall.Kind.TEXT_KEYS,
                        "%s, or what guests wrote is lost with its keys: run %s"
                                .formatted(
                                        has(
                                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                                value,
                                                TopicConfig.CLEANUP_POLICY_COMPACT),
                                        alter(
                                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                                TopicConfig.CLEANUP_POLICY_COMPACT)))));
        String longest = String.valueOf(Topics.TEXT_KEYS_SEGMENT.toMillis());
        for (String limit : List.of(TopicConfig.SEGMENT_MS_CONFIG, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG)) {
            topic.setting(limit)
                    .filter(value -> Long.parseLong(value) > Topics.TEXT_KEYS_SEGMENT.toMillis())
                    .ifPresent(value -> found.add(new Shortfall(
                            Shortfall.Kind.ERASED_LATE,
                            "%s at most, or a destroyed key stays in Kafka for longer: run %s"
                                    .formatted(has(limit, value, longest), alter(limit, longest)))));
        }
    }

    private static String has(String setting, String value, String expected) {
        return "Topic %s has %s=%s, expected %s".formatted(Topics.ORDER_TEXT_KEYS, setting, value, expected);
    }

    private static String alter(String setting, String expected) {
        return "kafka-configs.sh --bootstrap-server ... --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(Topics.ORDER_TEXT_KEYS, setting, expected);
    }

    private static void compaction(FoundTopic topic, List<Shortfall> found) {
        otherThanCompacted(topic)
                .ifPresent(value -> found.add(new Shortfall(
                        Shortfall.Kind.CHECKPOINTS,
                        "Topic %s has cleanup.policy=%s, expected compact: delete the topic, order-api makes it anew"
                                .formatted(Topics.ORDER_CHECKPOINTS, value))));
    }

    /** Returns the cleanup policy of a topic that deletes what is old; empty for one that keeps each key's last record. */
    private static Optional<String> otherThanCompacted(FoundTopic topic) {
        return topic.setting(TopicConfig.CLEANUP_POLICY_CONFIG)
                .filter(value -> !value.equals(TopicConfig.CLEANUP_POLICY_COMPACT));
    }
}
