package io.tableorder.systemtests;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that alerts and dashboards ask for, and those that a platform exports. */
final class WatchedMetrics {

    private static final Pattern ASKED_FOR = Pattern.compile("\\b(?:tableorder|http_server)_\\w+");
    private static final Pattern EXPORTED = Pattern.compile("^\\w+", Pattern.MULTILINE);

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

    static Set<String> exported(RunningPlatform platform) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (URI service : platform.management()) {
            HttpRequest request = HttpRequest.newBuilder(service.resolve("/actuator/prometheus"))
                    .build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                names.addAll(names(
                        EXPORTED, http.send(request, BodyHandlers.ofString()).body()));
            }
        }
        return names;
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }
}
