package io.tableorder.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** Watches a broker become a full member of its cluster. */
final class SyncObserver implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ClusterBroker broker;
    private final Admin admin;

    /**
     * Asks the broker itself first: its answer shows that it is up, and that what it knows is newer than its own start.
     * Another one may still believe in the broker's former life.
     */
    SyncObserver(ClusterBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                broker.address(),
                // A paused one among the others is given up soon, and the question asked again.
                "request.timeout.ms",
                2_000,
                "default.api.timeout.ms",
                5_000,
                "reconnect.backoff.max.ms",
                200));
    }

    void await() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            // Twice in a row: a controller that was paused takes itself for the active one until it has heard the
            // others.
            while (!isInSync() || !isInSyncAfter(INTERVAL)) {
                ChildProcess process = broker.running();
                if (!process.isAlive()) {
                    throw failure("has ended by itself");
                }
                if (System.nanoTime() > deadline) {
                    throw failure("is not in sync after " + LIMIT.toSeconds() + " s");
                }
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("Interrupted while broker " + broker.id() + " was starting", e);
        }
    }

    private EmbeddedStartException failure(String what) {
        return new EmbeddedStartException(
                "Broker " + broker.id() + " " + what + ". The end of its log:\n"
                        + broker.running().logTail(),
                null);
    }

    private boolean isInSyncAfter(Duration pause) throws InterruptedException {
        Thread.sleep(pause);
        return isInSync();
    }

    private boolean isInSync() throws InterruptedException {
        try {
            return isMember()
                    && hasCaughtUp()
                    && partitions().filter(this::isHeldHere).allMatch(this::isInSyncHere);
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private boolean isMember() throws ExecutionException, InterruptedException {
        return admin.describeCluster().nodes().get().stream().anyMatch(this::isThis);
    }

    /** Before that the broker tells what was so before it was paused. */
    private boolean hasCaughtUp() throws ExecutionException, InterruptedException {
        QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get();
        return quorum.voters().stream()
                .anyMatch(voter -> voter.replicaId() == broker.id() && voter.logEndOffset() >= quorum.highWatermark());
    }

    private Stream<TopicPartitionInfo> partitions() throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(List.copyOf(topics)).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream());
    }

    private boolean isHeldHere(TopicPartitionInfo partition) {
        return partition.replicas().stream().anyMatch(this::isThis);
    }

    private boolean isInSyncHere(TopicPartitionInfo partition) {
        return partition.isr().stream().anyMatch(this::isThis);
    }

    private boolean isThis(Node node) {
        return node.id() == broker.id();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
