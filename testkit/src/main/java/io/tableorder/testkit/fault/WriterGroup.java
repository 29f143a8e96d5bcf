package io.tableorder.testkit.fault;

import static org.awaitility.Awaitility.await;

import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.wire.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The consumer group whose members are the order-api instances, as a stranger sees it: who owns which partition. */
final class WriterGroup implements AutoCloseable {

    private static final String GROUP = "order-writers";

    /** A session of 6 s, a rebalance, a coordinator that moves, on a machine that is busy with something else. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** One question takes this long, as a broker that was killed does not answer: the next one is asked elsewhere. */
    private static final int QUESTION_TIMEOUT_MS = 3_000;

    private final int partitions;
    private final Admin admin;

    WriterGroup(String bootstrapServers, int partitions) {
        this.partitions = partitions;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "reconnect.backoff.max.ms",
                500,
                "default.api.timeout.ms",
                QUESTION_TIMEOUT_MS,
                "request.timeout.ms",
                QUESTION_TIMEOUT_MS));
    }

    /** Returns when all partitions are divided between exactly these instances. */
    Map<URI, Set<Integer>> awaitOwners(Collection<ServiceInstance> instances) {
        Set<URI> members = instances.stream().map(ServiceInstance::internal).collect(Collectors.toSet());
        Predicate<Map<URI, Set<Integer>>> divided = owners -> owners.keySet().equals(members)
                && owners.values().stream().noneMatch(Set::isEmpty)
                && owners.values().stream().mapToInt(Set::size).sum() == partitions;
        return await("all partitions divided between " + members)
                .atMost(PATIENCE)
                .until(this::owners, owners -> owners != null && divided.test(owners));
    }

    /** Returns each member's partitions; null while they are moved or nobody can tell. */
    private @Nullable Map<URI, Set<Integer>> owners() throws InterruptedException {
        try {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            return group.groupState() == GroupState.STABLE ? owners(group) : null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException) {
                return null;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Map<URI, Set<Integer>> owners(ConsumerGroupDescription group) {
        return group.members().stream()
                .collect(Collectors.toMap(
                        member -> URI.create(member.clientId()),
                        member -> member.assignment().topicPartitions().stream()
                                .filter(partition -> partition.topic().equals(Topics.ORDER_EVENTS))
                                .map(TopicPartition::partition)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        // A killed member and its successor at the same address, until the former's session ends.
                        (one, other) -> {
                            Set<Integer> both = new TreeSet<>(one);
                            both.addAll(other);
                            return both;
                        }));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
