package io.tableorder.benchmarks.takeover;

import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.benchmarks.service.Ready;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the packaged sse-notifier in a process of its own, and kills it once it is ready. */
final class LiveBoard {

    private static final Path JAR = Path.of("..", "sse-notifier", "target", "sse-notifier.jar");
    private static final Path LOG = Path.of("target", "takeover-sse-notifier.log");

    private LiveBoard() {}

    /**
     * A start of the service.
     *
     * @param recordsRead of the log
     * @param boardsMillis from the service's first step to boards that may be shown, as it says itself
     * @param readyMillis from the start of the process to its first answer that it is ready
     */
    record Start(long recordsRead, long boardsMillis, long readyMillis) {}

    static Start start(String bootstrapServers) throws IOException, InterruptedException {
        List<Integer> ports = LoopbackPort.free(2);
        OrderApiSettings settings =
                new OrderApiSettings(bootstrapServers, OrderApiSettings.NO_DATABASE, ports.get(0), ports.get(1));
        long begun = System.nanoTime();
        ChildProcess process = ChildProcess.start(new ChildProcess.Program(
                "org.springframework.boot.loader.launch.JarLauncher",
                List.of(),
                JAR.toString(),
                List.of("-Xmx1g"),
                settings.environment(),
                LOG));
        try {
            Ready.await(ports.get(0), process);
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
