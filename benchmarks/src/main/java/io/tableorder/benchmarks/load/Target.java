package io.tableorder.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** One kind of requests, and what became of them. */
public final class Target {

    private static final double MICROS_PER_MILLI = 1_000;

    private final String name;
    private final Supplier<byte[]> requests;
    private final int port;
    private final Supplier<Duration> processorTime;
    private Histogram latencies = new Histogram(3);
    private Duration used = Duration.ZERO;
    private double seconds;
    private long failures;

    /** @param processorTime of all that serve them, so far */
    public Target(String name, Supplier<byte[]> requests, int port, Supplier<Duration> processorTime) {
        this.name = name;
        this.requests = requests;
        this.port = port;
        this.processorTime = processorTime;
    }

    /**
     * How a comparison of targets goes.
     *
     * @param connections each of these numbers is measured
     * @param span of one target in one round
     * @param warmUp divided between the targets
     */
    public record Plan(List<Integer> connections, Duration span, int rounds, Duration warmUp) {}

    /** Runs the targets in turn, round after round, and prints a line for each and each number of connections. */
    public static void measureInTurn(List<Target> targets, Plan plan) throws IOException {
        int warmUpConnections = plan.connections().getLast();
        for (Target target : targets) {
            target.run(warmUpConnections, plan.warmUp().dividedBy(targets.size()));
            target.forget();
        }
        System.out.println("connections  orders       requests/s   p50 ms   p99 ms  processor us  failures");
        for (int connections : plan.connections()) {
            for (int round = 0; round < plan.rounds(); round++) {
                for (Target target : targets) {
                    target.run(connections, plan.span());
                }
            }
            targets.forEach(target -> target.report(connections));
        }
    }

    private void run(int connections, Duration span) throws IOException {
        Duration before = processorTime.get();
        Load.Result result = new Load(port, span).run(connections, requests);
        used = used.plus(processorTime.get().minus(before));
        latencies.add(result.latencies());
        seconds += result.latencies().getTotalCount() / result.perSecond();
        failures += result.failures();
    }

    private void report(int connections) {
        long answered = latencies.getTotalCount();
        System.out.printf(
                "%11d  %-11s %11.0f  %7.2f  %7.2f  %12d  %8d%n",
                connections,
                name,
                answered / seconds,
                latencies.getValueAtPercentile(50) / MICROS_PER_MILLI,
                latencies.getValueAtPercentile(99) / MICROS_PER_MILLI,
                used.toNanos() / 1_000 / Math.max(answered, 1),
                failures);
        forget();
    }

    private void forget() {
        latencies = new Histogram(3);
        used = Duration.ZERO;
        seconds = 0;
        failures = 0;
    }
}
