package io.tableorder.benchmarks.memory;

import io.tableorder.benchmarks.load.Load;
import io.tableorder.benchmarks.load.Tablets;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Writes a past into the broker of a platform that runs elsewhere, such as Compose's, before its services are started, or takes
 * orders with its order-api. Between two loads the platform can be restarted by hand.
 */
public final class DeployedBenchmark {

    private static final int STORES = Integer.getInteger("stores", 300);
    private static final int ORDERS = Integer.getInteger("orders", 1_000_000);
    private static final int CONNECTIONS = Integer.getInteger("connections", 64);
    private static final int SPANS = Integer.getInteger("rounds", 6);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 10));

    private static final Duration BETWEEN_SPANS = Duration.ofSeconds(5);

    /** Three events an order, two for one in ten that is cancelled, and two for every party of three orders. */
    private static final double EVENTS_PER_ORDER = 2.9 + 2.0 / 3;

    private DeployedBenchmark() {}

    public static void main(String[] args) throws Exception {
        String broker = System.getProperty("broker");
        if (broker != null) {
            DayOfStores.write(broker, STORES, (int) (ORDERS * EVENTS_PER_ORDER / STORES));
            System.out.printf("%,d orders of %,d stores are in the log%n", ORDERS, STORES);
        }
        Integer port = Integer.getInteger("port");
        if (port != null) {
            load(port);
        }
        if (broker == null && port == null) {
            System.err.println(
                    "Give -Dbroker=HOST:PORT to write a past, or -Dport=PORT of an order-api to take orders");
        }
    }

    private static void load(int port) throws Exception {
        Tablets tablets = Tablets.of(IntStream.range(0, STORES).boxed().toList(), DayOfStores.TABLES);
        var orders = tablets.posts(Tablets.ORDERS);
        var ends = tablets.endsOfVisits();
        System.out.println("span  orders/s  p50 ms  p99 ms  failures");
        for (int span = 1; span <= SPANS; span++) {
            Load.Result result = new Load(port, SPAN).run(CONNECTIONS, orders);
            System.out.printf(
                    "%4d  %8.0f  %6.2f  %6.1f  %8d%n",
                    span,
                    result.perSecond(),
                    result.latencies().getValueAtPercentile(50) / 1e3,
                    result.latencies().getValueAtPercentile(99) / 1e3,
                    result.failures());
            // Not measured. Visits that nobody ends would fill the heap with a day's orders in minutes.
            new Load(port, BETWEEN_SPANS).run(CONNECTIONS, ends);
        }
    }
}
