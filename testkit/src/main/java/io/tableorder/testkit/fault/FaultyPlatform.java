package io.tableorder.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.ClusterBroker;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.history.NewOrders;
import io.tableorder.testkit.history.Outcome;
import io.tableorder.testkit.history.Restaurant;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.RoundRobin;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.wire.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs order-api instances on a cluster that suffer one fault at a time, and measures how long each kept orders
 * waiting.
 */
public final class FaultyPlatform implements AutoCloseable {

    /**
     * A recovery tells how long a fault kept the platform's orders waiting.
     *
     * @param partitions whose orders the fault kept waiting
     * @param takenOver from the fault until a new order in each of them was answered 201, by somebody else
     * @param whole from the fault until everybody was back and all partitions were divided between them
     */
    public record Recovery(Fault fault, Set<Integer> partitions, Duration takenOver, Duration whole) {
        @Override
        public String toString() {
            return "%s: new orders of partitions %s after %,d ms, whole again after %,d ms"
                    .formatted(fault, partitions, takenOver.toMillis(), whole.toMillis());
        }
    }

    /**
     * It alone has a clock that can be moved. What moves it takes a process six times as long on the processor until it is ready, and
     * with that in all of them a busy machine starts none within its limit.
     */
    private static final int WITH_A_CLOCK = 0;

    private static final Duration WRONG_BY = Duration.ofHours(1);

    /** A time has to hold for longer than this until events follow it. */
    private static final Duration WRONG_FOR = Duration.ofSeconds(20);

    /** Twice a loop's longest standstill and a start take less. */
    private static final Duration AFTER_A_JUMP = Duration.ofMinutes(4);

    private final EmbeddedKafkaCluster kafka;
    private final List<ServiceInstance> instances;
    private final Optional<ProcessClock> clock;
    private final RoundRobin balancer;
    private final Map<Integer, Restaurant> restaurantByPartition;
    private final NewOrders newOrders;
    private final WriterGroup group;
    private final List<Recovery> recoveries = new ArrayList<>();

    private FaultyPlatform(
            EmbeddedKafkaCluster kafka,
            List<ServiceInstance> instances,
            Optional<ProcessClock> clock,
            Map<Integer, Restaurant> restaurantByPartition,
            NewOrders newOrders) {
        this.kafka = kafka;
        this.instances = instances;
        this.clock = clock;
        this.balancer = new RoundRobin(addresses(instances));
        this.restaurantByPartition = restaurantByPartition;
        this.newOrders = newOrders;
        this.group = new WriterGroup(kafka.bootstrapServers(), SeededStores.PARTITIONS);
    }

