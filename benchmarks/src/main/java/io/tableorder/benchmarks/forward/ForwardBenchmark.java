package io.tableorder.benchmarks.forward;

import io.tableorder.benchmarks.load.Tablets;
import io.tableorder.benchmarks.load.Target;
import io.tableorder.benchmarks.service.OrderApiProcess;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.fixture.SeededStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
            try (OrderApiProcess asked = OrderApiProcess.start(kafka.bootstrapServers(), Map.of());
                    OrderApiProcess other = OrderApiProcess.start(kafka.bootstrapServers(), Map.of())) {
                Ownership ownership = Ownership.await(kafka.bootstrapServers(), List.of(asked, other));
                Supplier<Duration> both = () -> asked.processorTime().plus(other.processorTime());
                Target.measureInTurn(
                        List.of(
                                new Target(
                                        "own", orders(ownership.storesOf(asked, STORES.stores())), asked.port(), both),
                                new Target(
                                        "forwarded",
                                        orders(ownership.storesOf(other, STORES.stores())),
                                        asked.port(),
                                        both)),
                        new Target.Plan(List.of(8, 64), SPAN, ROUNDS, WARM_UP));
            }
        }
    }

    private static Supplier<byte[]> orders(List<Integer> stores) {
        return Tablets.of(stores, STORES.tablesPerStore()).posts(Tablets.ORDERS);
    }
}
