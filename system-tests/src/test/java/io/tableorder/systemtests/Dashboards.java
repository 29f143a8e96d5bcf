package io.tableorder.systemtests;

import static org.awaitility.Awaitility.await;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Grafana's dashboards of {@code ops/grafana}, and whether their panels would show anything. */
final class Dashboards {

    /** What Grafana makes of a few scrapes. */
    private static final String RATE_INTERVAL = "15s";

    /** Several scrapes, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * @param expression ready to be asked
     * @param legend what a series is called, with its labels in it
     */
    record Query(String dashboard, String panel, String unit, String expression, String legend) {

        boolean isShownBy(Prometheus prometheus) throws IOException, InterruptedException {
            return prometheus
                    .query(expression)
                    .valueStream()
                    .anyMatch(series -> Double.isFinite(Double.parseDouble(
                            series.path("value").path(1).asString().replace("Inf", "Infinity"))));
        }
    }

    private Dashboards() {}

    static List<Query> queries(Path home) throws IOException {
        List<Query> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("ops/grafana/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode dashboard = Json.mapper().readTree(Files.readString(file));
                for (JsonNode panel : dashboard.path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        queries.add(new Query(
                                dashboard.path("title").asString(),
                                panel.path("title").asString(),
                                panel.at("/fieldConfig/defaults/unit").asString(""),
                                target.path("expr").asString().replace("$__rate_interval", RATE_INTERVAL),
                                target.path("legendFormat").asString("")));
                    }
                }
            }
        }
        return queries;
    }

    /** Returns when every query of every panel has a finite value of some series, and fails with those that have none. */
    static void allShowSomething(Path home, Prometheus prometheus) throws IOException {
        List<Query> empty = new ArrayList<>(queries(home));
        await("data for " + empty.size() + " queries")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            for (Query query : List.copyOf(empty)) {
                                if (query.isShownBy(prometheus)) {
                                    empty.remove(query);
                                }
                            }
                            return List.copyOf(empty);
                        },
                        List::isEmpty);
    }
}
