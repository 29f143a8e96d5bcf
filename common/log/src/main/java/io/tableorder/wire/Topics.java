package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Utils;

/** The topics, their settings, and which partition a store lives in. */
public final class Topics {

    public static final String ORDER_EVENTS = "order-events";
    public static final String ORDER_CHECKPOINTS = "order-checkpoints";

    /**
     * This topic has the keys of free text, by store, each store's in the partition of its events. Whoever may not read it
     * cannot read the texts; whoever deletes it erases all of them.
     */
    public static final String ORDER_TEXT_KEYS = "order-text-keys";

    /** Names the consumer group whose members own partitions of the log; each one's client.id is the URL it answers at. */
    public static final String WRITERS_GROUP = "order-writers";

    /** Kafka's feature that says what its transactions promise. */
    public static final String TRANSACTION_VERSION = "transaction.version";

    /** From here on a producer has another epoch in each transaction (KIP-890), so a late commit ends no later one. */
    public static final short MIN_TRANSACTION_VERSION = 2;

    /** This topic says whose access has ended. All of it is read at every start, so it is one partition and forgets. */
    public static final String ORDER_ACCESS = "order-access";

    /**
     * This topic is there if the log was restored from a backup. It says how far that is, has one partition more than the
     * log had then, and a record in that one as soon as the log is whole.
     */
    public static final String ORDER_RESTORE = "order-restore";

    /** A day longer than the longest-lived token, which ACCESS_TOKEN_EXPIRE_HOURS bounds to a week. */
    private static final Duration ACCESS_KEPT = Duration.ofDays(8);

    /** This topic has the account trail. One partition: some events a minute, and what concerns accounts in one order. */
    public static final String ORDER_ACCOUNTS = "order-accounts";

    /** The account trail is kept so long, here and in PostgreSQL: a year's audit, and a month for whoever is late. */
    public static final Duration ACCOUNTS_KEPT = Duration.ofDays(400);

    /** Only whole segments are forgotten; a segment of a month lets them be forgotten a month late at most. */
    private static final Duration ACCOUNTS_SEGMENT = Duration.ofDays(30);

    /** Only whole segments are forgotten; a segment of a day lets them be forgotten a day late at most. */
    private static final Duration ACCESS_SEGMENT = Duration.ofDays(1);

    /**
     * The segment being written is not compacted, and loading a checkpoint reads it all: 16 MiB, read in a tenth of a
     * second, instead of the default's 1 GiB.
     */
    private static final String CHECKPOINT_SEGMENT_BYTES = String.valueOf(16 * 1024 * 1024);

    /**
     * A superseded record of keys is compacted away after so long: a destroyed key can be found until then by whoever may read
     * the topic. Managed brokers take no less.
     */
    public static final Duration TEXT_KEYS_SEGMENT = Duration.ofHours(6);

    private Topics() {}

    /** Returns the partition any Kafka client's default partitioner picks for this key: murmur2. */
    public static int partitionOf(String storeId, int partitions) {
        return Utils.toPositive(Utils.murmur2(storeId.getBytes(UTF_8))) % partitions;
    }

    /**
     * Creates the topics that are missing and refuses those that have fewer partitions. Partitions that somebody has added
     * are accepted and stay empty: stores keep to the first {@code partitions}, where their past is.
     *
     * @throws IllegalStateException naming the topic, its partitions and what was expected
     */
    public static void ensure(Admin admin, int partitions, short replicationFactor)
            throws InterruptedException, ExecutionException {
        for (NewTopic topic : definitions(partitions, replicationFactor)) {
            ensure(admin, topic);
        }
    }

    /** Does the same as {@link #ensure}, for {@link #ORDER_CHECKPOINTS} alone, which anybody may delete at any time. */
    public static void ensureCheckpoints(Admin admin, int partitions, short replicationFactor)
            throws InterruptedException, ExecutionException {
        for (NewTopic topic : definitions(partitions, replicationFactor)) {
            if (topic.name().equals(ORDER_CHECKPOINTS)) {
                ensure(admin, topic);
            }
        }
    }

    /** Does as {@link #ensure} does, with {@link #ORDER_TEXT_KEYS} alone. */
    public static void ensureTextKeys(Admin admin, int partitions, short replicationFactor)
            throws InterruptedException, ExecutionException {
        ensure(admin, textKeys(partitions, replicationFactor));
    }

    /** Does as {@link #ensure} does, with {@link #ORDER_ACCESS} alone. */
    public static void ensureAccess(Admin admin, short replicationFactor)
            throws InterruptedException, ExecutionException {
        ensure(admin, access(replicationFactor));
    }

    /** Does as {@link #ensure} does, with {@link #ORDER_RESTORE} alone, which nothing but a restore needs. */
    public static void ensureRestore(Admin admin, int partitions, short replicationFactor)
            throws InterruptedException, ExecutionException {
        ensure(
                admin,
                new NewTopic(ORDER_RESTORE, partitions + 1, replicationFactor)
                        .configs(Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT,
                                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                String.valueOf(minInSyncReplicas(replicationFactor)))));
    }

    private static void ensure(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            checkPartitions(admin, topic.name(), topic.numPartitions());
        }
    }

    private static void checkPartitions(Admin admin, String name, int expected)
            throws InterruptedException, ExecutionException {
        TopicDescription found =
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
        if (found == null || found.partitions().size() < expected) {
            throw new IllegalStateException(
                    "Topic %s has %s partitions, KAFKA_PARTITIONS says %d; they are fixed at creation, so correct the setting, or move the log with ./orders backup and ./orders restore (docs/runbooks/restore.md)"
                            .formatted(
                                    name,
                                    found == null ? "no" : found.partitions().size(),
                                    expected));
        }
    }

    /**
     * Returns how many replicas have to have an event before it counts as written. With one replica there is nothing to
     * wait for; with three, an acknowledged event survives any one of them.
     */
    public static int minInSyncReplicas(short replicationFactor) {
        return replicationFactor > 2 ? replicationFactor - 1 : 1;
    }

    private static List<NewTopic> definitions(int partitions, short replicationFactor) {
        String minInSync = String.valueOf(minInSyncReplicas(replicationFactor));
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic(ORDER_EVENTS, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        minInSync)));
        topics.add(new NewTopic(ORDER_CHECKPOINTS, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        CHECKPOINT_SEGMENT_BYTES,
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        minInSync)));
        topics.add(textKeys(partitions, replicationFactor));
        topics.add(access(replicationFactor));
        topics.add(forgetting(ORDER_ACCOUNTS, ACCOUNTS_KEPT, ACCOUNTS_SEGMENT, replicationFactor));
        return topics;
    }

    private static NewTopic textKeys(int partitions, short replicationFactor) {
        String segment = String.valueOf(TEXT_KEYS_SEGMENT.toMillis());
        return new NewTopic(ORDER_TEXT_KEYS, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_MS_CONFIG,
                        segment,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        segment,
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        String.valueOf(minInSyncReplicas(replicationFactor))));
    }

    private static NewTopic access(short replicationFactor) {
        return forgetting(ORDER_ACCESS, ACCESS_KEPT, ACCESS_SEGMENT, replicationFactor);
    }

    private static NewTopic forgetting(String name, Duration kept, Duration segment, short replicationFactor) {
        return new NewTopic(name, 1, replicationFactor)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(kept.toMillis()),
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.SEGMENT_MS_CONFIG,
                        String.valueOf(segment.toMillis()),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        String.valueOf(minInSyncReplicas(replicationFactor))));
    }
}
