package io.tableorder.benchmarks.board;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.LoopbackPort;
import java.util.Arrays;
import java.util.List;

/**
 * sse-notifier itself, from Kafka record to socket: a broker and orders in this process, the service and a crowd in one of
 * their own each. {@code -Ddeaf} and {@code -Dtrickle} as in {@link BoardBenchmark}; {@code -Drestart=true} instead
 * restarts the service under the largest crowd and shows how it comes back.
 */
public final class NotifierBenchmark {

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
        List<Integer> ports = LoopbackPort.free(2);
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                OrderFeed feed = new OrderFeed(kafka.bootstrapServers(), sizes.getLast() / SCREENS_PER_STORE + 1)) {
            Notifier notifier = Notifier.start(kafka.bootstrapServers(), ports.get(0), ports.get(1));
            try (Worker crowd = CrowdProcess.start(notifier.port(), SCREENS_PER_STORE, Notifier.request())) {
                if (Boolean.getBoolean("restart")) {
                    crowd.ask("connect " + sizes.getLast());
                    crowd.tell("return " + COMING_BACK_MILLIS);
                    notifier.stop();
                    notifier = Notifier.start(kafka.bootstrapServers(), ports.get(0), ports.get(1));
                    System.out.println("connects in each second since the service was told to stop: " + crowd.hear());
                } else {
                    measure(feed, notifier, crowd, sizes);
                }
            } finally {
                notifier.close();
            }
        }
    }

    private static void measure(OrderFeed feed, Notifier notifier, Worker crowd, List<Integer> sizes) throws Exception {
        crowd.ask("connect " + FIRST_SCREENS);
        crowd.tell("run " + WARM_UP_MILLIS);
        feed.run(Math.max(1, FIRST_SCREENS / SCREENS_PER_STORE), EVENTS_PER_SECOND, WARM_UP_MILLIS);
        crowd.hear();
        Usage empty = notifier.usageAfterCollection();
        System.out.println(Cell.HEADING);
        for (int screens : sizes) {
            long connectMillis = Long.parseLong(crowd.ask("connect " + screens));
            crowd.ask("run " + SETTLE_MILLIS);
            Usage full = notifier.usageAfterCollection();
            Usage before = notifier.usage();
            crowd.tell("run " + (MILLIS + 500));
            feed.run(screens / SCREENS_PER_STORE, EVENTS_PER_SECOND, MILLIS);
            String seen = crowd.hear();
            Usage after = notifier.usage();
            System.out.println(Cell.of("notifier", screens, connectMillis, seen)
                    .row(
                            full.heap() - empty.heap(),
                            full.resident() - empty.resident(),
                            screens - FIRST_SCREENS,
                            after.cpuSeconds() - before.cpuSeconds()));
        }
    }
}
