package io.tableorder.benchmarks.forward;

import io.tableorder.benchmarks.load.Load;
import io.tableorder.benchmarks.load.Tablets;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.fixture.SeededStores;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Two order-api instances share the partitions; every order is sent to the first. Those of its own stores and those of
 * the other's, which it forwards, are run in turn.
 */
public final class ForwardBenchmark {

    private static final SeededStores STORES = new SeededStores(Integer.getInteger("stores", 64), 100);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 4));
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    /** Two services and the load share two cores with the compiler. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUpSeconds", 60));

    private ForwardBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            STORES.writeTo(kafka.bootstrapServers(), (short) 1);
            try (Instance asked = Instance.start(kafka.bootstrapServers());
                    Instance other = Instance.start(kafka.bootstrapServers())) {
                Ownership ownership = Ownership.await(kafka.bootstrapServers(), List.of(asked, other));
                Target own = new Target("own", orders(ownership.storesOf(asked, STORES.stores())), asked, other);
                Target forwarded =
                        new Target("forwarded", orders(ownership.storesOf(other, STORES.stores())), asked, other);
                measure(own, forwarded);
            }
        }
    }

    private static Supplier<byte[]> orders(List<Integer> stores) {
        return Tablets.of(stores, STORES.tablesPerStore()).posts(Tablets.ORDERS);
    }

    private static void measure(Target own, Target forwarded) throws IOException {
        for (Target target : List.of(own, forwarded)) {
            target.run(64, WARM_UP.dividedBy(2));
            target.forget();
        }
        System.out.println("connections  orders     requests/s   p50 ms   p99 ms  processor µs  failures");
        for (int connections : List.of(8, 64)) {
            for (int round = 0; round < ROUNDS; round++) {
                own.run(connections, SPAN);
                forwarded.run(connections, SPAN);
            }
            own.report(connections);
            forwarded.report(connections);
        }
    }

    /** One kind of orders, and what became of them. */
    private static final class Target {

        private final String name;
        private final Supplier<byte[]> requests;
        private final Instance asked;
        private final Instance other;
        private Histogram latencies = new Histogram(3);
        private Duration processorTime = Duration.ZERO;
        private double seconds;
        private long failures;

        Target(String name, Supplier<byte[]> requests, Instance asked, Instance other) {
            this.name = name;
            this.requests = requests;
            this.asked = asked;
            this.other = other;
        }

        void run(int connections, Duration span) throws IOException {
            Duration before = asked.processorTime().plus(other.processorTime());
            Load.Result result = new Load(asked.port(), span).run(connections, requests);
            processorTime = processorTime.plus(
                    asked.processorTime().plus(other.processorTime()).minus(before));
            latencies.add(result.latencies());
            seconds += result.latencies().getTotalCount() / result.perSecond();
            failures += result.failures();
        }

        void report(int connections) {
            long answered = latencies.getTotalCount();
            System.out.printf(
                    "%11d  %-9s %11.0f  %7.2f  %7.2f  %12d  %8d%n",
                    connections,
                    name,
                    answered / seconds,
                    latencies.getValueAtPercentile(50) / 1_000.0,
                    latencies.getValueAtPercentile(99) / 1_000.0,
                    processorTime.toNanos() / 1_000 / Math.max(answered, 1),
                    failures);
            forget();
        }

        void forget() {
            latencies = new Histogram(3);
            processorTime = Duration.ZERO;
            seconds = 0;
            failures = 0;
        }
    }
}
