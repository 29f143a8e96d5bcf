package io.tableorder.standalone;

import io.tableorder.embedded.LoopbackPort;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Knows every port the platform listens on. Each has an environment variable of its own; an offset shifts them all. */
record Ports(Map<Use, Integer> numbers) {
    /** Keeps the highest default within 65535. */
    static final int MAX_OFFSET = 40_000;

    private static final int HIGHEST = 65_535;
    /** A service whose platform was killed a moment ago needs a moment to notice and to let go of its port. */
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(2);

    private static final Duration ORPHAN_CHECK = Duration.ofMillis(50);

    /** The defaults of Kafka and PostgreSQL are not the usual ones, which are often taken on a developer's machine. */
    enum Use {
        ORDER_API(8080, "order-api"),
        ORDER_PROJECTOR(8081, "order-projector"),
        SSE_NOTIFIER(8082, "sse-notifier"),
        ORDER_API_MANAGEMENT(9080, "order-api's management"),
        ORDER_PROJECTOR_MANAGEMENT(9081, "order-projector's management"),
        SSE_NOTIFIER_MANAGEMENT(9082, "sse-notifier's management"),
        KAFKA(19_092, "Kafka"),
        POSTGRES(15_432, "PostgreSQL");

        private final int standard;
        private final String holder;

        Use(int standard, String holder) {
            this.standard = standard;
            this.holder = holder;
        }

        String variable() {
            return name() + "_PORT";
        }
    }

    static Ports of(Map<String, String> environment, int offset) {
        var numbers = new EnumMap<Use, Integer>(Use.class);
        for (Use use : Use.values()) {
            String set = environment.get(use.variable());
            numbers.put(
                    use,
                    (set == null ? use.standard : number(use.variable() + "=", set, 1, HIGHEST - offset)) + offset);
        }
        return new Ports(Map.copyOf(numbers));
    }

    static int number(String name, String text, int lowest, int highest) {
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw new StartRefusedException(
                name + text + " is not usable; it takes a whole number from " + lowest + " to " + highest + ".");
    }

    int of(Use use) {
        return Objects.requireNonNull(numbers.get(use));
    }

    URI orderApi() {
        return http(Use.ORDER_API);
    }

    URI notifier() {
        return http(Use.SSE_NOTIFIER);
    }

    URI projector() {
        return http(Use.ORDER_PROJECTOR);
    }

    private URI http(Use use) {
        return URI.create("http://127.0.0.1:" + of(use));
    }

    /** Best asked before anything starts: a port lost later shows only as a service that does not come up. */
    void refuseTaken() throws InterruptedException {
        long deadline = System.nanoTime() + ORPHAN_GRACE.toNanos();
        for (Use use : Use.values()) {
            while (LoopbackPort.isTaken(of(use)) && System.nanoTime() < deadline) {
                Thread.sleep(ORPHAN_CHECK);
            }
            if (LoopbackPort.isTaken(of(use))) {
                throw new StartRefusedException("Port " + of(use) + ", meant for " + use.holder
                        + ", is taken; free it, set " + use.variable()
                        + " to another, or move all ports with --port-offset=100.");
            }
        }
    }
}
