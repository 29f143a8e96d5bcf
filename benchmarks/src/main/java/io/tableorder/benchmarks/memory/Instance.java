package io.tableorder.benchmarks.memory;

import io.tableorder.benchmarks.load.Load;
import io.tableorder.benchmarks.load.Tablets;
import io.tableorder.benchmarks.service.OrderApiProcess;
import io.tableorder.benchmarks.service.Ready;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** A real order-api with a container's heap and collector; closing it is kill -9. */
final class Instance implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(3);
    private static final List<String> MORE_OPTIONS =
            List.of(System.getProperty("jvm", "").strip().split("\\s+", -1));

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final OrderApiProcess api;
    private final Duration started;
    private final Supplier<byte[]> orders;
    private final List<Load.Result> spans = new ArrayList<>();
    private Duration collecting = Duration.ZERO;
    private Duration working = Duration.ZERO;

    private Instance(OrderApiProcess api, Duration started, Supplier<byte[]> orders) {
        this.api = api;
        this.started = started;
        this.orders = orders;
    }

    /** Starts the service and returns when it is ready. */
    static Instance start(String bootstrapServers, String heap, Tablets tablets) throws InterruptedException {
        long begun = System.nanoTime();
        List<String> options =
                new ArrayList<>(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        MORE_OPTIONS.stream().filter(option -> !option.isEmpty()).forEach(options::add);
        OrderApiProcess api = OrderApiProcess.start(bootstrapServers, Map.of(), options);
        Ready.await(api.port(), api.process(), LONGEST_START);
        return new Instance(api, Duration.ofNanos(System.nanoTime() - begun), tablets.posts(Tablets.ORDERS));
    }

    /** Returns the time from the start of the process to its first answer that it is ready. */
    Duration started() {
        return started;
    }

    /** Orders for a while and keeps nothing of it. */
    void warmUp(Duration span, int connections) throws IOException {
        new Load(api.port(), span).run(connections, orders);
    }

    void measure(Duration span, int connections) throws IOException {
        Duration collectedBefore = CollectorTime.of(api.process().pid());
        Duration workedBefore = api.processorTime();
        spans.add(new Load(api.port(), span).run(connections, orders));
        collecting = collecting.plus(CollectorTime.of(api.process().pid()).minus(collectedBefore));
        working = working.plus(api.processorTime().minus(workedBefore));
    }

    /** Returns what all measured spans show together. */
    Figures figures() {
        double[] rates =
                spans.stream().mapToDouble(Load.Result::perSecond).sorted().toArray();
        Histogram latencies = new Histogram(3);
        spans.forEach(span -> latencies.add(span.latencies()));
        return new Figures(
                rates[rates.length / 2],
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                (double) collecting.toNanos() / working.toNanos(),
                spans.stream().mapToLong(Load.Result::failures).sum());
    }

    /**
     * What the measured spans show.
     *
     * @param perSecond the median of the spans
     * @param collecting the share of the service's processor time that collecting garbage took
     */
    record Figures(double perSecond, double p50Millis, double p99Millis, double collecting, long failures) {}

    /** Returns when as many checkpoints have been written as there are partitions. */
    void awaitCheckpoints(int partitions) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CHECKPOINT.toNanos();
        while (metric("tableorder_writer_checkpoints_total") < partitions) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No " + partitions + " checkpoints within " + LONGEST_CHECKPOINT);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Returns the metric's value, summed over its labels; 0 when there is none. */
    double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.managementPort() + "/actuator/prometheus"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    @Override
    public void close() {
        api.process().kill();
    }
}
