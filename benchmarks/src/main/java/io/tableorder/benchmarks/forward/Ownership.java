package io.tableorder.benchmarks.forward;

import io.tableorder.api.writer.WriterOwnership;
import io.tableorder.benchmarks.service.OrderApiProcess;
import io.tableorder.fixture.SeededStores;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** This class finds out which instance writes which stores, once the group has settled. */
final class Ownership {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Map<Integer, Set<Integer>> partitionsByPort;

    private Ownership(Map<Integer, Set<Integer>> partitionsByPort) {
        this.partitionsByPort = Map.copyOf(partitionsByPort);
    }

    /** Returns when all instances share all partitions. */
    static Ownership await(String bootstrapServers, List<OrderApiProcess> instances)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < deadline) {
                Ownership now = read(admin, instances);
                if (now.isShared(instances.size())) {
                    return now;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        throw new IllegalStateException("The instances do not share the partitions; see target/order-api-*.log");
    }

    private static Ownership read(Admin admin, List<OrderApiProcess> instances)
            throws ExecutionException, InterruptedException {
        Map<Integer, Set<Integer>> byPort = new HashMap<>();
        for (MemberDescription member : members(admin)) {
            for (OrderApiProcess instance : instances) {
                if (member.clientId().endsWith(":" + instance.internalPort())) {
                    Set<Integer> partitions = new HashSet<>();
                    for (TopicPartition each : member.assignment().topicPartitions()) {
                        partitions.add(each.partition());
                    }
                    byPort.put(instance.port(), partitions);
                }
            }
        }
        return new Ownership(byPort);
    }

    private static Collection<MemberDescription> members(Admin admin) throws ExecutionException, InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(WriterOwnership.GROUP)).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean isShared(int instances) {
        return partitionsByPort.size() == instances
                && partitionsByPort.values().stream().noneMatch(Set::isEmpty)
                && partitionsByPort.values().stream().mapToInt(Set::size).sum() == SeededStores.PARTITIONS;
    }

    /** The numbers of the stores that an instance writes. */
    List<Integer> storesOf(OrderApiProcess instance, int stores) {
        Set<Integer> partitions = partitionsByPort.getOrDefault(instance.port(), Set.of());
        return IntStream.range(0, stores)
                .filter(store ->
                        partitions.contains(Topics.partitionOf(SeededStores.storeId(store), SeededStores.PARTITIONS)))
                .boxed()
                .toList();
    }
}
