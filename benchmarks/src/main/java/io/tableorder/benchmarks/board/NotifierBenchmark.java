package io.tableorder.benchmarks.board;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.LoopbackPort;
import java.util.Arrays;
import java.util.List;

/**
 * Measures sse-notifier from Kafka record to socket. The broker and the orders are in this process, services and their crowds
 * in one of their own each.
 *
 * <ul>
 *   <li>{@code -Dservices=3} divides the screens between so many services.
 *   <li>{@code -Ddeaf=5} has so many percent of the screens read nothing, {@code -Dtrickle=5} a byte a second.
 *   <li>{@code -Drestart=true} instead restarts the service under the largest crowd and shows how the screens come back.
 * </ul>
 */
public final class NotifierBenchmark {

    private static final int SERVICES = Integer.getInteger("services", 1);

    /** So many screens of a store connect to one service. */
    private static final int SCREENS_PER_STORE = Integer.getInteger("screensPerStore", 10);

    private static final int EVENTS_PER_SECOND = Integer.getInteger("events", 1_000);
    private static final int MILLIS = Integer.getInteger("seconds", 10) * 1_000;
    private static final int FIRST_SCREENS = 200;

    /** The service begins cold: its first seconds are the compiler's. */
    private static final int WARM_UP_MILLIS = Integer.getInteger("warmUpSeconds", 20) * 1_000;

    /** Boards that came with the connections are read before anything is counted. */
    private static final int SETTLE_MILLIS = 1_500;

    /** After an end in order: its drain, a start, and the longest that a screen waits before it comes back. */
    private static final int COMING_BACK_MILLIS = Integer.getInteger("comingBackSeconds", 60) * 1_000;

    private NotifierBenchmark() {}

    public static void main(String[] args) throws Exception {
        List<Integer> sizes = Arrays.stream(
                        System.getProperty("screens", "1000,10000,18000").split(","))
                .map(Integer::valueOf)
                .toList();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                OrderFeed feed = new OrderFeed(kafka.bootstrapServers(), sizes.getLast() / SCREENS_PER_STORE + 1)) {
            if (Boolean.getBoolean("restart")) {
                restart(kafka.bootstrapServers(), sizes.getLast());
            } else {
                try (Fleet fleet = Fleet.start(kafka.bootstrapServers(), SERVICES, SCREENS_PER_STORE)) {
                    measure(feed, fleet, sizes);
                }
            }
        }
    }

    private static void restart(String bootstrapServers, int screens) throws Exception {
        List<Integer> ports = LoopbackPort.free(2);
        Notifier notifier = Notifier.start(bootstrapServers, ports.get(0), ports.get(1));
        try (Worker crowd = CrowdProcess.start(notifier.port(), SCREENS_PER_STORE, Notifier.request())) {
            String _ = crowd.ask("connect " + screens);
            crowd.tell("return " + COMING_BACK_MILLIS);
            notifier.stop();
            notifier = Notifier.start(bootstrapServers, ports.get(0), ports.get(1));
            System.out.println("connects in each second since the service was told to stop: " + crowd.hear());
        } finally {
            notifier.close();
        }
    }

    private static void measure(OrderFeed feed, Fleet fleet, List<Integer> sizes) throws Exception {
        var _ = fleet.connectMillis(FIRST_SCREENS * fleet.size());
        fleet.tell("run " + WARM_UP_MILLIS);
        feed.run(storesOf(FIRST_SCREENS), EVENTS_PER_SECOND, WARM_UP_MILLIS);
        var _ = fleet.hear();
        Usage empty = fleet.usageAfterCollection();
        System.out.println(Cell.HEADING);
        for (int screens : sizes) {
            long connectMillis = fleet.connectMillis(screens);
            fleet.tell("run " + SETTLE_MILLIS);
            var _ = fleet.hear();
            Usage full = fleet.usageAfterCollection();
            Usage before = fleet.usage();
            fleet.tell("run " + (MILLIS + 500));
            feed.run(storesOf(screens / fleet.size()), EVENTS_PER_SECOND, MILLIS);
            List<String> seen = fleet.hear();
            Usage after = fleet.usage();
            System.out.println(Cell.of("notifier x" + fleet.size(), screens, connectMillis, seen)
                            .row(
                                    full.heap() - empty.heap(),
                                    full.resident() - empty.resident(),
                                    screens - FIRST_SCREENS * fleet.size(),
                                    after.cpuSeconds() - before.cpuSeconds())
                    + "  of it the compiler's: %.1f s of %.1f"
                            .formatted(
                                    after.compilerSeconds() - before.compilerSeconds(),
                                    after.cpuSeconds() - before.cpuSeconds()));
        }
    }

    private static int storesOf(int screensOfAService) {
        return Math.max(1, screensOfAService / SCREENS_PER_STORE);
    }
}
