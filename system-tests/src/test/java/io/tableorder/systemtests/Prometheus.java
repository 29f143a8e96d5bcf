package io.tableorder.systemtests;

import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.LoopbackPort;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The machine's own Prometheus (Debian: package prometheus), scraping services every second. */
final class Prometheus implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Returns when every service was scraped; empty where Prometheus is not installed.
     *
     * @param directory for its configuration and data
     * @param services where each is scraped, by job
     */
    static Optional<Prometheus> start(Path directory, Map<String, URI> services) throws IOException {
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), configuration(services));
        URI address = URI.create("http://127.0.0.1:" + LoopbackPort.free());
        Process process;
        try {
            process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + address.getPort())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("prometheus.log").toFile())
                    .start();
        } catch (IOException notInstalled) {
            System.out.println("SKIPPED: no query was asked of Prometheus, which is not installed");
            return Optional.empty();
        }
        Prometheus prometheus = new Prometheus(process, address);
        try {
            await("a scrape of every service")
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> prometheus.query("up == 1").size() == services.size());
            return Optional.of(prometheus);
        } catch (RuntimeException e) {
            prometheus.close();
            throw e;
        }
    }

    private static String configuration(Map<String, URI> services) {
        return services.entrySet().stream()
                .map(service ->
                        """
                        - job_name: %s
                          metrics_path: /actuator/prometheus
                          static_configs: [{targets: ['%s']}]
                        """.formatted(service.getKey(), service.getValue().getAuthority()))
                .collect(Collectors.joining("", "global: {scrape_interval: 1s}\nscrape_configs:\n", ""));
    }

    /** The series that an expression has now, as Prometheus' API gives them. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return ask("/api/v1/query?query=" + encoded(expression));
    }

    /** The same, for every second of a time. */
    JsonNode range(String expression, Instant start, Instant end) throws IOException, InterruptedException {
        return ask("/api/v1/query_range?query=%s&start=%d&end=%d&step=1"
                .formatted(encoded(expression), start.getEpochSecond(), end.getEpochSecond()));
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private JsonNode ask(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(query)).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s is answered %s".formatted(query, answer.body()));
        }
        return Json.mapper().readTree(answer.body()).at("/data/result");
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }
}
