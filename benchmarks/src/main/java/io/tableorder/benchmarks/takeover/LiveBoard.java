package io.tableorder.benchmarks.takeover;

import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.benchmarks.service.Ready;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.ExtractedJar;
import io.tableorder.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Starts sse-notifier in a process of its own, as its image runs it, and kills it once it is ready: taken apart, and with an
 * AOT cache that was recorded before.
 */
final class LiveBoard {

    private static final Path JAR = Path.of("..", "sse-notifier", "target", "sse-notifier.jar");
    private static final Path UNPACKED = Path.of("target", "takeover-sse-notifier");
    private static final Path CACHE = UNPACKED.resolve("application.aot").toAbsolutePath();
    private static final Path LOG = Path.of("target", "takeover-sse-notifier.log");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(3);

    /** A start without a checkpoint reads the whole log before it is ready. */
    private static final Duration LONGEST_START = Duration.ofMinutes(40);

    private final ExtractedJar service;

    private LiveBoard(ExtractedJar service) {
        this.service = service;
    }

    /** Takes the service's jar apart and records the cache, by a start that needs no broker and ends by itself. */
    static LiveBoard unpack() throws IOException, InterruptedException {
        Files.deleteIfExists(CACHE);
        LiveBoard board = new LiveBoard(ExtractedJar.extract(JAR, UNPACKED));
        ChildProcess recording = board.process(
                List.of("-XX:AOTCacheOutput=" + CACHE, "-Dspring.context.exit=onRefresh"),
                new OrderApiSettings("localhost:9", OrderApiSettings.NO_DATABASE, 0, 0));
        long deadline = System.nanoTime() + LONGEST_RECORDING.toNanos();
        while (recording.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        recording.kill();
        if (!Files.exists(CACHE)) {
            throw new IllegalStateException("No AOT cache. The end of the log:\n" + recording.logTail());
        }
        return board;
    }

    /**
     * A start of the service.
     *
     * @param recordsRead of the log
     * @param boardsMillis from the service's first step to boards that may be shown, as it says itself
     * @param readyMillis from the start of the process to its first answer that it is ready
     */
    record Start(long recordsRead, long boardsMillis, long readyMillis) {}

    Start start(String bootstrapServers) throws IOException, InterruptedException {
        List<Integer> ports = LoopbackPort.free(2);
        long begun = System.nanoTime();
        ChildProcess process = process(
                List.of("-XX:AOTCache=" + CACHE),
                new OrderApiSettings(bootstrapServers, OrderApiSettings.NO_DATABASE, ports.get(0), ports.get(1)));
        try {
            Ready.await(ports.get(0), process, LONGEST_START);
            long readyMillis = (System.nanoTime() - begun) / 1_000_000;
            Map<String, Double> metrics = metrics(ports.get(1));
            return new Start(
                    (long) exported(metrics, "tableorder_feed_records_read_total"),
                    Math.round(exported(metrics, "tableorder_feed_bootstrap_seconds") * 1_000),
                    readyMillis);
        } finally {
            process.kill();
        }
    }

    private ChildProcess process(List<String> aot, OrderApiSettings settings) {
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        options.addAll(aot);
        return ChildProcess.start(new ChildProcess.Program(
                service.mainClass(), List.of(), service.jar().toString(), options, settings.environment(), LOG));
    }

    private static double exported(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalStateException("The service exports no " + name + "; it exports " + metrics.keySet());
        }
        return value;
    }

    /** Returns the metrics without labels, by name. */
    private static Map<String, Double> metrics(int managementPort) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                    .build();
            return http.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("tableorder_feed_") && !line.contains("{"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
        }
    }
}
