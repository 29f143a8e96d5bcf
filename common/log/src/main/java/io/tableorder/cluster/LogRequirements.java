package io.tableorder.cluster;

import static io.tableorder.cluster.Shortfall.Kind.BEGINNING;
import static io.tableorder.cluster.Shortfall.Kind.CLEANUP_POLICY;
import static io.tableorder.cluster.Shortfall.Kind.IN_SYNC_REPLICAS;
import static io.tableorder.cluster.Shortfall.Kind.NO_BEGINNING;
import static io.tableorder.cluster.Shortfall.Kind.REPLICATION;
import static io.tableorder.cluster.Shortfall.Kind.RETENTION;
import static io.tableorder.cluster.Shortfall.Kind.UNCHECKED;
import static io.tableorder.cluster.Shortfall.Kind.UNCLEAN_ELECTION;

import io.tableorder.cluster.ClusterQuestions.Answers;
import io.tableorder.cluster.ClusterQuestions.FoundTopic;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What is required of {@code order-events}: as many copies as promised, and that nothing in it is ever deleted.
 *
 * @param partitions as far as stores are in them
 */
record LogRequirements(int partitions, short replicationFactor) {

    private static final String FOREVER = "-1";

    List<Shortfall> shortfalls(Answers answers) {
        Optional<FoundTopic> log = answers.topic(Topics.ORDER_EVENTS);
        if (log.isEmpty()) {
            return answers.mayDescribeLog() ? tooFewBrokers(answers) : List.of(unchecked("Describe"));
        }
        List<Shortfall> found = new ArrayList<>();
        copies(log.get(), found);
        if (log.get().config() == null) {
            found.add(unchecked("DescribeConfigs"));
        } else {
            inSync(log.get(), found);
            deletion(log.get(), found);
        }
        beginnings(answers, found);
        return found;
    }

    private List<Shortfall> tooFewBrokers(Answers answers) {
        if (answers.brokers() >= replicationFactor) {
            return List.of();
        }
        return List.of(new Shortfall(
                REPLICATION,
                "Kafka has %d brokers, KAFKA_REPLICATION_FACTOR promises %d copies: start the others, or lower the setting and the promise with it"
                        .formatted(answers.brokers(), replicationFactor)));
    }

    private static Shortfall unchecked(String operation) {
        return new Shortfall(
                UNCHECKED,
                "Kafka does not let this service look at topic %s, expected the right to %s: grant it with kafka-acls.sh"
                        .formatted(Topics.ORDER_EVENTS, operation));
    }

    private void copies(FoundTopic log, List<Shortfall> found) {
        if (log.fewestReplicas() < replicationFactor) {
            found.add(new Shortfall(
                    REPLICATION,
                    "Topic %s has %d replicas, KAFKA_REPLICATION_FACTOR promises %d: add some with kafka-reassign-partitions.sh, or lower the setting and the promise with it"
                            .formatted(Topics.ORDER_EVENTS, log.fewestReplicas(), replicationFactor)));
        }
    }

    private void inSync(FoundTopic log, List<Shortfall> found) {
        int needed = Topics.minInSyncReplicas(replicationFactor);
        log.setting(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .filter(value -> Integer.parseInt(value) < needed)
                .ifPresent(value -> found.add(new Shortfall(
                        IN_SYNC_REPLICAS,
                        expected(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, value, String.valueOf(needed)))));
        log.setting(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)
                .filter(value -> replicationFactor > 1 && Boolean.parseBoolean(value))
                .ifPresent(value -> found.add(new Shortfall(
                        UNCLEAN_ELECTION,
                        expected(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, value, "false"))));
    }

    private static void deletion(FoundTopic log, List<Shortfall> found) {
        for (String limit : List.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG)) {
            log.setting(limit)
                    .filter(value -> !value.equals(FOREVER))
                    .ifPresent(value -> found.add(new Shortfall(RETENTION, expected(limit, value, FOREVER))));
        }
        log.setting(TopicConfig.CLEANUP_POLICY_CONFIG)
                .filter(value -> value.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .ifPresent(value -> found.add(new Shortfall(
                        CLEANUP_POLICY,
                        expected(TopicConfig.CLEANUP_POLICY_CONFIG, value, TopicConfig.CLEANUP_POLICY_DELETE))));
    }

    private static String expected(String setting, String value, String expected) {
        return "Topic %s has %s=%s, expected %s, or events that were acknowledged can be lost: run kafka-configs.sh --bootstrap-server ... --alter --entity-type topics --entity-name %1$s --add-config %2$s=%4$s"
                .formatted(Topics.ORDER_EVENTS, setting, value, expected);
    }

    /** A partition that lost its beginning is still restored from its checkpoint, if it has one. */
    private static void beginnings(Answers answers, List<Shortfall> found) {
        var gone = new TreeSet<Integer>();
        boolean anyRestorable = false;
        for (Map.Entry<Integer, Long> start : answers.starts().entrySet()) {
            int partition = start.getKey();
            boolean isGone = start.getValue() > 0;
            if (isGone) {
                gone.add(partition);
            }
            boolean hasEvents = answers.ends().getOrDefault(partition, 0L) > 0;
            anyRestorable |= isGone ? answers.checkpointEnds().getOrDefault(partition, 0L) > 0 : hasEvents;
        }
        if (!gone.isEmpty() && !anyRestorable) {
            found.add(new Shortfall(
                    NO_BEGINNING,
                    "Topic %s has lost the beginning of every partition that has events, %s, and no checkpoint covers it: restore the log, or, to give up its past, delete the topic"
                            .formatted(Topics.ORDER_EVENTS, gone)));
        } else if (!gone.isEmpty()) {
            found.add(new Shortfall(
                    BEGINNING,
                    "Topic %s has lost the beginning of partitions %s: their stores cannot be rebuilt, and are restored only while a checkpoint covers what is gone. Restore the log"
                            .formatted(Topics.ORDER_EVENTS, gone)));
        }
    }
}
