package io.tableorder.benchmarks.board;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Ways to hold streams, in turn, each in a process of its own, with the same frames at the same rate and the same crowd in
 * another process. {@code -Ddeaf=5} has so many percent of the screens read nothing, {@code -Dtrickle=5} a byte a second.
 */
public final class BoardBenchmark {

    private static final int SCREENS_PER_STORE = 10;
    private static final int EVENTS_PER_SECOND = Integer.getInteger("events", 1_000);
    private static final int MILLIS = Integer.getInteger("seconds", 8) * 1_000;
    private static final String REQUEST = "GET /stream?store=%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    /** Before the first figure, so that what a class or a pool costs once is no screen's. */
    private static final int FIRST_SCREENS = 200;

    private static final int WARM_UP_MILLIS = 3_000;

    private BoardBenchmark() {}

    public static void main(String[] args) throws Exception {
        List<Integer> sizes = Arrays.stream(
                        System.getProperty("screens", "1000,10000,18000").split(","))
                .map(Integer::valueOf)
                .toList();
        String kinds = System.getProperty(
                "only",
                String.join(
                        ",",
                        Arrays.stream(Yardstick.Kind.values()).map(Enum::name).toList()));
        System.out.println(Cell.HEADING);
        for (String kind : kinds.split(",")) {
            measure(kind.toUpperCase(Locale.ROOT), sizes);
        }
    }

    private static void measure(String kind, List<Integer> sizes) throws Exception {
        try (Worker server = Worker.start(YardstickProcess.class, List.of("-Xmx4g"), kind);
                Worker crowd = CrowdProcess.start(Integer.parseInt(server.hear()), SCREENS_PER_STORE, REQUEST)) {
            crowd.ask("connect " + FIRST_SCREENS);
            run(server, crowd, FIRST_SCREENS, WARM_UP_MILLIS);
            Usage empty = Usage.parse(server.ask("usage"));
            for (int screens : sizes) {
                long connectMillis = Long.parseLong(crowd.ask("connect " + screens));
                Usage before = Usage.parse(server.ask("usage"));
                String seen = run(server, crowd, screens, MILLIS);
                Usage after = Usage.parse(server.ask("usage"));
                System.out.println(Cell.of(kind, screens, connectMillis, seen)
                        .row(
                                before.heap() - empty.heap(),
                                before.resident() - empty.resident(),
                                screens - FIRST_SCREENS,
                                after.cpuSeconds() - before.cpuSeconds()));
            }
        }
    }

    private static String run(Worker server, Worker crowd, int screens, int millis) throws Exception {
        server.tell("publish %d %d %d".formatted(screens / SCREENS_PER_STORE, EVENTS_PER_SECOND, millis));
        return crowd.ask("run " + (millis + 500));
    }
}