    /**
     * Starts an instance behind each of the cluster's proxied ways in. Returns when all have their share of the
     * partitions.
     *
     * @param restaurants at least one in each partition
     */
    public static FaultyPlatform start(
            EmbeddedKafkaCluster kafka, ProcessLogLines logs, List<Restaurant> restaurants, NewOrders newOrders) {
        Optional<ProcessClock> clock = ProcessClock.ofNewProcess();
        List<ServiceInstance> started = IntStream.range(0, kafka.proxied().size())
                .mapToObj(i -> ServiceInstance.orderApi(
                        kafka,
                        kafka.proxied().get(i).bootstrapServers(),
                        i == WITH_A_CLOCK ? clock.map(ProcessClock::environment).orElse(Map.of()) : Map.of(),
                        logs.of("order-api-" + (i + 1))))
                .toList();
        FaultyPlatform platform = new FaultyPlatform(
                kafka,
                started,
                clock,
                restaurants.stream()
                        .collect(Collectors.toMap(
                                restaurant -> Topics.partitionOf(restaurant.storeId(), SeededStores.PARTITIONS),
                                Function.identity(),
                                (first, _) -> first)),
                newOrders);
        try {
            started.forEach(ServiceInstance::start);
            started.forEach(ServiceInstance::awaitReady);
            platform.awaitWhole();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Knows all instances, whatever state they are in. */
    public RoundRobin balancer() {
        return balancer;
    }

    public List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    /** Returns when the fault is over and the platform is whole again, and prints how long that took. */
    public void suffer(Fault fault) {
        int victim = fault.victim();
        switch (fault.kind()) {
            case KILL_INSTANCE -> endAndRestart(fault, instances.get(victim), ServiceInstance::kill);
            case RESTART_INSTANCE -> endAndRestart(fault, instances.get(victim), ServiceInstance::stop);
            case PAUSE_INSTANCE ->
                loseForAWhile(fault, instances.get(victim)::pause, () -> {}, instances.get(victim)::resume);
            case CUT_INSTANCE -> cutOff(fault, kafka.proxied().get(victim)::cut);
            case STALL_INSTANCE -> cutOff(fault, kafka.proxied().get(victim)::stall);
            case KILL_BROKER -> killBroker(fault, kafka.brokers().get(victim));
        }
    }

    /**
     * Sets an instance's clock wrong by an hour for a while, and right again. Returns when the platform is whole again; at once
     * where clocks cannot be moved.
     */
    public void moveClock(boolean ahead) throws InterruptedException {
        if (clock.isEmpty()) {
            return;
        }
        ServiceInstance instance = instances.get(WITH_A_CLOCK);
        Stopwatch since = Stopwatch.start();
        clock.get().move(ahead ? WRONG_BY : WRONG_BY.negated());
        Thread.sleep(WRONG_FOR);
        clock.get().move(Duration.ZERO);
        // Its loops are woken, or end the process, and whoever runs it starts another.
        await("instance with another time").atMost(AFTER_A_JUMP).until(() -> {
            if (!instance.isRunning()) {
                instance.start();
            }
            instance.awaitReady();
            return awaitWhole().containsKey(instance.internal());
        });
        System.out.printf(
                "clock of instance %d set %s by an hour for %d s: whole again after %,d ms%n",
                WITH_A_CLOCK + 1,
                ahead ? "ahead" : "back",
                WRONG_FOR.toSeconds(),
                since.elapsed().toMillis());
    }

    private void endAndRestart(Fault fault, ServiceInstance victim, Consumer<ServiceInstance> end) {
        Set<Integer> partitions = partitionsOf(victim);
        Stopwatch since = Stopwatch.start();
        end.accept(victim);
        Duration takenOver = untilTakenOver(partitions, victim, since);
        victim.start();
        victim.awaitReady();
        recovered(fault, partitions, takenOver, since);
    }

    /** It hears its clients all the time, and tells them that it cannot take their orders. */
    private void cutOff(Fault fault, Runnable cut) {
        ServiceInstance victim = instances.get(fault.victim());
        List<Restaurant> itsOwn = restaurantsIn(partitionsOf(victim));
        Supplier<URI> others = new RoundRobin(addresses(allBut(victim)))::next;
        Runnable tryVictim = () -> assertThat(newOrders.placeAfterTrying(victim.base(), itsOwn, others))
                .as("what came of orders at an instance without brokers")
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Unknown.class,
                                unknown -> assertThat(unknown.why()).startsWith("503")));
        loseForAWhile(fault, cut, tryVictim, kafka.proxied().get(fault.victim())::restore);
    }

    /**
     * Takes a member away past its session: it is back only when all its partitions have other owners, who have
     * written.
     */
    private void loseForAWhile(Fault fault, Runnable lose, Runnable meanwhile, Runnable restore) {
        ServiceInstance victim = instances.get(fault.victim());
        Set<Integer> partitions = partitionsOf(victim);
        Stopwatch since = Stopwatch.start();
        lose.run();
        Duration takenOver;
        try {
            takenOver = untilTakenOver(partitions, victim, since);
            group.awaitOwners(allBut(victim));
            meanwhile.run();
        } finally {
            restore.run();
        }
        victim.awaitReady();
        recovered(fault, partitions, takenOver, since);
    }

    private void killBroker(Fault fault, ClusterBroker victim) {
        Set<Integer> partitions = new TreeSet<>(restaurantByPartition.keySet());
        Stopwatch since = Stopwatch.start();
        victim.kill();
        newOrders.place(restaurantsIn(partitions), balancer::next);
        Duration takenOver = since.elapsed();
        victim.start();
        recovered(fault, partitions, takenOver, since);
    }

    private Set<Integer> partitionsOf(ServiceInstance instance) {
        return Objects.requireNonNull(awaitWhole().get(instance.internal()));
    }

    private Duration untilTakenOver(Set<Integer> partitions, ServiceInstance former, Stopwatch since) {
        newOrders.place(restaurantsIn(partitions), new RoundRobin(addresses(allBut(former)))::next);
        return since.elapsed();
    }

    private List<Restaurant> restaurantsIn(Set<Integer> partitions) {
        return partitions.stream().map(restaurantByPartition::get).toList();
    }

    private List<ServiceInstance> allBut(ServiceInstance one) {
        return instances.stream().filter(instance -> instance != one).toList();
    }

    private void recovered(Fault fault, Set<Integer> partitions, Duration takenOver, Stopwatch since) {
        awaitWhole();
        Recovery recovery = new Recovery(fault, partitions, takenOver, since.elapsed());
        System.out.println(recovery);
        recoveries.add(recovery);
    }

    private Map<URI, Set<Integer>> awaitWhole() {
        return group.awaitOwners(instances);
    }

    private static List<URI> addresses(Collection<ServiceInstance> instances) {
        return instances.stream().map(ServiceInstance::base).toList();
    }

    @Override
    public void close() {
        group.close();
        instances.forEach(ServiceInstance::close);
    }

    private record Stopwatch(long startedNanos) {
        static Stopwatch start() {
            return new Stopwatch(System.nanoTime());
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - startedNanos);
        }
    }
}
