package io.tableorder.systemtests;

import static java.util.stream.Collectors.toCollection;

import io.tableorder.testkit.process.RunningPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that alerts and dashboards ask for, and those that a platform exports. */
final class WatchedMetrics {

    private static final Pattern ASKED_FOR =
            Pattern.compile("\\b(?:tableorder|http_server|kafka_consumer|kafka_producer)_\\w+");
    private static final Pattern EXPORTED = Pattern.compile("^\\w+", Pattern.MULTILINE);
    private static final Pattern HELP =
            Pattern.compile("^# HELP ((?:tableorder|http_server)_\\w+) (.*)$", Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\|[^|]*\\|[^|]*\\|[^|]*\\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);

    /** @param fromStart false of what is exported only once something happened */
    record Documented(String name, String help, boolean fromStart) {}

    private WatchedMetrics() {}

    static Set<String> askedFor(Path home) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> dashboards = Files.list(home.resolve("ops/grafana/dashboards"))) {
            for (Path file : Stream.concat(Stream.of(home.resolve("ops/prometheus/alerts.yml")), dashboards)
                    .toList()) {
                names.addAll(names(ASKED_FOR, Files.readString(file)));
            }
        }
        return names;
    }

    static List<Documented> documented(Path home) throws IOException {
        return ROW.matcher(Files.readString(home.resolve("docs/metrics.md")))
                .results()
                .map(row ->
                        new Documented(row.group(1), row.group(2), row.group(3).equals("start")))
                .toList();
    }

    static Set<String> exported(RunningPlatform platform) throws IOException, InterruptedException {
        return names(EXPORTED, scraped(platform));
    }

    /** Help texts by name, of this platform's own metrics; what is derived from a metric goes with it. */
    static Map<String, String> helps(RunningPlatform platform) throws IOException, InterruptedException {
        Map<String, String> helps = new TreeMap<>();
        HELP.matcher(scraped(platform)).results().forEach(line -> helps.put(line.group(1), line.group(2)));
        helps.keySet().removeIf(name -> name.endsWith("_max"));
        return helps;
    }

    private static String scraped(RunningPlatform platform) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (URI service : platform.management()) {
            HttpRequest request = HttpRequest.newBuilder(service.resolve("/actuator/prometheus"))
                    .build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                text.append(http.send(request, BodyHandlers.ofString()).body()).append('\n');
            }
        }
        return text.toString();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }
}
