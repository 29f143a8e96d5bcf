package io.tableorder.cluster;

import io.tableorder.cluster.ClusterQuestions.Answers;
import io.tableorder.cluster.ClusterQuestions.FoundTopic;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What is required of the other topics that the write path rests on. A lost claim would leave a former owner unfenced, and
 * a lost transaction would leave its events invisible.
 */
record OtherTopicsRequirements(short replicationFactor) {

    List<Shortfall> shortfalls(Answers answers) {
        List<Shortfall> found = new ArrayList<>();
        for (String name : ClusterQuestions.KAFKAS_OWN) {
            answers.topic(name).ifPresent(topic -> copies(name, topic, found));
        }
        answers.topic(Topics.ORDER_CHECKPOINTS).ifPresent(topic -> compaction(topic, found));
        return found;
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

    private static void compaction(FoundTopic topic, List<Shortfall> found) {
        topic.setting(TopicConfig.CLEANUP_POLICY_CONFIG)
                .filter(value -> !value.equals(TopicConfig.CLEANUP_POLICY_COMPACT))
                .ifPresent(value -> found.add(new Shortfall(
                        Shortfall.Kind.CHECKPOINTS,
                        "Topic %s has cleanup.policy=%s, expected compact: delete the topic, order-api makes it anew"
                                .formatted(Topics.ORDER_CHECKPOINTS, value))));
    }
}
